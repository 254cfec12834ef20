import type { RTCSession } from 'jssip/lib/RTCSession';
import { beforeEach, expect, test, vi } from 'vitest';

type Listener = (event: object) => void;

/** The session as far as the page knows it; `tell` plays JsSIP. */
class FakeSession {
  connection = undefined;
  remote_identity = { uri: { user: '+15550100199' } };
  private listeners = new Map<string, Listener>();
  private held = false;
  ended = false;
  terminate = vi.fn();
  answer = vi.fn();
  mute = vi.fn();
  unmute = vi.fn();
  constructor(readonly direction: 'incoming' | 'outgoing') {}
  on(type: string, listener: Listener): this {
    this.listeners.set(type, listener);
    return this;
  }
  tell(type: string, event: object = {}): void {
    this.listeners.get(type)?.(event);
  }
  isEnded = () => this.ended;
  isMuted = () => ({ audio: false });
  isOnHold = () => ({ local: this.held, remote: false });
  gatewayAnswers: () => void = () => undefined;
  hold = vi.fn((_: object, done: () => void) => this.turn(true, 'hold', done));
  unhold = vi.fn((_: object, done: () => void) => this.turn(false, 'unhold', done));
  private turn(held: boolean, event: string, done: () => void): boolean {
    this.held = held;
    this.gatewayAnswers = done;
    this.tell(event, { originator: 'local' });
    return true;
  }
}

let phone: typeof import('./call');
let getUserMedia: ReturnType<typeof vi.fn>;

beforeEach(async () => {
  vi.resetModules();
  localStorage.clear();
  getUserMedia = vi.fn(async () => ({ getTracks: () => [] }));
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices: async () => [] } });
  phone = await import('./call');
});

function ringing(direction: 'incoming' | 'outgoing' = 'incoming'): FakeSession {
  const session = new FakeSession(direction);
  phone.adopt(session as unknown as RTCSession);
  return session;
}

test('an incoming call names its caller, is answered with the microphone and ends with a reason', async () => {
  const session = ringing();
  expect(phone.state.value).toBe('incoming');
  expect(phone.current.value?.peer).toBe('+15550100199');

  await phone.answer();
  expect(session.answer).toHaveBeenCalledWith(expect.objectContaining({ pcConfig: { iceServers: [] } }));

  session.tell('confirmed');
  expect(phone.state.value).toBe('connected');

  session.tell('ended', { originator: 'remote', cause: 'Terminated' });
  expect(phone.state.value).toBe('ended');
  expect(phone.endReason.value).toBe('The other side hung up.');
});

test('a second call is told that we are busy and leaves the first alone', () => {
  ringing();
  const second = ringing();

  expect(second.terminate).toHaveBeenCalledWith(expect.objectContaining({ status_code: 486 }));
  expect(phone.state.value).toBe('incoming');
});

test('a call whose microphone is refused is given back with the reason', async () => {
  getUserMedia.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  const session = ringing();

  await phone.answer();
  session.tell('failed', { originator: 'local', cause: 'Rejected' });

  expect(session.terminate).toHaveBeenCalledWith(expect.objectContaining({ status_code: 480 }));
  expect(phone.endReason.value).toContain('not allowed to use the microphone');
});

test('a caller who gives up while the microphone opens is not answered', async () => {
  const session = ringing();
  getUserMedia.mockImplementation(async () => {
    session.ended = true;
    return { getTracks: () => [] };
  });

  await phone.answer();

  expect(session.answer).not.toHaveBeenCalled();
});

test('hold and resume show, and so does being held', async () => {
  const session = ringing('outgoing');
  session.tell('progress');
  expect(phone.state.value).toBe('ringing');
  session.tell('accepted');

  phone.toggleHold();
  expect(phone.state.value).toBe('held');
  phone.toggleHold();
  expect(session.unhold, 'the gateway has not answered the hold yet').not.toHaveBeenCalled();
  expect(phone.holdPending.value).toBe(true);
  session.gatewayAnswers();
  phone.toggleHold();
  expect(phone.state.value).toBe('connected');
  session.tell('hold', { originator: 'remote' });
  expect(phone.heldByPeer.value).toBe(true);
});

test('digits go out by RTP, queued behind those still sounding', () => {
  const dtmf = { canInsertDTMF: true, toneBuffer: '1', insertDTMF: vi.fn() };
  const session = ringing('outgoing');
  Object.assign(session, { connection: { getSenders: () => [{ dtmf }] } });

  phone.press('#');

  expect(dtmf.insertDTMF).toHaveBeenCalledWith('1#', expect.any(Number), expect.any(Number));
  expect(phone.digits.value).toBe('#');
});

test('without a registration nothing is dialled', async () => {
  await expect(phone.dial('+15550100142', 'localhost')).rejects.toThrow('not registered');
});
