import { get, send } from './http';
import type { Call, Trunk } from './types';

export const DEMO_CALLS = '/demo/calls';

/** Asks the simulated carrier to dial one of our numbers; the answer names the call. */
export async function ringMe(to: string): Promise<string> {
  return (await send<{ id: string }>('POST', DEMO_CALLS, { to })).body.id;
}

export async function calls(state: 'live' | 'ended'): Promise<Call[]> {
  return (await get<{ value: Call[] }>(`/calls?state=${state}`)).value;
}

export function call(id: string): Promise<Call> {
  return get<Call>(`/calls/${encodeURIComponent(id)}`);
}

export async function trunks(): Promise<Trunk[]> {
  return (await get<{ value: Trunk[] }>('/trunks')).value;
}
