import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const created: string[] = [];
let issue: (id: string) => Response;

beforeEach(() => {
  vi.resetModules();
  localStorage.clear();
  created.length = 0;
  issue = () => json({ token: 'issued', expiresOn: inHours(24) });
  vi.stubGlobal('fetch', async (path: string) => {
    if (path.startsWith('/identities?')) {
      created.push(path);
      return json({
        identity: { id: `8:acs:r_${created.length}` },
        accessToken: { token: `made-${created.length}`, expiresOn: inHours(24) },
      });
    }
    return issue(path);
  });
});
afterEach(() => vi.unstubAllGlobals());

const inHours = (hours: number) => new Date(Date.now() + hours * 3600_000).toISOString();
const json = (body: object, status = 200) => new Response(JSON.stringify(body), { status });

test('the identity is made once and its first token is used', async () => {
  const { freshToken, browserIdentity } = await import('./browserIdentity');

  expect(await freshToken()).toBe('made-1');
  expect(await freshToken()).toBe('made-1');
  expect(browserIdentity.value).toBe('8:acs:r_1');
  expect(localStorage.getItem('tandem.identity')).toBe('8:acs:r_1');
});

test('a token near its end is renewed', async () => {
  const { freshToken } = await import('./browserIdentity');
  await freshToken();

  expect(await freshToken(Date.now() + 23.95 * 3600_000).catch((error: Error) => error.message)).toBe('issued');
});

test('an identity the gateway has forgotten is made anew', async () => {
  localStorage.setItem('tandem.identity', '8:acs:r_old');
  issue = () =>
    created.length
      ? json({ token: 'issued', expiresOn: inHours(24) })
      : json({ error: { code: 'NotFound', message: 'No such identity.' } }, 404);
  const { freshToken, browserIdentity } = await import('./browserIdentity');

  expect(await freshToken()).toBe('issued');
  expect(browserIdentity.value).toBe('8:acs:r_1');
});
