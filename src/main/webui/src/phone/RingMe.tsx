import { DEMO_CALLS, ringMe } from '../api/calls';
import { rung } from '../checklist/progress';
import { useAction } from '../ui/action';
import { phone } from '../ui/format';
import { AsCurl, Problem } from '../ui/parts';

/** Has the simulated carrier dial our number, so that this browser rings. */
export function RingMe({ number, ready }: { number: string; ready: boolean }) {
  const { run, running, problem } = useAction(async () => {
    await ringMe(number);
    rung.value = true;
  });
  return (
    <div>
      <div class="beside-row">
        <button type="button" class="primary" data-testid="ring-me" disabled={!ready || running.value} aria-busy={running.value} onClick={() => void run()}>
          Ring me
        </button>
        <span class="hint">The demo carrier calls {phone(number)}.</span>
      </div>
      <Problem error={problem.value} />
      <AsCurl what="Ring me" method="POST" path={DEMO_CALLS} body={{ to: number }} />
    </div>
  );
}
