import type { ComponentChildren } from 'preact';
import { AssignNumber } from '../numbers/AssignNumber';
import { FindNumber } from '../numbers/FindNumber';
import { myNumber, owned } from '../numbers/owned';
import { Meter } from '../phone/Meter';
import { microphone } from '../phone/microphone';
import { Register } from '../phone/Register';
import { RingMe } from '../phone/RingMe';
import { registration } from '../phone/registration';
import { demoUp, trunks, trunksProblem, usableTrunk } from '../trunks/trunks';
import { phone } from '../ui/format';
import { Problem, Skeleton } from '../ui/parts';
import { progress, showChecklist } from './progress';
import type { Step, StepName } from './steps';

interface Props {
  domain: string;
}

/** From an empty gateway to a first call, one step at a time. */
export function Checklist({ domain }: Props) {
  const steps = progress.value;
  const done = steps.filter((step) => step.done).length;
  return (
    <section class="card checklist" aria-labelledby="checklist-title" data-testid="checklist">
      <header>
        <h2 id="checklist-title">{done === steps.length ? 'Your first call: done' : 'Your first call'}</h2>
        <span class="hint">
          {done} of {steps.length}
        </span>
        <button type="button" class="quiet small" onClick={() => showChecklist(false)}>
          Hide
        </button>
      </header>
      {done === steps.length && (
        <p class="hint">
          It went over SIP, RTP and WebRTC like any other. Next: call out from the phone, or connect your own carrier.
        </p>
      )}
      <progress max={steps.length} value={done} aria-label="Steps done" />
      <ol>
        {steps.map((step) => (
          <Item key={step.name} step={step} title={title(step)}>
            {step.current && <Controls name={step.name} domain={domain} />}
          </Item>
        ))}
      </ol>
    </section>
  );
}

function Item({ step, title, children }: { step: Step; title: string; children: ComponentChildren }) {
  const state = step.done ? 'done' : step.current ? 'current' : 'later';
  return (
    <li
      class={state}
      data-testid={`step-${step.name}`}
      data-state={state}
      aria-current={step.current ? 'step' : undefined}
    >
      <h3>
        {title}
        {step.done && <span class="sr-only"> (done)</span>}
      </h3>
      {children}
    </li>
  );
}

function title({ name, done }: Step): string {
  const number = phone(myNumber.value?.phoneNumber ?? owned.value?.[0]?.phoneNumber ?? '');
  const titles: Record<StepName, [todo: string, done: string]> = {
    carrier: ['A carrier to call through', `Carrier ${usableTrunk(trunks.value)?.name ?? ''} is up`],
    number: ['Get a phone number', `${number} is yours`],
    assign: ['Let it ring this browser', `${number} rings this browser`],
    register: ['Use this browser as a telephone', 'This browser is registered'],
    ring: ['Ring it', 'The carrier called'],
    answer: ['Answer and talk', 'You answered and talked'],
  };
  return titles[name][done ? 1 : 0];
}

function Controls({ name, domain }: Props & { name: StepName }) {
  switch (name) {
    case 'carrier':
      return trunks.value || trunksProblem.value ? <NoCarrier /> : <Skeleton lines={1} label="Looking for a carrier" />;
    case 'number':
      return owned.value ? <FindNumber /> : <Skeleton lines={2} label="Reading your numbers" />;
    case 'assign':
      return <AssignNumber />;
    case 'register':
      return <Registering domain={domain} />;
    case 'ring':
      return demoUp.value && myNumber.value ? (
        <Ring number={myNumber.value.phoneNumber} />
      ) : (
        <p>Call {phone(myNumber.value?.phoneNumber ?? '')} from any telephone.</p>
      );
    case 'answer':
      return (
        <>
          <p>It rings in this page: press Answer, or Enter.</p>
          {demoUp.value && myNumber.value && <Ring number={myNumber.value.phoneNumber} />}
        </>
      );
  }
}

function Registering({ domain }: { domain: string }) {
  return (
    <>
      <p class="hint">The browser asks once whether this page may use the microphone.</p>
      <Register domain={domain} />
    </>
  );
}

function Ring({ number }: { number: string }) {
  return (
    <>
      {microphone.value && <Meter stream={microphone.value} label="Microphone" testId="mic-check-level" />}
      <RingMe number={number} ready={registration.value.state === 'registered'} />
    </>
  );
}

function NoCarrier() {
  return (
    <>
      <Problem error={trunksProblem.value} />
      {!trunksProblem.value && (
        <p>
          No trunk is on. Start the gateway with <code>tandem.demo=true</code>, or add a trunk with{' '}
          <code>PUT /trunks/&#123;name&#125;</code>.
        </p>
      )}
    </>
  );
}
