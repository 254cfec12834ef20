import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { gauge } from './level';

interface Props {
  stream: MediaStream | undefined;
  label: string;
  testId: string;
}

/** How loud a stream is, as a bar; it stays in its place while there is none. */
export function Meter({ stream, label, testId }: Props) {
  const level = useSignal(0);
  useEffect(() => {
    if (!stream?.getAudioTracks().length) {
      level.value = 0;
      return undefined;
    }
    const measured = gauge(stream);
    const unsubscribe = measured.level.subscribe((value) => (level.value = value));
    return () => {
      unsubscribe();
      measured.stop();
    };
  }, [stream]);
  return (
    <div class="level">
      <span id={`${testId}-label`}>{label}</span>
      <meter
        data-testid={testId}
        aria-labelledby={`${testId}-label`}
        min={0}
        max={1}
        value={level}
        style={{ '--level': level.value }}
      />
    </div>
  );
}
