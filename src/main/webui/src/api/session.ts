import { get, send } from './http';
import type { MadeAccessKey, Session, SignIn } from './types';

/** The gateway takes any of its host names in a SIP address, so the page's own stands in where it names none. */
export async function session(): Promise<Session> {
  const said = await get<Partial<Session>>('/console/session');
  return { signedIn: false, version: '', domain: location.hostname, ...said };
}

export async function signIn(accessKey: string): Promise<void> {
  await send('POST', '/console/session', { accessKey } satisfies SignIn);
}

/** Gives a key a new secret, and answers the connection string that holds it: the only time it can be had. */
export async function replaceAccessKey(name: string): Promise<string> {
  const path = `/accessKeys/${encodeURIComponent(name)}/:regenerate`;
  return (await send<MadeAccessKey>('POST', path)).body.connectionString;
}

export async function signOut(): Promise<void> {
  await send('DELETE', '/console/session');
}
