import { useEffect, useRef } from 'preact/hooks';
import { phone } from '../ui/format';
import { answer, current, decline, state } from './call';
import { play } from './tones';

/** A ringing call, over everything else: Enter answers, Esc declines. */
export function IncomingDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const ringing = state.value === 'incoming';
  useEffect(() => {
    if (!ringing) {
      return undefined;
    }
    dialog.current?.showModal();
    const silence = play('ring');
    return () => {
      silence();
      dialog.current?.close();
    };
  }, [ringing]);
  const cancelled = (event: Event) => {
    event.preventDefault();
    decline();
  };
  return (
    <dialog
      ref={dialog}
      class="incoming"
      data-testid="incoming-call"
      aria-labelledby="incoming-title"
      onCancel={cancelled}
    >
      {ringing && (
        <article>
          <p class="pulse" aria-hidden="true">
            ☎
          </p>
          <h2 id="incoming-title">
            <small>Incoming call</small>
            {phone(current.value?.peer ?? '')}
          </h2>
          <div class="row centre">
            <button type="button" class="bad" data-testid="decline" onClick={decline}>
              Decline <kbd aria-hidden="true">Esc</kbd>
            </button>
            <button type="button" class="good" data-testid="answer" autofocus onClick={() => void answer()}>
              Answer <kbd aria-hidden="true">Enter</kbd>
            </button>
          </div>
        </article>
      )}
    </dialog>
  );
}
