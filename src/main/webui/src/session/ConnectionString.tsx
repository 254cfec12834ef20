import { useSignal } from '@preact/signals';
import { CopyButton } from '../ui/parts';

export function masked(connectionString: string): string {
  return connectionString.replace(/(accesskey=).+/i, '$1••••••••');
}

/** What an SDK needs; the key stays covered until asked for. */
export function ConnectionString({ value }: { value: string }) {
  const shown = useSignal(false);
  return (
    <section class="card" aria-labelledby="connection-title">
      <h2 id="connection-title">Connection string</h2>
      <p class="hint">The Azure Communication Services SDKs take it as it is.</p>
      <p class="secret">
        <code data-testid="connection-string">{shown.value ? value : masked(value)}</code>
      </p>
      <div class="row">
        <CopyButton text={value} label="connection string" />
        <button
          type="button"
          class="quiet small"
          aria-pressed={shown.value}
          onClick={() => (shown.value = !shown.value)}
        >
          Show key
        </button>
      </div>
    </section>
  );
}
