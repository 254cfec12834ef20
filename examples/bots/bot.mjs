// A bot that hears a call over a WebSocket: it says back what it hears, a second later, and writes a line for each
// utterance and each key. One small object a dialect; the bot itself does not know which one is spoken.
//
//   npm run bot -- acs|twilio|jambonz [port]
import { WebSocketServer } from 'ws';
import { acs } from './acs.mjs';
import { jambonz } from './jambonz.mjs';
import { twilio } from './twilio.mjs';

const dialects = { acs, twilio, jambonz };
const [, , name = 'acs', port = '8092'] = process.argv;
const dialect = dialects[name];
if (!dialect) {
  console.error(`there is no dialect ${name}: choose one of ${Object.keys(dialects).join(', ')}`);
  process.exit(2);
}

const DELAY_FRAMES = 50;
const TALK_LEVEL = 300;
const PAUSE_FRAMES = 25;

/** Where one stream's audio goes: an echo with a delay, and a notebook of who talked for how long. */
function conversation(say) {
  const waiting = [];
  let talking = 0;
  let quiet = 0;
  return {
    heard(samples) {
      waiting.push(samples);
      if (waiting.length > DELAY_FRAMES) {
        say(waiting.shift());
      }
      const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      if (level > TALK_LEVEL) {
        talking += 1;
        quiet = 0;
      } else if (talking > 0 && ++quiet === PAUSE_FRAMES) {
        console.log(`utterance of ${talking * 20} ms`);
        talking = 0;
      }
    },
    pressed(key) {
      console.log(`pressed ${key}`);
    },
  };
}

const server = new WebSocketServer({ port: Number(port), handleProtocols: (offered) => [...offered][0] });
server.on('listening', () => console.log(`the ${name} bot listens at ws://127.0.0.1:${server.address().port}`));
server.on('connection', (socket) => {
  console.log('connected');
  const stream = {};
  const talk = conversation((samples) => dialect.say(socket, samples, stream));
  socket.on('message', (message, isBinary) => dialect.hear(message, isBinary, talk, stream));
  socket.on('close', () => console.log('closed'));
});
