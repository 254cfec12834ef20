import type { Call } from '../api/types';
import { sentence } from '../ui/format';

const POLL_MILLIS = 500;
const POLLS_MAX = 30;

export interface Arrival {
  /** Whether it rings here by now. */
  rings: () => boolean;
  /** The call as the gateway sees it. */
  read: () => Promise<Call | undefined>;
  wait: (millis: number) => Promise<void>;
}

/** Waits until a call that was asked for rings here; throws the reason if it ends before, or does not come. */
export async function arrival({ rings, read, wait }: Arrival): Promise<void> {
  for (let polls = 0; polls < POLLS_MAX; polls++) {
    if (rings()) {
      return;
    }
    const call = await read();
    if (call?.state === 'ended' && !rings()) {
      const code = call.sipCode ? ` (SIP ${call.sipCode})` : '';
      throw new Error(
        `The call ended before it rang here: ${sentence(call.endReason)}${code}. Check that this browser is registered, then try again.`,
      );
    }
    await wait(POLL_MILLIS);
  }
  throw new Error(
    'The carrier was asked to call, but nothing rang here. Register this browser again, then try once more.',
  );
}
