// The page's side: registers as the visitor it is told to be, and dials.
import JsSIP from 'jssip';

const button = document.querySelector('#call');
const state = document.querySelector('#state');
const ear = document.querySelector('#ear');
let line;
let session;

const show = (text, up) => {
  state.textContent = text;
  button.textContent = up ? 'Hang up' : 'Call us';
  button.classList.toggle('up', up);
};

async function becomeVisitor() {
  const answer = await fetch('/visitor', { method: 'POST' });
  if (!answer.ok) {
    throw new Error(`the server says ${answer.status}`);
  }
  const visitor = await answer.json();
  const socket = new JsSIP.WebSocketInterface(
    `${visitor.gateway}/ws/sip?access_token=${encodeURIComponent(visitor.token)}`,
  );
  const phone = new JsSIP.UA({ sockets: [socket], uri: `sip:${visitor.user}@${visitor.domain}`, register: true });
  await new Promise((resolve, reject) => {
    phone.on('registered', resolve);
    phone.on('registrationFailed', (event) => reject(new Error(event.cause)));
    phone.start();
  });
  return { phone, to: `sip:${visitor.to}@${visitor.domain}` };
}

function dial({ phone, to }) {
  session = phone.call(to, { mediaConstraints: { audio: true, video: false } });
  session.connection.addEventListener('track', (event) => {
    ear.srcObject = new MediaStream([event.track]);
  });
  session.on('progress', () => show('ringing', true));
  session.on('confirmed', () => show('connected', true));
  session.on('failed', (event) => show(`failed: ${event.cause}`, false));
  session.on('ended', () => show('ended', false));
}

button.addEventListener('click', async () => {
  if (session?.isInProgress() || session?.isEstablished()) {
    session.terminate();
    return;
  }
  try {
    show('connecting', true);
    line ??= await becomeVisitor();
    dial(line);
  } catch (fault) {
    show(`failed: ${fault.message}`, false);
  }
});
