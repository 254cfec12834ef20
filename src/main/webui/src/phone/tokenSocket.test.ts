import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TokenSocket } from './tokenSocket';

class FakeWebSocket {
  static readonly OPEN = 1;
  static readonly CONNECTING = 0;
  static made: FakeWebSocket[] = [];
  readyState = 0;
  binaryType = '';
  onopen = () => {};
  onmessage = (_event: { data: string }) => {};
  onclose = (_event: { code: number; reason: string }) => {};
  close = vi.fn();
  send = vi.fn();
  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    FakeWebSocket.made.push(this);
  }
}

const page = { protocol: 'https:', host: 'gateway:8443' };
const opened = () => FakeWebSocket.made.at(-1)!;

beforeEach(() => {
  FakeWebSocket.made = [];
  vi.stubGlobal('WebSocket', FakeWebSocket);
});
afterEach(() => vi.unstubAllGlobals());

test('each connection asks for a token and speaks the sip sub-protocol', async () => {
  const tokens = ['first', 'second'];
  const socket = new TokenSocket(
    page,
    async () => tokens.shift()!,
    () => {},
  );

  socket.connect();
  await vi.waitFor(() => expect(opened().url).toBe('wss://gateway:8443/ws/sip?access_token=first'));
  expect(opened().protocol).toBe('sip');
  socket.connect();
  await vi.waitFor(() => expect(opened().url).toContain('access_token=second'));
});

test('a connection that never opened spends its token', async () => {
  const refused = vi.fn();
  const socket = new TokenSocket(page, async () => 'stale', refused);
  const lost = vi.fn();
  socket.ondisconnect = lost;
  socket.connect();
  await vi.waitFor(() => expect(FakeWebSocket.made).toHaveLength(1));

  opened().onclose({ code: 1006, reason: '' });

  expect(refused).toHaveBeenCalledOnce();
  expect(lost).toHaveBeenCalledWith(true, 1006, '');
});

test('a connection that drops later keeps its token', async () => {
  const refused = vi.fn();
  const socket = new TokenSocket(page, async () => 'good', refused);
  socket.connect();
  await vi.waitFor(() => expect(FakeWebSocket.made).toHaveLength(1));

  opened().onopen();
  opened().onclose({ code: 1001, reason: 'going away' });

  expect(refused).not.toHaveBeenCalled();
});

test('a socket closed while its token is on the way does not open', async () => {
  let give = (_token: string) => {};
  const socket = new TokenSocket(
    page,
    () => new Promise((resolve) => (give = resolve)),
    () => {},
  );
  socket.connect();
  socket.disconnect();

  give('late');
  await Promise.resolve();

  expect(FakeWebSocket.made).toHaveLength(0);
});
