import { call, calls } from '../api/calls';
import type { Call } from '../api/types';

/** The call among those alive which one of our identity's legs, or failing that the other side's number, marks as ours. */
export function oursAmong(live: Call[], identity: string | undefined, peer: string): Call | undefined {
  const alive = live.filter((each) => each.state !== 'ended');
  return (
    alive.find((each) => each.legs?.some((leg) => leg.identity && leg.identity === identity)) ??
    alive.find((each) => each.from === peer || each.to === peer)
  );
}

/** Our call as the gateway sees it now, with both its legs; looked for first if it is not known yet. */
export async function readLiveCall(
  known: Call | undefined,
  identity: string | undefined,
  peer: string,
): Promise<Call | undefined> {
  return known && known.state !== 'ended' ? call(known.id) : oursAmong(await calls('live'), identity, peer);
}
