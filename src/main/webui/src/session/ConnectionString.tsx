import { useSignal } from '@preact/signals';
import { replaceAccessKey } from '../api/session';
import { useAction } from '../ui/action';
import { CopyButton, Problem } from '../ui/parts';

export function masked(connectionString: string): string {
  return connectionString.replace(/(accesskey=).+/i, '$1••••••••');
}

/** What an SDK needs. The gateway shows a key once, when it is made: who has not kept it makes the second one anew. */
export function ConnectionString({ endpoint }: { endpoint: string }) {
  const made = useSignal('');
  const { run, running, problem } = useAction(async () => {
    made.value = await replaceAccessKey('secondary');
  });
  const shown = made.value || masked(`endpoint=${endpoint};accesskey=key`);
  return (
    <section class="card" aria-labelledby="connection-title">
      <h2 id="connection-title">Connection string</h2>
      <p class="hint">
        The Azure Communication Services SDKs take it as it is, with a key. The primary one was given at start; here the
        secondary one can be replaced. What uses it now stops working.
      </p>
      <p class="secret">
        <code data-testid="connection-string">{shown}</code>
      </p>
      <div class="row">
        {made.value && <CopyButton text={made.value} label="connection string" />}
        <button type="button" class="quiet small" aria-busy={running.value} disabled={running.value} onClick={run}>
          Replace the secondary key
        </button>
      </div>
      <Problem error={problem.value} />
    </section>
  );
}
