import { afterEach, beforeEach, expect, test, vi } from 'vitest';
// @ts-expect-error The mock gateway is plain JavaScript.
import { mockGateway } from '../../mock/api.mjs';
import { ApiError, get, onSignedOut } from './http';
import * as numbers from './numbers';
import { finished } from './operation';

let gateway: {
  state: Record<string, unknown>;
  handle: (method: string, url: string, body?: unknown) => Reply | undefined;
};
interface Reply {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

beforeEach(() => {
  gateway = mockGateway();
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const reply = gateway.handle(init.method ?? 'GET', path, init.body && JSON.parse(init.body as string));
    return reply ? new Response(JSON.stringify(reply.body), reply) : new Response('', { status: 404 });
  });
});
afterEach(() => vi.unstubAllGlobals());

test('a number is found, bought, assigned and released', async () => {
  const found = await numbers.search({ country: 'US', type: 'geographic', areaCode: '415' });
  const number = found.phoneNumbers[0]!;
  expect(number).toMatch(/^\+1415/);

  await numbers.purchase(found.searchId);
  expect((await numbers.purchased()).map((each) => each.phoneNumber)).toEqual([number]);
  expect(await numbers.assignment(number)).toBeUndefined();

  await numbers.assignTo(number, '8:acs:r_me');
  expect(await numbers.assignment(number)).toEqual({ kind: 'identity', id: '8:acs:r_me' });

  await numbers.release(number);
  expect(await numbers.purchased()).toEqual([]);
});

test('a refusal carries the words of the gateway', async () => {
  await expect(numbers.purchase('s-gone')).rejects.toThrow('The hold on these numbers has ended.');
});

test('an operation that fails tells why', async () => {
  vi.stubGlobal(
    'fetch',
    async () => new Response(JSON.stringify({ status: 'failed', error: { code: 'NoStock', message: 'None left.' } })),
  );

  await expect(finished({ body: undefined, headers: new Headers({ 'operation-id': 'o' }) })).rejects.toThrow(
    'None left.',
  );
});

test('an operation that never ends is given up', async () => {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ status: 'running' })));

  await expect(
    finished({ body: undefined, headers: new Headers({ 'operation-id': 'o' }) }, async () => {}),
  ).rejects.toThrow('still working');
});

test('a lost session is noticed wherever it shows', async () => {
  const signedOut = vi.fn();
  onSignedOut(signedOut);
  vi.stubGlobal('fetch', async () => new Response('', { status: 401 }));

  await expect(get('/calls')).rejects.toMatchObject({ status: 401 });
  expect(signedOut).toHaveBeenCalledOnce();
});

test('a gateway that is gone is said to be gone', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')));

  await expect(get('/calls')).rejects.toBeInstanceOf(ApiError);
});
