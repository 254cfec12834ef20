import { signal } from '@preact/signals';

const PROCESSING_KEY = 'tandem.audioProcessing';
const DEVICE_KEY = 'tandem.microphone';

export const audioProcessing = signal(localStorage.getItem(PROCESSING_KEY) !== 'off');
export const microphoneId = signal(localStorage.getItem(DEVICE_KEY) ?? '');
export const microphones = signal<MediaDeviceInfo[]>([]);
/** The open microphone; undefined while nothing listens. */
export const microphone = signal<MediaStream | undefined>(undefined);

export function setAudioProcessing(on: boolean): void {
  audioProcessing.value = on;
  localStorage.setItem(PROCESSING_KEY, on ? 'on' : 'off');
}

export function setMicrophone(id: string): void {
  microphoneId.value = id;
  localStorage.setItem(DEVICE_KEY, id);
}

/** The wish we put to the browser: speech processing and the chosen device, if it is still there. */
export function constraints(): MediaTrackConstraints {
  const on = audioProcessing.value;
  return {
    echoCancellation: on,
    noiseSuppression: on,
    autoGainControl: on,
    ...(microphoneId.value ? { deviceId: { ideal: microphoneId.value } } : {}),
  };
}

/** Opens the microphone, asking the person the first time. Throws an Error that says what to do. */
export async function openMicrophone(): Promise<MediaStream> {
  if (microphone.value) {
    return microphone.value;
  }
  if (!navigator.mediaDevices) {
    throw new Error(
      'This page may not use the microphone because it came over plain http. Open it by https, or on localhost.',
    );
  }
  try {
    microphone.value = await navigator.mediaDevices.getUserMedia({ audio: constraints() });
  } catch (error) {
    throw new Error(refusal((error as DOMException).name));
  }
  microphones.value = (await navigator.mediaDevices.enumerateDevices()).filter((each) => each.kind === 'audioinput');
  return microphone.value;
}

export function closeMicrophone(): void {
  for (const track of microphone.value?.getTracks() ?? []) {
    track.stop();
  }
  microphone.value = undefined;
}

function refusal(name: string): string {
  switch (name) {
    case 'NotAllowedError':
      return 'The browser was not allowed to use the microphone. Allow it at the left end of the address bar, then try again.';
    case 'NotFoundError':
      return 'No microphone was found. Plug one in, then try again.';
    case 'NotReadableError':
      return 'Another program holds the microphone. Close it there, then try again.';
    default:
      return `The microphone did not open (${name}). Try again, or choose another under Audio settings.`;
  }
}
