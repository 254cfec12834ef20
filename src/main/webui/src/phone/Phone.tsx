import { useEffect, useRef } from 'preact/hooks';
import { currentStep } from '../checklist/progress';
import { myNumber } from '../numbers/owned';
import { demoUp } from '../trunks/trunks';
import { phone } from '../ui/format';
import { Status, type Tone } from '../ui/parts';
import { AudioSettings } from './AudioSettings';
import { endReason, inCall, remoteStream, state } from './call';
import { Dialer } from './Dialer';
import { InCall } from './InCall';
import { Register } from './Register';
import { RingMe } from './RingMe';
import { registration, unregister } from './registration';
import { stateWords } from './words';

/** The telephone in this browser. */
export function Phone({ domain }: { domain: string }) {
  const registered = registration.value.state === 'registered';
  const heading = useRef<HTMLHeadingElement>(null);
  const now = state.value;
  useEffect(() => {
    if (now === 'ended' && document.activeElement === document.body) {
      heading.current?.focus(); // The button that had the focus went with the call.
    }
  }, [now]);
  return (
    <section class={`card phone ${inCall.value ? 'busy' : ''}`} aria-labelledby="phone-title">
      <header>
        <h2 id="phone-title" tabIndex={-1} ref={heading}>
          Phone
        </h2>
        <Registered />
      </header>
      <CallState />
      <RemoteAudio />
      {inCall.value ? (
        <InCall />
      ) : (
        <>
          {!registered && currentStep.value !== 'register' && (
            <Register domain={domain} first={currentStep.value === undefined} />
          )}
          {demoUp.value && myNumber.value && currentStep.value === undefined && (
            <RingMe number={myNumber.value.phoneNumber} ready={registered} />
          )}
          <Dialer domain={domain} ready={registered} />
        </>
      )}
      <AudioSettings inCall={inCall.value} />
      {registered && !inCall.value && (
        <button type="button" class="quiet small" onClick={unregister}>
          Stop answering in this browser
        </button>
      )}
    </section>
  );
}

function CallState() {
  const now = state.value;
  return (
    <p class="call-state" role="status" data-testid="call-state" data-state={now}>
      <strong>{stateWords(now)}</strong>
      {now === 'ended' && <span data-testid="end-reason"> {endReason.value}</span>}
    </p>
  );
}

function Registered() {
  const value = registration.value;
  const [tone, words]: [Tone, string] = {
    off: ['off', 'Not registered'] as [Tone, string],
    connecting: ['busy', 'Registering'] as [Tone, string],
    registered: ['good', myNumber.value ? phone(myNumber.value.phoneNumber) : 'Registered'] as [Tone, string],
    lost: ['bad', 'Connection lost'] as [Tone, string],
  }[value.state];
  return (
    <span role="status" data-testid="registration" data-state={value.state}>
      <Status tone={tone}>{words}</Status>
      {value.state === 'lost' && <small class="reason">{value.reason}</small>}
    </span>
  );
}

/** What the other side says comes out here. */
function RemoteAudio() {
  const audio = useRef<HTMLAudioElement>(null);
  const stream = remoteStream.value;
  useEffect(() => {
    if (audio.current) {
      audio.current.srcObject = stream ?? null;
    }
  }, [stream]);
  return <audio ref={audio} autoplay data-testid="remote-audio" aria-hidden="true" />;
}
