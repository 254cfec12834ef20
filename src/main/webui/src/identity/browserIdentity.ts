import { signal } from '@preact/signals';
import { ApiError } from '../api/http';
import { createIdentity, issueToken } from '../api/identities';
import type { AccessToken } from '../api/types';

const ID_KEY = 'tandem.identity';
/** A token this close to its end is not handed out again. */
const MARGIN_MILLIS = 5 * 60_000;

/** The identity "this browser" is known by, `8:acs:{resource}_{user}`; kept across visits. */
export const browserIdentity = signal<string | undefined>(localStorage.getItem(ID_KEY) ?? undefined);

let token: AccessToken | undefined;

/** The identity's user part in SIP: the id without its `8:acs:` prefix. */
export function sipUser(id: string): string {
  return id.replace(/^8:acs:/, '');
}

/** Makes the identity at its first use. */
export async function ensureIdentity(): Promise<string> {
  return browserIdentity.value ?? (await create());
}

/** A token with some life left; a data directory that was reset makes us a new identity. */
export async function freshToken(nowMillis = Date.now()): Promise<string> {
  const usable = (each: AccessToken | undefined) =>
    each !== undefined && Date.parse(each.expiresOn) - nowMillis > MARGIN_MILLIS;
  if (!usable(token)) {
    const id = await ensureIdentity();
    if (!token || !usable(token)) {
      token = await issued(id); // Not made along with the identity just now.
    }
  }
  return token?.token ?? '';
}

/** The server refused the token, or we cannot tell: the next connection asks for a new one. */
export function forgetToken(): void {
  token = undefined;
}

async function issued(id: string): Promise<AccessToken> {
  try {
    return await issueToken(id);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) {
      throw error;
    }
    return issueToken(await create());
  }
}

async function create(): Promise<string> {
  const created = await createIdentity();
  localStorage.setItem(ID_KEY, created.id);
  browserIdentity.value = created.id;
  token = created.token;
  return created.id;
}
