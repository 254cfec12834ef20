import { signal } from '@preact/signals';
import { call, calls } from '../api/calls';
import type { Call } from '../api/types';

/** Our present call as the gateway sees it, with both its legs. */
export const liveCall = signal<Call | undefined>(undefined);

/** The call among those alive which one of our identity's legs, or failing that the other side's number, marks as ours. */
export function oursAmong(live: Call[], identity: string | undefined, peer: string): Call | undefined {
  const alive = live.filter((each) => each.state !== 'ended');
  return (
    alive.find((each) => each.legs?.some((leg) => leg.identity && leg.identity === identity)) ??
    alive.find((each) => each.from === peer || each.to === peer)
  );
}

/** Reads our call again; looks for it first if it is not known yet. */
export async function refreshLiveCall(identity: string | undefined, peer: string): Promise<void> {
  const known = liveCall.value;
  liveCall.value = known ? await call(known.id) : oursAmong(await calls('live'), identity, peer);
}

export function forgetLiveCall(): void {
  liveCall.value = undefined;
}
