// jambonz' listen: one JSON message about the call, then 16-bit samples in binary messages both ways.
export const jambonz = {
  hear(message, isBinary, talk) {
    if (isBinary) {
      talk.heard(new Int16Array(message.buffer.slice(message.byteOffset, message.byteOffset + message.length)));
      return;
    }
    const body = JSON.parse(message);
    if (body.event === 'dtmf') {
      talk.pressed(body.dtmf);
    }
  },
  say(socket, frame) {
    socket.send(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength));
  },
};
