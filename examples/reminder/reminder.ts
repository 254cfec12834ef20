// Calls a number, reads out a reminder and waits for a key: 1 confirms, 2 cancels. Prints the outcome and ends.
//
//   CONNECTION_STRING=… FROM=+1… TO=+1… PUBLIC_URL=http://127.0.0.1:8091 npm run reminder
//
// PUBLIC_URL is where Tandem reaches this program: it posts the call's events there and fetches the recording.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import {
  CallAutomationClient,
  parseCallAutomationEvent,
  type CallConnection,
  type FileSource,
} from '@azure/communication-call-automation';

function setting(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

const to = { phoneNumber: setting('TO') };
const from = { phoneNumber: setting('FROM') };
const port = Number(process.env.PORT ?? 8091);
const publicUrl = process.env.PUBLIC_URL ?? `http://127.0.0.1:${port}`;
const recording = readFileSync(new URL('reminder.wav', import.meta.url));
const prompt: FileSource = { kind: 'fileSource', url: `${publicUrl}/reminder.wav` };
const outcomes: Record<string, string> = { one: 'confirmed', two: 'cancelled' };

const client = new CallAutomationClient(setting('CONNECTION_STRING'));
let outcome = 'not answered';

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
  }
  return body;
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/reminder.wav') {
    response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(recording);
    return;
  }
  const events = JSON.parse(await bodyOf(request));
  // Answer first: what the events lead to takes longer than a webhook should.
  response.writeHead(200).end();
  for (const event of events) {
    await on(event);
  }
}

async function on(event: Record<string, unknown>): Promise<void> {
  const parsed = parseCallAutomationEvent(event);
  const call: CallConnection = client.getCallConnection(parsed.callConnectionId ?? '');
  switch (parsed.kind) {
    case 'CallConnected':
      await call.getCallMedia().startRecognizing(to, {
        kind: 'callMediaRecognizeDtmfOptions',
        maxTonesToCollect: 1,
        playPrompt: prompt,
        interruptPrompt: true,
        initialSilenceTimeoutInSeconds: 15,
      });
      break;
    case 'RecognizeCompleted': {
      const tones = 'dtmfResult' in parsed ? (parsed.dtmfResult as { tones?: string[] }).tones ?? [] : [];
      outcome = outcomes[tones[0] ?? ''] ?? 'no decision';
      await call.hangUp(true);
      break;
    }
    case 'RecognizeFailed':
      outcome = 'no decision';
      await call.hangUp(true);
      break;
    case 'CallDisconnected':
      console.log(outcome);
      server.close();
      server.closeAllConnections();
      break;
    default:
      break;
  }
}

const server = createServer((request, response) => {
  serve(request, response).catch((fault: unknown) => {
    console.error(fault);
    process.exitCode = 1;
    server.close();
  });
});

server.listen(port, async () => {
  await client.createCall({ targetParticipant: to, sourceCallIdNumber: from }, `${publicUrl}/callbacks`);
});
