import { get, send } from './http';
import type { Session } from './types';

export function session(): Promise<Session> {
  return get<Session>('/console/session');
}

export async function signIn(accessKey: string): Promise<void> {
  await send('POST', '/console/session', { accessKey });
}
