import { computed, signal } from '@preact/signals';
import type { EndEvent, RTCSession } from 'jssip/lib/RTCSession';
import { busy, type Event, next, type State } from './callState';
import { closeMicrophone, openMicrophone } from './microphone';
import { registeredAgent } from './registration';
import { endWords } from './words';

export interface CurrentCall {
  direction: 'incoming' | 'outgoing';
  /** The other side: an E.164 number, or a SIP user. */
  peer: string;
  connectedAt?: number;
}

export const state = signal<State>('idle');
export const current = signal<CurrentCall | undefined>(undefined);
export const muted = signal(false);
export const heldByPeer = signal(false);
export const endReason = signal('');
/** The digits sent in this call, the last ones. */
export const digits = signal('');
export const remoteStream = signal<MediaStream | undefined>(undefined);
export const connection = signal<RTCPeerConnection | undefined>(undefined);
export const inCall = computed(() => busy(state.value));

const MEDIA = {
  pcConfig: { iceServers: [] },
  rtcOfferConstraints: { offerToReceiveAudio: true, offerToReceiveVideo: false },
};
const TONE_MILLIS = 120;
const GAP_MILLIS = 70;
const DIGITS_SHOWN_MAX = 24;
let session: RTCSession | undefined;

function on(event: Event): void {
  state.value = next(state.value, event);
}

/** Takes every session the user agent makes, in both directions. */
export function adopt(made: RTCSession): void {
  if (made.direction === 'incoming' && busy(state.value)) {
    made.terminate({ status_code: 486, reason_phrase: 'Busy Here' }); // One call at a time.
    return;
  }
  session = made;
  muted.value = false;
  heldByPeer.value = false;
  endReason.value = '';
  digits.value = '';
  const incoming = made.direction === 'incoming';
  current.value = { direction: incoming ? 'incoming' : 'outgoing', peer: made.remote_identity.uri.user ?? '' };
  on(incoming ? 'invited' : 'dialled');
  follow(made);
}

/** Calls a number in E.164. */
export async function dial(number: string, domain: string): Promise<void> {
  const agent = registeredAgent();
  if (!agent) {
    throw new Error('This browser is not registered yet. Register it first, then call.');
  }
  const mediaStream = await openMicrophone();
  agent.call(`sip:${number}@${domain}`, { ...MEDIA, mediaStream, mediaConstraints: { audio: true, video: false } });
}

export async function answer(): Promise<void> {
  const ringing = session;
  if (!ringing || state.value !== 'incoming') {
    return;
  }
  on('answered');
  try {
    const mediaStream = await openMicrophone();
    // The caller may have given up while the browser asked for the microphone.
    if (!ringing.isEnded()) {
      ringing.answer({ ...MEDIA, mediaStream });
    }
  } catch (error) {
    ringing.terminate({ status_code: 480, reason_phrase: 'Temporarily Unavailable' });
    endReason.value = (error as Error).message;
  }
}

export function decline(): void {
  session?.terminate({ status_code: 603, reason_phrase: 'Decline' });
}

export function hangUp(): void {
  if (session && !session.isEnded()) {
    session.terminate();
  }
}

export function toggleMute(): void {
  if (session?.isMuted().audio) {
    session.unmute({ audio: true });
  } else {
    session?.mute({ audio: true });
  }
}

/** Whether the gateway has yet to answer a hold or resume; JsSIP ignores another one until then. */
export const holdPending = signal(false);

export function toggleHold(): void {
  if (!session || holdPending.value) {
    return;
  }
  const answered = () => (holdPending.value = false);
  holdPending.value = true;
  const asked = session.isOnHold().local ? session.unhold({}, answered) : session.hold({}, answered);
  holdPending.value &&= asked;
}

/** Sends a DTMF digit as RTP telephone-event (RFC 4733), after those still waiting. */
export function press(key: string): void {
  const dtmf = session?.connection?.getSenders().find((sender) => sender.dtmf)?.dtmf;
  if (dtmf?.canInsertDTMF) {
    dtmf.insertDTMF(dtmf.toneBuffer + key, TONE_MILLIS, GAP_MILLIS);
    digits.value = (digits.value + key).slice(-DIGITS_SHOWN_MAX);
  }
}

function follow(made: RTCSession): void {
  listenToMedia(made);
  made.on('progress', () => on('remoteRings'));
  made.on('confirmed', () => connected());
  made.on('accepted', () => made.direction === 'outgoing' && connected());
  made.on('muted', () => (muted.value = true));
  made.on('unmuted', () => (muted.value = false));
  made.on('hold', ({ originator }) => holdChanged(originator === 'local', true));
  made.on('unhold', ({ originator }) => holdChanged(originator === 'local', false));
  made.on('ended', over);
  made.on('failed', over);
}

function holdChanged(byUs: boolean, held: boolean): void {
  if (byUs) {
    on(held ? 'holdBegan' : 'holdEnded');
  } else {
    heldByPeer.value = held;
  }
}

function listenToMedia(made: RTCSession): void {
  const attach = (peer: RTCPeerConnection) => {
    connection.value = peer;
    peer.addEventListener('track', (event) => {
      remoteStream.value = event.streams[0] ?? new MediaStream([event.track]);
    });
  };
  if (made.connection) {
    attach(made.connection);
  } else {
    made.on('peerconnection', ({ peerconnection }) => attach(peerconnection));
  }
  // The gateway learns our address from the connectivity checks: the first candidate is enough to go.
  made.on('icecandidate', ({ ready }) => ready());
}

function connected(): void {
  if (current.value && !current.value.connectedAt) {
    current.value = { ...current.value, connectedAt: Date.now() };
  }
  on('confirmed');
}

function over({ originator, cause, message }: EndEvent): void {
  const code = message && 'status_code' in message ? message.status_code : undefined;
  endReason.value ||= endWords(cause, originator === 'local', code);
  session = undefined;
  holdPending.value = false;
  connection.value = undefined;
  remoteStream.value = undefined;
  closeMicrophone();
  on('over');
}
