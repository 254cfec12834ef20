import { audioContext } from './level';

/** Cadence in seconds: [on, off]. Both tones are two sine waves, as telephones have them. */
const tones = {
  ring: { frequenciesHz: [523, 659], onSeconds: 0.9, offSeconds: 1.6, gain: 0.12 },
  ringback: { frequenciesHz: [440, 480], onSeconds: 2, offSeconds: 4, gain: 0.05 },
} as const;

export type Tone = keyof typeof tones;

/** Plays a tone until the returned function is called; silent while the browser allows no sound yet. */
export function play(tone: Tone): () => void {
  const { frequenciesHz, onSeconds, offSeconds, gain } = tones[tone];
  const context = audioContext();
  const volume = context.createGain();
  volume.gain.value = 0;
  volume.connect(context.destination);
  const waves = frequenciesHz.map((hertz) => wave(context, hertz, volume));
  const burst = () => {
    const now = context.currentTime;
    volume.gain.setTargetAtTime(gain, now, 0.02);
    volume.gain.setTargetAtTime(0, now + onSeconds, 0.02);
  };
  burst();
  const timer = setInterval(burst, (onSeconds + offSeconds) * 1000);
  return () => {
    clearInterval(timer);
    for (const each of waves) {
      each.stop();
    }
    volume.disconnect();
  };
}

function wave(context: AudioContext, hertz: number, into: AudioNode): OscillatorNode {
  const oscillator = context.createOscillator();
  oscillator.frequency.value = hertz;
  oscillator.connect(into);
  oscillator.start();
  return oscillator;
}
