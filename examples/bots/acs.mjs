// Azure Communication Services: JSON with a kind, 16-bit samples in Base64. Its SDKs disagree about capitals.
const samples = (base64) => {
  const octets = Buffer.from(base64, 'base64');
  return new Int16Array(octets.buffer.slice(octets.byteOffset, octets.byteOffset + octets.length));
};

export const acs = {
  hear(message, isBinary, talk) {
    const body = JSON.parse(message);
    switch ((body.kind ?? body.Kind).toLowerCase()) {
      case 'audiodata':
        talk.heard(samples((body.audioData ?? body.AudioData).data));
        break;
      case 'dtmfdata':
        talk.pressed((body.dtmfData ?? body.DtmfData).data);
        break;
      default:
        break;
    }
  },
  say(socket, frame) {
    const data = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString('base64');
    socket.send(JSON.stringify({ kind: 'AudioData', audioData: { data } }));
  },
};
