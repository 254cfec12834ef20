import { useSignal } from '@preact/signals';
import { useAction } from '../ui/action';
import { Problem } from '../ui/parts';
import { signIn } from './session';

/** Accepts the key alone or the whole connection string it is part of. */
export function accessKeyIn(typed: string): string {
  return /accesskey=([^;]+)/i.exec(typed)?.[1]?.trim() ?? typed.trim();
}

export function SignIn() {
  const typed = useSignal('');
  const { run, running, problem } = useAction(() => signIn(accessKeyIn(typed.value)));
  const submit = (event: Event) => {
    event.preventDefault();
    void run();
  };
  return (
    <main class="sign-in">
      <form class="card" onSubmit={submit}>
        <h1>Sign in to Tandem</h1>
        <p>Open the one-time link the gateway made when it started, or give its access key here.</p>
        <label for="access-key">Access key or connection string</label>
        <input
          id="access-key"
          type="password"
          autocomplete="current-password"
          required
          data-testid="access-key"
          aria-describedby="sign-in-problem"
          value={typed}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
        <Problem error={problem.value} id="sign-in-problem" />
        <button type="submit" class="primary" data-testid="sign-in" aria-busy={running.value} disabled={running.value}>
          Sign in
        </button>
        <p class="hint">
          It is the part after <code>accesskey=</code> in the line that came with the link.
        </p>
      </form>
    </main>
  );
}
