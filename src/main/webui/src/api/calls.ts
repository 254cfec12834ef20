import { get, send } from './http';
import type { Call, Calls, DemoCall, DemoCallRequest, Trunk, Trunks } from './types';

export const DEMO_CALLS = '/demo/calls';

/** Asks the simulated carrier to dial one of our numbers; the answer names the call. */
export async function ringMe(to: string): Promise<string> {
  return (await send<DemoCall>('POST', DEMO_CALLS, { to } satisfies DemoCallRequest)).body.id;
}

export async function calls(state: 'live' | 'ended'): Promise<Call[]> {
  return (await get<Calls>(`/calls?state=${state}`)).value;
}

export function call(id: string): Promise<Call> {
  return get<Call>(`/calls/${encodeURIComponent(id)}`);
}

export async function trunks(): Promise<Trunk[]> {
  return (await get<Trunks>('/trunks')).value;
}
