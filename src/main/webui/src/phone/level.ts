import { type ReadonlySignal, signal } from '@preact/signals';

const FLOOR_DBFS = -60;
const INTERVAL_MILLIS = 60;
let context: AudioContext | undefined;

/** The page's one audio context; browsers start it only after a click. */
export function audioContext(): AudioContext {
  context ??= new AudioContext();
  if (context.state === 'suspended') {
    void context.resume();
  }
  return context;
}

/** Root mean square of samples in -1..1, mapped from -60..0 dBFS to 0..1. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) {
    sum += sample * sample;
  }
  const dbfs = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
  return Math.min(1, Math.max(0, 1 - dbfs / FLOOR_DBFS));
}

export interface Gauge {
  level: ReadonlySignal<number>;
  stop(): void;
}

/** Watches how loud a stream is, 0..1, some 16 times a second, until stopped. */
export function gauge(stream: MediaStream): Gauge {
  const level = signal(0);
  const analyser = audioContext().createAnalyser();
  analyser.fftSize = 1024;
  const source = audioContext().createMediaStreamSource(stream);
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    // Falls slower than it rises, so that the eye can follow.
    level.value = Math.max(levelOf(samples), level.value - 0.08);
  }, INTERVAL_MILLIS);
  const stop = () => {
    clearInterval(timer);
    source.disconnect();
  };
  return { level, stop };
}
