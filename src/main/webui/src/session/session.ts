import { signal } from '@preact/signals';
import { ApiError, onSignedOut } from '../api/http';
import * as api from '../api/session';
import type { Session } from '../api/types';

/** What the server says of us; undefined until its first answer. */
export const session = signal<Session | undefined>(undefined);

/** Why the session could not be read, when it could not. */
export const sessionProblem = signal<Error | undefined>(undefined);

onSignedOut(() => {
  if (session.value) {
    session.value = { ...session.value, signedIn: false };
  }
});

export async function loadSession(): Promise<void> {
  sessionProblem.value = undefined;
  try {
    session.value = await api.session();
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      session.value = { signedIn: false, version: '', domain: '' };
    } else {
      sessionProblem.value = error as Error;
    }
  }
}

export async function signOut(): Promise<void> {
  await api.signOut();
  await loadSession();
}

export async function signIn(accessKey: string): Promise<void> {
  await api.signIn(accessKey);
  await loadSession();
}
