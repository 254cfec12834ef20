import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { ApiError } from '../api/http';
import { curl } from './curl';

/** What happened and what to do, beside the control it belongs to. */
export function Problem({ error, id }: { error: Error | undefined; id?: string }) {
  return (
    <p class="problem" role="alert" id={id} hidden={!error}>
      {error && (
        <>
          <span aria-hidden="true">▲ </span>
          {error.message}
          {error instanceof ApiError && error.status > 0 && <span class="code"> {error.code}</span>}
        </>
      )}
    </p>
  );
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const copied = useSignal<'no' | 'yes' | 'refused'>('no');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      copied.value = 'yes';
    } catch {
      copied.value = 'refused';
    }
    setTimeout(() => (copied.value = 'no'), 2000);
  };
  const words = { no: 'Copy', yes: 'Copied', refused: 'Select and copy it' }[copied.value];
  return (
    <button type="button" class="quiet small" onClick={copy} aria-label={`${words}: ${label}`}>
      <span aria-live="polite">{words}</span>
    </button>
  );
}

export function AsCurl({
  method,
  path,
  body,
  what = '',
}: {
  method: string;
  path: string;
  body?: object;
  what?: string;
}) {
  const text = curl(method, path, body);
  return (
    <details class="curl">
      <summary>{what} as curl</summary>
      <pre tabIndex={0} role="group" aria-label="The same request with curl">
        {text}
      </pre>
      <CopyButton text={text} label="the curl command" />
    </details>
  );
}

export function Skeleton({ lines, label }: { lines: number; label: string }) {
  return (
    <div class="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} style={{ width: `${90 - index * 17}%` }} />
      ))}
    </div>
  );
}

export type Tone = 'good' | 'busy' | 'bad' | 'off';

const symbols: Record<Tone, string> = { good: '●', busy: '◐', bad: '▲', off: '○' };

/** A state told by symbol, word and colour together. */
export function Status({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class={`status ${tone}`}>
      <span aria-hidden="true">{symbols[tone]}</span> {children}
    </span>
  );
}
