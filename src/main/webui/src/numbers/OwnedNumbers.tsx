import { currentStep } from '../checklist/progress';
import { useAction } from '../ui/action';
import { phone, price, typeWords } from '../ui/format';
import { CopyButton, Problem, Skeleton, Status } from '../ui/parts';
import { FindNumber } from './FindNumber';
import { assignToMe, isMine, type OwnedNumber, owned, ownedProblem } from './owned';
import { ReleaseNumber } from './ReleaseNumber';

export function OwnedNumbers() {
  return (
    <section class="card" aria-labelledby="numbers-title">
      <h2 id="numbers-title">Your numbers</h2>
      <Problem error={ownedProblem.value} />
      <List />
      {currentStep.value !== 'number' && (
        <details>
          <summary data-testid="find-another">Find a number</summary>
          <FindNumber />
        </details>
      )}
    </section>
  );
}

function List() {
  if (!owned.value) {
    return ownedProblem.value ? null : <Skeleton lines={2} label="Reading your numbers" />;
  }
  if (owned.value.length === 0) {
    return <p class="empty">No number yet. Callers reach you once you have bought one.</p>;
  }
  return (
    <ul class="numbers" data-testid="owned-numbers">
      {owned.value.map((each) => (
        <Row key={each.phoneNumber} number={each} />
      ))}
    </ul>
  );
}

function Row({ number }: { number: OwnedNumber }) {
  const e164 = number.phoneNumber;
  const { run, running, problem } = useAction(() => assignToMe(e164));
  const details = [typeWords(number.phoneNumberType), price(number.cost)].filter(Boolean).join(' · ');
  return (
    <li data-testid={`number-${e164}`}>
      <div class="what">
        <span class="number">{phone(e164)}</span>
        <span class="hint">{details}</span>
        <Answering number={number} />
      </div>
      <div class="row">
        {!isMine(number) && currentStep.value !== 'assign' && (
          <button
            type="button"
            class="small"
            aria-label={`Let ${phone(e164)} ring this browser`}
            disabled={running.value}
            onClick={() => void run()}
          >
            Ring this browser
          </button>
        )}
        <CopyButton text={e164} label={phone(e164)} />
        <ReleaseNumber number={e164} />
      </div>
      <Problem error={problem.value} />
    </li>
  );
}

function Answering({ number }: { number: OwnedNumber }) {
  const { assignment } = number;
  if (!assignment) {
    return <Status tone="off">Nobody answers it</Status>;
  }
  if (isMine(number)) {
    return <Status tone="good">Rings this browser</Status>;
  }
  return <Status tone="good">{`Rings ${assignment.application ?? assignment.uri ?? 'another user'}`}</Status>;
}
