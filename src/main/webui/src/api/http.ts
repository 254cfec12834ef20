import type { Refusal } from './types';

/** A refusal of the server, or its silence, in words fit for a person. */
export class ApiError extends Error {
  constructor(
    /** HTTP status, or 0 when no answer came. */
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export interface Answer<T> {
  body: T;
  headers: Headers;
}

let signedOut: () => void = () => {};

/** Names what happens when the server no longer knows our session. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

/** One request to the same origin; the session cookie goes along. Throws {@link ApiError}. */
export async function send<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const response = await reach(method, path, body);
  const text = await response.text();
  if (!response.ok) {
    throw refusal(response.status, text);
  }
  return { body: (text ? parsed(text) : undefined) as T, headers: response.headers };
}

export async function get<T>(path: string): Promise<T> {
  return (await send<T>('GET', path)).body;
}

async function reach(method: string, path: string, body: unknown): Promise<Response> {
  const init: RequestInit = { method, credentials: 'same-origin', headers: { accept: 'application/json' } };
  if (body !== undefined) {
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  try {
    return await fetch(path, init);
  } catch {
    throw new ApiError(
      0,
      'Unreachable',
      'The gateway does not answer. Check that it is still running, then try again.',
    );
  }
}

function refusal(status: number, text: string): ApiError {
  if (status === 401) {
    signedOut();
  }
  const error = (parsed(text) as Refusal | undefined)?.error;
  return new ApiError(
    status,
    error?.code ?? `Http${status}`,
    error?.message ?? `The gateway answered ${status} without a reason.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
