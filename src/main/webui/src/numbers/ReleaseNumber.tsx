import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { useAction } from '../ui/action';
import { e164, phone } from '../ui/format';
import { Problem } from '../ui/parts';
import { releaseNumber } from './owned';

/** Gives a number back, after it was typed once more: someone else may get it then. */
export function ReleaseNumber({ number }: { number: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const typed = useSignal('');
  const { run, running, problem } = useAction(async () => {
    if (e164(typed.value) !== number) {
      throw new Error(`Type ${phone(number)} to confirm.`);
    }
    await releaseNumber(number);
  });
  const open = () => {
    typed.value = '';
    dialog.current?.showModal();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void run();
  };
  return (
    <>
      <button type="button" class="quiet small" aria-label={`Release ${phone(number)}`} onClick={open}>
        Release
      </button>
      <dialog ref={dialog} aria-labelledby={`${id}-title`}>
        <article>
          <form onSubmit={submit}>
            <h2 id={`${id}-title`}>Release {phone(number)}?</h2>
            <p>Calls to it stop at once, and it may go to someone else.</p>
            <label for={`${id}-typed`}>Type the number to confirm</label>
            <input
              id={`${id}-typed`}
              autocomplete="off"
              inputMode="tel"
              value={typed}
              onInput={(event) => (typed.value = event.currentTarget.value)}
            />
            <Problem error={problem.value} />
            <div class="row">
              <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
                Keep it
              </button>
              <button type="submit" class="bad" disabled={running.value} aria-busy={running.value}>
                Release
              </button>
            </div>
          </form>
        </article>
      </dialog>
    </>
  );
}
