/**
 * The far end of the page's SIP WebSocket: a registrar and one telephone, enough to place and take calls.
 * Its media is a peer connection in a second page of the same browser, which sends a tone.
 */
export class SipPeer {
  constructor(page, media) {
    this.page = page;
    this.media = media;
    this.seen = [];
    this.waiting = [];
  }

  async listen() {
    await this.page.routeWebSocket(/\/ws\/sip/, (socket) => {
      this.socket = socket;
      socket.onMessage((message) => this.receive(String(message)));
    });
  }

  /** Resolves with the first message, past or future, whose first line matches. */
  async until(pattern) {
    const known = this.seen.find((message) => pattern.test(message));
    return known ?? new Promise((resolve) => this.waiting.push({ pattern, resolve }));
  }

  /** Calls the registered page. */
  async call(from) {
    const sdp = await this.media.evaluate(() => window.offer());
    this.dialog = {
      callId: `in-${Date.now()}`,
      from: `<sip:${from}@localhost>;tag=peer`,
      to: `<${this.contact}>`,
      cseq: 1,
    };
    this.transmit('INVITE', sdp);
    const ok = await this.until(/^SIP\/2\.0 200[\s\S]*CSeq: 1 INVITE/);
    this.dialog.to = header(ok, 'To');
    await this.media.evaluate((answer) => window.accept(answer), body(ok));
    this.transmit('ACK');
  }

  hangUp() {
    this.dialog.cseq++;
    this.transmit('BYE');
  }

  transmit(method, sdp = '') {
    const { callId, from, to, cseq } = this.dialog;
    this.socket.send(
      [
        `${method} ${this.contact} SIP/2.0`,
        `Via: SIP/2.0/WS peer.invalid;branch=z9hG4bK${Math.random().toString(36).slice(2)}`,
        'Max-Forwards: 70',
        `From: ${from}`,
        `To: ${to}`,
        `Call-ID: ${callId}`,
        `CSeq: ${cseq} ${method}`,
        'Contact: <sip:peer@peer.invalid;transport=ws>',
        ...(sdp ? ['Content-Type: application/sdp'] : []),
        `Content-Length: ${Buffer.byteLength(sdp)}`,
        '',
        sdp,
      ].join('\r\n'),
    );
  }

  async receive(message) {
    this.seen.push(message);
    for (const each of this.waiting.filter(({ pattern }) => pattern.test(message))) {
      each.resolve(message);
    }
    const method = message.split(' ', 1)[0];
    if (method === 'REGISTER') {
      this.contact = /<([^>]+)>/.exec(header(message, 'Contact'))[1];
      this.respond(message, 200, 'OK', '', [`Contact: ${header(message, 'Contact')};expires=300`]);
    } else if (method === 'INVITE') {
      await this.answer(message);
    } else if (['BYE', 'CANCEL', 'UPDATE'].includes(method)) {
      this.respond(message, 200, 'OK');
    }
  }

  async answer(invite) {
    const known = /tag=/.test(header(invite, 'To'));
    if (!known) {
      this.respond(invite, 180, 'Ringing');
      this.dialog = {
        callId: header(invite, 'Call-ID'),
        from: `${header(invite, 'To')};tag=peer`,
        to: header(invite, 'From'),
        cseq: 1,
      };
    }
    const sdp = await this.media.evaluate((offer) => window.answer(offer), body(invite));
    this.respond(invite, 200, 'OK', sdp);
  }

  respond(request, status, reason, sdp = '', extra = []) {
    const to = header(request, 'To');
    this.socket.send(
      [
        `SIP/2.0 ${status} ${reason}`,
        `Via: ${header(request, 'Via')}`,
        `From: ${header(request, 'From')}`,
        `To: ${/tag=/.test(to) ? to : `${to};tag=peer`}`,
        `Call-ID: ${header(request, 'Call-ID')}`,
        `CSeq: ${header(request, 'CSeq')}`,
        ...(extra.length ? extra : ['Contact: <sip:peer@peer.invalid;transport=ws>']),
        ...(sdp ? ['Content-Type: application/sdp'] : []),
        `Content-Length: ${Buffer.byteLength(sdp)}`,
        '',
        sdp,
      ].join('\r\n'),
    );
  }
}

function header(message, name) {
  return new RegExp(`^${name}: (.*)$`, 'mi').exec(message)?.[1].trim() ?? '';
}

function body(message) {
  return message.slice(message.indexOf('\r\n\r\n') + 4);
}

/** Runs in the media page: one peer connection that sends a tone. */
export function mediaPage() {
  let peer;
  const fresh = () => {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const out = context.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    peer = new RTCPeerConnection();
    for (const track of out.stream.getTracks()) {
      peer.addTrack(track, out.stream);
    }
  };
  const gathered = () =>
    new Promise((resolve) => {
      const check = () => peer.iceGatheringState === 'complete' && resolve(peer.localDescription.sdp);
      peer.addEventListener('icegatheringstatechange', check);
      check();
    });
  window.offer = async () => {
    fresh();
    await peer.setLocalDescription(await peer.createOffer());
    return gathered();
  };
  window.accept = (sdp) => peer.setRemoteDescription({ type: 'answer', sdp });
  window.answer = async (sdp) => {
    if (
      !peer ||
      peer.signalingState === 'closed' ||
      peer.remoteDescription?.sdp.split('\r\n')[1].split(' ')[1] !== sdp.split('\r\n')[1].split(' ')[1]
    ) {
      fresh();
    }
    await peer.setRemoteDescription({ type: 'offer', sdp });
    await peer.setLocalDescription(await peer.createAnswer());
    return gathered();
  };
  window.stats = async () =>
    [...(await peer.getStats()).values()].find((stat) => stat.type === 'inbound-rtp')?.packetsReceived ?? 0;
}
