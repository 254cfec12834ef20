import { mockGateway } from './api.mjs';

/** Answers the API from memory in `npm run dev`; never part of a build. */
export function mockApi() {
  return {
    name: 'tandem-mock-api',
    apply: 'serve',
    configureServer(server) {
      const gateway = mockGateway();
      server.middlewares.use(async (request, response, next) => {
        const answer = gateway.handle(request.method, request.originalUrl, await json(request));
        if (!answer) {
          next();
          return;
        }
        response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
        response.end(JSON.stringify(answer.body));
      });
    },
  };
}

async function json(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
