import { useEffect } from 'preact/hooks';
import type { Session } from './api/types';
import { RecentCalls } from './calls/RecentCalls';
import { Checklist } from './checklist/Checklist';
import { checklistShown, showChecklist } from './checklist/progress';
import { live } from './live';
import { OwnedNumbers } from './numbers/OwnedNumbers';
import { inCall } from './phone/call';
import { IncomingDialog } from './phone/IncomingDialog';
import { Phone } from './phone/Phone';
import { ConnectionString } from './session/ConnectionString';
import { SignIn } from './session/SignIn';
import { loadSession, session, sessionProblem, signOut } from './session/session';
import { Carriers } from './trunks/Carrier';
import { Problem, Skeleton } from './ui/parts';
import { ThemeSwitch } from './ui/ThemeSwitch';

export function App() {
  useEffect(() => void loadSession(), []);
  const known = session.value;
  if (sessionProblem.value) {
    return <Unreachable />;
  }
  if (!known) {
    return (
      <main>
        <Skeleton lines={4} label="Opening the console" />
      </main>
    );
  }
  // A session that ends during a call leaves the person the means to hang up.
  return known.signedIn || inCall.value ? <Console session={known} /> : <SignIn />;
}

function Unreachable() {
  return (
    <main class="sign-in">
      <div class="card">
        <h1>Tandem</h1>
        <Problem error={sessionProblem.value} />
        <button type="button" class="primary" onClick={() => void loadSession()}>
          Try again
        </button>
      </div>
    </main>
  );
}

function Console({ session: { domain, version, endpoint } }: { session: Session }) {
  useEffect(() => live(domain), [domain]);
  return (
    <>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="top">
        <h1>
          <Mark /> Tandem
        </h1>
        <span class="hint">{version}</span>
        <span class="grow" />
        {!checklistShown.value && (
          <button type="button" class="quiet small" onClick={() => showChecklist(true)}>
            First-call steps
          </button>
        )}
        <ThemeSwitch />
        <button
          type="button"
          class="quiet small"
          data-testid="sign-out"
          onClick={() => void signOut().catch(loadSession)}
        >
          Sign out
        </button>
      </header>
      <main id="main" tabIndex={-1}>
        {checklistShown.value && <Checklist domain={domain} />}
        <Phone domain={domain} />
        <div class="side">
          <OwnedNumbers />
          <Carriers />
          {endpoint && <ConnectionString endpoint={endpoint} />}
        </div>
        <RecentCalls />
      </main>
      <IncomingDialog />
    </>
  );
}

/** Two wheels, one chain. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round">
        <circle cx="10" cy="16" r="5.4" />
        <circle cx="22" cy="16" r="5.4" />
        <path d="M10 10.6h12M10 21.4h12" />
      </g>
    </svg>
  );
}
