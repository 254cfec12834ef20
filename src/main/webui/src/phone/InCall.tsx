import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { duration, phone } from '../ui/format';
import { every } from '../ui/poll';
import {
  current,
  digits,
  hangUp,
  heldByPeer,
  holdPending,
  muted,
  press,
  remoteStream,
  state,
  toggleHold,
  toggleMute,
} from './call';
import { talking } from './callState';
import { isKey, Keypad } from './Keypad';
import { Meter } from './Meter';
import { microphone } from './microphone';
import { QualityTable } from './QualityTable';
import { play } from './tones';

/** The call that is up or being made, with all one can do to it. */
export function InCall() {
  const now = state.value;
  const up = talking(now);
  useRingback(now === 'ringing' && !remoteStream.value);
  useTypedDigits(up);
  const panel = useRef<HTMLDivElement>(null);
  const begun = now !== 'incoming';
  useEffect(() => {
    // Later than the closing dialog, which gives the focus back; not on Hang up, which a second Enter would press.
    const timer = begun ? setTimeout(() => panel.current?.focus()) : undefined;
    return () => clearTimeout(timer);
  }, [begun]);
  return (
    <div class="in-call" ref={panel} tabIndex={-1} role="group" aria-label="Call">
      <p class="peer">{phone(current.value?.peer ?? '')}</p>
      <p class="timer">
        <Timer />
      </p>
      {heldByPeer.value && <p class="notice">The other side has put you on hold.</p>}
      <Meter stream={microphone.value} label={muted.value ? 'You, muted' : 'You'} testId="mic-level" />
      <Meter stream={remoteStream.value} label="They" testId="remote-level" />
      <div class="row centre actions">
        <button type="button" data-testid="mute" aria-pressed={muted} disabled={!up} onClick={toggleMute}>
          Mute
        </button>
        <button
          type="button"
          data-testid="hold"
          aria-pressed={now === 'held'}
          disabled={!up || holdPending.value}
          onClick={toggleHold}
        >
          Hold
        </button>
        <button type="button" class="bad" data-testid="hang-up" onClick={hangUp}>
          Hang up
        </button>
      </div>
      {up && <Digits />}
      {up && <QualityTable />}
    </div>
  );
}

/** The keypad and what was pressed, for the eye to check. */
function Digits() {
  return (
    <>
      <output class="pressed" aria-label="Digits sent" data-testid="digits-sent">
        {digits}
      </output>
      <Keypad onKey={press} />
    </>
  );
}

function Timer() {
  const seconds = useSignal(0);
  useEffect(
    () =>
      every(500, async () => {
        const since = current.value?.connectedAt;
        seconds.value = since ? (Date.now() - since) / 1000 : 0;
      }),
    [],
  );
  return (
    <span role="timer" aria-label="Call duration">
      {duration(seconds.value)}
    </span>
  );
}

function useRingback(wanted: boolean): void {
  useEffect(() => (wanted ? play('ringback') : undefined), [wanted]);
}

/** Digits typed on the keyboard during a call go out as if pressed, unless they are typed into a field. */
function useTypedDigits(up: boolean): void {
  useEffect(() => {
    if (!up) {
      return undefined;
    }
    const listener = (event: KeyboardEvent) => {
      const field = event.target instanceof Element && event.target.closest('input, select, textarea, dialog');
      if (!field && !event.ctrlKey && !event.metaKey && !event.altKey && isKey(event.key)) {
        press(event.key);
      }
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [up]);
}
