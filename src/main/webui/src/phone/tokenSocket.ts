/** SIP over WebSocket (RFC 7118) whose address carries an access token that is renewed at each connection. */
export class TokenSocket {
  via_transport: string;
  readonly sip_uri: string;
  readonly url: string;
  onconnect = (): void => {};
  ondisconnect = (_error: boolean, _code?: number, _reason?: string): void => {};
  ondata = (_data: unknown): void => {};
  private socket: WebSocket | undefined;
  private attempt = 0;

  constructor(
    page: { protocol: string; host: string },
    private readonly token: () => Promise<string>,
    private readonly refused: () => void,
  ) {
    const scheme = page.protocol === 'https:' ? 'wss' : 'ws';
    this.url = `${scheme}://${page.host}/ws/sip`;
    this.sip_uri = `sip:${page.host};transport=ws`;
    this.via_transport = scheme.toUpperCase();
  }

  connect(): void {
    const attempt = ++this.attempt;
    this.token().then(
      (token) => this.open(attempt, token),
      (error: unknown) => this.lost(attempt, String(error)),
    );
  }

  disconnect(): void {
    this.attempt++;
    this.socket?.close();
    this.socket = undefined;
  }

  send(message: string | ArrayBufferLike | Blob | ArrayBufferView): boolean {
    if (!this.isConnected()) {
      return false;
    }
    this.socket?.send(message as string);
    return true;
  }

  isConnected(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  isConnecting(): boolean {
    return this.socket?.readyState === WebSocket.CONNECTING;
  }

  private open(attempt: number, token: string): void {
    if (attempt !== this.attempt) {
      return; // Closed while the token was on its way.
    }
    const socket = new WebSocket(`${this.url}?access_token=${encodeURIComponent(token)}`, 'sip');
    let opened = false;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      opened = true;
      this.onconnect();
    };
    socket.onmessage = (event) => this.ondata(event.data);
    socket.onclose = (event) => {
      if (!opened) {
        this.refused(); // A browser does not tell a 401 from a dead server: assume the token.
      }
      this.lost(attempt, event.reason, event.code);
    };
    this.socket = socket;
  }

  private lost(attempt: number, reason: string, code = 1006): void {
    if (attempt === this.attempt) {
      this.ondisconnect(true, code, reason);
    }
  }
}
