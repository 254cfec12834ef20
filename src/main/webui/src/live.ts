import { effect } from '@preact/signals';
import { refreshRecent } from './calls/recent';
import { markTalked, rung } from './checklist/progress';
import { refreshOwned } from './numbers/owned';
import { adopt, current, hangUp, state } from './phone/call';
import { leave, register, registrationWanted } from './phone/registration';
import { refreshTrunks } from './trunks/trunks';
import { phone } from './ui/format';
import { every } from './ui/poll';

const SLOW_MILLIS = 10_000;
/** The gateway writes the record just after the call ends. */
const RECORD_MILLIS = 800;

/** Starts what keeps the page current while signed in; the returned function stops it. */
export function live(domain: string): () => void {
  const stops = [
    every(SLOW_MILLIS, refreshTrunks),
    every(SLOW_MILLIS, refreshOwned),
    every(SLOW_MILLIS, refreshRecent),
    effect(followCall),
    effect(titleTellsTheCall),
    onLeaving(),
  ];
  if (registrationWanted()) {
    register(domain, adopt).catch(() => undefined); // The phone shows it and offers to register again.
  }
  return () => {
    for (const stop of stops) {
      stop();
    }
  };
}

function followCall(): void {
  if (state.value === 'incoming') {
    rung.value = true;
  }
  if (state.value === 'connected') {
    markTalked();
  }
  if (state.value === 'ended') {
    setTimeout(() => void refreshRecent(), RECORD_MILLIS);
  }
}

function titleTellsTheCall(): void {
  const peer = phone(current.value?.peer ?? '');
  const titles: Partial<Record<typeof state.value, string>> = {
    incoming: `☎ ${peer} calls`,
    connected: `● ${peer}`,
    held: `‖ ${peer}`,
  };
  document.title = `${titles[state.value] ? `${titles[state.value]} – ` : ''}Tandem`;
}

/** A closed page hangs up and takes its registration with it, and so does signing out. */
function onLeaving(): () => void {
  const left = () => {
    hangUp();
    leave();
  };
  window.addEventListener('pagehide', left);
  return () => {
    window.removeEventListener('pagehide', left);
    left();
  };
}
