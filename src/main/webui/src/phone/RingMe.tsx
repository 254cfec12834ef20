import { DEMO_CALLS, call as readCall, ringMe } from '../api/calls';
import { arrival } from '../calls/arrival';
import { useAction } from '../ui/action';
import { phone } from '../ui/format';
import { AsCurl, Problem } from '../ui/parts';
import { pause } from '../ui/poll';
import { inCall } from './call';

/** Has the simulated carrier dial our number, so that this browser rings. */
export function RingMe({ number, ready }: { number: string; ready: boolean }) {
  const { run, running, problem } = useAction(async () => {
    const id = await ringMe(number);
    await arrival({ rings: () => inCall.value, read: () => readCall(id).catch(() => undefined), wait: pause });
  });
  return (
    <div>
      <div class="beside-row">
        <button
          type="button"
          class="primary"
          data-testid="ring-me"
          disabled={!ready || running.value}
          aria-busy={running.value}
          onClick={() => void run()}
        >
          Ring me
        </button>
        <span class="hint">The demo carrier calls {phone(number)}.</span>
      </div>
      <Problem error={problem.value} />
      <AsCurl what="Ring me" method="POST" path={DEMO_CALLS} body={{ to: number }} />
    </div>
  );
}
