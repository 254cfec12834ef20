import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mockGateway } from '../mock/api.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** The built page and an invented API on a free loopback port. */
export async function site(options) {
  const gateway = mockGateway(options);
  const server = createServer(async (request, response) => {
    const answer = gateway.handle(request.method, request.url, await json(request));
    if (answer) {
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(JSON.stringify(answer.body));
    } else {
      await file(request, response);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/console/`, gateway, close: () => server.close() };
}

async function file(request, response) {
  const path = normalize(new URL(request.url, 'http://x').pathname.replace(/^\/console/, ''));
  try {
    const name = path === '/' ? '/index.html' : path;
    const content = await readFile(join(dist, name));
    response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream' });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

async function json(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  return text ? JSON.parse(text) : undefined;
}
