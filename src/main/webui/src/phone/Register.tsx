import { useAction } from '../ui/action';
import { Problem } from '../ui/parts';
import { adopt, inCall } from './call';
import { closeMicrophone, openMicrophone } from './microphone';
import { leave, register, registration } from './registration';

/** So long the microphone shows its level before a first call; after that it is closed until one. */
const LISTENING_MILLIS = 60_000;

/** Asks for the microphone and makes this browser a telephone. */
export function Register({ domain, first = true }: { domain: string; first?: boolean }) {
  const { run, running, problem } = useAction(async () => {
    await openMicrophone();
    setTimeout(() => inCall.value || closeMicrophone(), LISTENING_MILLIS);
    leave();
    await register(domain, adopt);
  });
  const state = registration.value.state;
  const busy = running.value || state === 'connecting';
  return (
    <div>
      <button
        type="button"
        class={first ? 'primary' : ''}
        data-testid="register"
        disabled={busy}
        aria-busy={busy}
        onClick={() => void run()}
      >
        {state === 'lost' ? 'Register again' : 'Allow microphone and register'}
      </button>
      <Problem error={problem.value} />
    </div>
  );
}
