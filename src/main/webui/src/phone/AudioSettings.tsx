import { useAction } from '../ui/action';
import { Problem } from '../ui/parts';
import { Meter } from './Meter';
import {
  audioProcessing,
  closeMicrophone,
  microphone,
  microphoneId,
  microphones,
  openMicrophone,
  setAudioProcessing,
  setMicrophone,
} from './microphone';

/** Microphone, speech processing, and a way to see that one is heard before any call. Changes apply to the next call. */
export function AudioSettings({ inCall }: { inCall: boolean }) {
  const test = useAction(openMicrophone);
  const open = microphone.value !== undefined;
  const change = (setting: () => void) => {
    setting();
    if (!inCall) {
      closeMicrophone(); // It was opened with the settings of before.
    }
  };
  return (
    <details class="audio-settings">
      <summary>Audio settings</summary>
      <label for="microphone">Microphone</label>
      <select
        id="microphone"
        value={microphoneId}
        onChange={(event) => change(() => setMicrophone(event.currentTarget.value))}
      >
        <option value="">Browser's choice</option>
        {microphones.value.map((each) => (
          <option key={each.deviceId} value={each.deviceId}>
            {each.label || 'Microphone'}
          </option>
        ))}
      </select>
      <label class="check">
        <input
          type="checkbox"
          role="switch"
          data-testid="audio-processing"
          checked={audioProcessing}
          onChange={(event) => change(() => setAudioProcessing(event.currentTarget.checked))}
        />
        Clean my voice: cancel echo, reduce noise, even out level
      </label>
      <p class="hint">Changes apply from the next call on.</p>
      {!inCall && (
        <>
          <button type="button" class="small" onClick={() => (open ? closeMicrophone() : void test.run())}>
            {open ? 'Close the microphone' : 'Test the microphone'}
          </button>
          <Problem error={test.problem.value} />
          {open && <Meter stream={microphone.value} label="You" testId="mic-test-level" />}
        </>
      )}
    </details>
  );
}
