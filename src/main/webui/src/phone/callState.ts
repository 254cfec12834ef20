/**
 * What the person sees of a call in this browser. Pure: events in, state out.
 *
 * ```
 * idle -> incoming -> answering -> connected <-> held -> ended
 * idle -> calling  -> ringing   -> connected
 * ```
 */
export type State = 'idle' | 'incoming' | 'answering' | 'calling' | 'ringing' | 'connected' | 'held' | 'ended';

export type Event =
  | 'invited'
  | 'dialled'
  | 'remoteRings'
  | 'answered'
  | 'confirmed'
  | 'holdBegan'
  | 'holdEnded'
  | 'over';

const table: Record<State, Partial<Record<Event, State>>> = {
  idle: { invited: 'incoming', dialled: 'calling' },
  incoming: { answered: 'answering', over: 'ended' },
  answering: { confirmed: 'connected', over: 'ended' },
  calling: { remoteRings: 'ringing', confirmed: 'connected', over: 'ended' },
  ringing: { confirmed: 'connected', over: 'ended' },
  connected: { holdBegan: 'held', over: 'ended' },
  held: { holdEnded: 'connected', over: 'ended' },
  ended: { invited: 'incoming', dialled: 'calling' },
};

/** The state after the event; one it has no use for changes nothing. */
export function next(state: State, event: Event): State {
  return table[state][event] ?? state;
}

/** Whether a call exists, so that there is something to hang up. */
export function busy(state: State): boolean {
  return state !== 'idle' && state !== 'ended';
}

/** Whether media flows or would, but for hold. */
export function talking(state: State): boolean {
  return state === 'connected' || state === 'held';
}
