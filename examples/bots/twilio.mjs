// Twilio Media Streams: JSON with an event, µ-law at 8 kHz in Base64.
const BIAS = 0x84;

function decode(octet) {
  const code = ~octet & 0xff;
  const magnitude = (((code & 0x0f) << 3) + BIAS) << ((code & 0x70) >> 4);
  return code & 0x80 ? BIAS - magnitude : magnitude - BIAS;
}

function encode(sample) {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), 32635) + BIAS;
  const exponent = Math.max(0, 24 - Math.clz32(magnitude));
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

export const twilio = {
  hear(message, isBinary, talk, stream) {
    const body = JSON.parse(message);
    switch (body.event) {
      case 'start':
        stream.sid = body.start.streamSid;
        break;
      case 'media':
        talk.heard(Int16Array.from(Buffer.from(body.media.payload, 'base64'), decode));
        break;
      case 'dtmf':
        talk.pressed(body.dtmf.digit);
        break;
      default:
        break;
    }
  },
  say(socket, frame, stream) {
    const payload = Buffer.from(Uint8Array.from(frame, encode)).toString('base64');
    socket.send(JSON.stringify({ event: 'media', streamSid: stream.sid, media: { payload } }));
  },
};
