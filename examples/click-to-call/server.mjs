// A page with one button that calls a number, in the browser, without an account: the server makes a user for each visitor,
// lends it the caller ID, and hands the page a token that is good for an hour and for nothing but calls.
//
//   CONNECTION_STRING=… FROM=+1… TO=+1… npm run click-to-call
//
// FROM is one of our numbers; TO what the button calls. GATEWAY_WS is where the page reaches Tandem (default: the loopback
// port; from elsewhere wss://host:8443).
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AzureKeyCredential } from '@azure/core-auth';
import { createCommunicationAuthPolicy, parseClientArguments } from '@azure/communication-common';
import { createDefaultHttpClient, createEmptyPipeline, createPipelineRequest } from '@azure/core-rest-pipeline';
import { CommunicationIdentityClient } from '@azure/communication-identity';
import { build, stop } from 'esbuild';

function setting(name) {
  if (!process.env[name]) {
    throw new Error(`${name} is not set`);
  }
  return process.env[name];
}

const from = setting('FROM');
const to = setting('TO');
const port = Number(process.env.PORT ?? 8093);
const gateway = process.env.GATEWAY_WS ?? 'ws://localhost:8080';
const domain = process.env.SIP_DOMAIN ?? 'localhost';
const { url, credential } = parseClientArguments(setting('CONNECTION_STRING'));
const identities = new CommunicationIdentityClient(url, credential);

const index = readFileSync(new URL('index.html', import.meta.url));
const bundle = await build({
  entryPoints: [fileURLToPath(new URL('page.mjs', import.meta.url))],
  bundle: true,
  format: 'esm',
  write: false,
});
await stop();
const script = bundle.outputFiles[0].contents;

/** The one request the SDKs have no method for: which numbers a user may show. */
const signed = createEmptyPipeline();
signed.addPolicy(createCommunicationAuthPolicy(new AzureKeyCredential(credential.key)), { phase: 'Sign' });
const http = createDefaultHttpClient();

async function lend(number, user) {
  const request = createPipelineRequest({
    url: `${url}/phoneNumbers/${encodeURIComponent(number)}/assignment`,
    method: 'PUT',
    body: JSON.stringify({ kind: 'identity', id: user }),
  });
  request.headers.set('content-type', 'application/json');
  const reply = await signed.sendRequest(http, request);
  if (reply.status >= 300) {
    throw new Error(`the number ${number} cannot be lent: ${reply.status} ${reply.bodyAsText}`);
  }
}

async function visitor() {
  const { user, token } = await identities.createUserAndToken(['voip']);
  await lend(from, user.communicationUserId);
  return { user: user.communicationUserId.replace('8:acs:', ''), token, gateway, domain, to };
}

async function page(request) {
  if (request.method === 'POST' && request.url === '/visitor') {
    return ['application/json', JSON.stringify(await visitor())];
  }
  return request.url === '/page.js' ? ['text/javascript', script] : ['text/html; charset=utf-8', index];
}

createServer(async (request, response) => {
  try {
    const [type, body] = await page(request);
    response.writeHead(200, { 'Content-Type': type }).end(body);
  } catch (fault) {
    console.error(fault.message);
    response.writeHead(502).end();
  }
}).listen(port, () => console.log(`Click to call at http://localhost:${port}`));
