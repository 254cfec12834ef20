import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { myNumber } from '../numbers/owned';
import { useAction } from '../ui/action';
import { e164, phone } from '../ui/format';
import { Problem } from '../ui/parts';
import { dial } from './call';
import { Keypad } from './Keypad';

export function Dialer({ domain, ready }: { domain: string; ready: boolean }) {
  const typed = useSignal('');
  const input = useRef<HTMLInputElement>(null);
  const { run, running, problem } = useAction(async () => {
    const number = e164(typed.value);
    if (!number) {
      input.current?.focus();
      throw new Error('That is not a full number. Write it with country code, like +1 555 010 0199.');
    }
    await dial(number, domain);
  });
  const submit = (event: Event) => {
    event.preventDefault();
    void run();
  };
  return (
    <form class="dialer" onSubmit={submit} noValidate>
      <label for="dial-input">Number to call</label>
      <div class="joined">
        <input
          id="dial-input"
          ref={input}
          type="tel"
          inputMode="tel"
          autocomplete="off"
          placeholder="+1 …"
          data-testid="dial-input"
          aria-describedby="dial-problem"
          aria-invalid={problem.value ? 'true' : undefined}
          value={typed}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
        <button
          type="submit"
          class="primary"
          data-testid="dial"
          disabled={!ready || running.value}
          aria-busy={running.value}
        >
          Call
        </button>
      </div>
      <p class="hint">
        {myNumber.value
          ? `They see ${phone(myNumber.value.phoneNumber)}.`
          : 'To call out, let a number of yours ring this browser first.'}
      </p>
      <Problem error={problem.value} id="dial-problem" />
      <Keypad onKey={(key) => (typed.value += key)} />
    </form>
  );
}
