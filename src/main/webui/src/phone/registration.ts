import { signal } from '@preact/signals';
import type { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import { browserIdentity, ensureIdentity, forgetToken, freshToken, sipUser } from '../identity/browserIdentity';
import { TokenSocket } from './tokenSocket';

export type Registration =
  | { state: 'off' | 'connecting' | 'registered' }
  /** Not reachable now; the connection is tried again by itself. */
  | { state: 'lost'; reason: string };

export const registration = signal<Registration>({ state: 'off' });

const WANTED_KEY = 'tandem.registered';
const INSTANCE_KEY = 'tandem.instance';
const RETRY_MILLIS = 10_000;
let agent: UA | undefined;

/** Whether this browser was registered at the last visit, so that it should be again. */
export function registrationWanted(): boolean {
  return localStorage.getItem(WANTED_KEY) === 'yes' && browserIdentity.value !== undefined;
}

/** Registers this browser as its identity; JsSIP is fetched only here. */
export async function register(domain: string, onSession: (session: RTCSession) => void): Promise<void> {
  if (agent) {
    return;
  }
  registration.value = { state: 'connecting' };
  try {
    const id = await ensureIdentity();
    await freshToken();
    const { default: JsSIP } = await import('jssip');
    agent = userAgent(JsSIP.UA, sipUser(browserIdentity.value ?? id), domain, onSession);
    agent.start();
    localStorage.setItem(WANTED_KEY, 'yes');
  } catch (error) {
    registration.value = { state: 'off' };
    throw error;
  }
}

export function unregister(): void {
  localStorage.removeItem(WANTED_KEY);
  leave();
}

/** Ends calls and the registration, as on leaving the page. */
export function leave(): void {
  agent?.stop();
  agent = undefined;
  registration.value = { state: 'off' };
}

/** The user agent, while this browser is registered. */
export function registeredAgent(): UA | undefined {
  return registration.value.state === 'registered' ? agent : undefined;
}

function userAgent(Agent: typeof UA, user: string, domain: string, onSession: (session: RTCSession) => void): UA {
  const ua = new Agent({
    sockets: [new TokenSocket(location, freshToken, forgetToken)],
    uri: `sip:${user}@${domain}`,
    instance_id: instanceId(),
    register_expires: 300,
    session_timers: true,
    connection_recovery_max_interval: 15,
    user_agent: 'Tandem console',
  });
  // A user agent that was replaced may still have a word to say; it no longer counts.
  const tell = (now: Registration) => {
    if (agent === ua) {
      registration.value = now;
    }
  };
  ua.on('registered', () => tell({ state: 'registered' }));
  ua.on('registrationFailed', ({ response, cause }) => {
    const reason = response ? `${response.status_code} ${response.reason_phrase}` : (cause ?? 'no answer');
    tell({ state: 'lost', reason: `The gateway refused the registration: ${reason}. Trying again by itself.` });
    setTimeout(() => agent === ua && ua.isConnected() && !ua.isRegistered() && ua.register(), RETRY_MILLIS);
  });
  ua.on('disconnected', () =>
    tell({ state: 'lost', reason: 'The connection to the gateway is down. Trying again by itself.' }),
  );
  ua.on('newRTCSession', ({ session }: { session: RTCSession }) => onSession(session));
  return ua;
}

/** One per tab, and the same after a reload, so that a reload replaces its binding instead of adding one. */
function instanceId(): string {
  const known = sessionStorage.getItem(INSTANCE_KEY);
  if (known) {
    return known;
  }
  // randomUUID exists on secure pages only; plain http on another machine is not one.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const made = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  sessionStorage.setItem(INSTANCE_KEY, made);
  return made;
}
