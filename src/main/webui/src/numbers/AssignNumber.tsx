import { useSignal } from '@preact/signals';
import { assignmentPath } from '../api/numbers';
import { browserIdentity } from '../identity/browserIdentity';
import { useAction } from '../ui/action';
import { phone } from '../ui/format';
import { AsCurl, Problem } from '../ui/parts';
import { assignToMe, owned } from './owned';

/** Lets one of our numbers ring this browser. */
export function AssignNumber() {
  const numbers = owned.value ?? [];
  const chosen = useSignal('');
  const number = () => chosen.value || (owned.value?.[0]?.phoneNumber ?? '');
  const { run, running, problem } = useAction(() => assignToMe(number()));
  return (
    <div>
      {numbers.length > 1 && (
        <label>
          Number
          <select value={number()} onChange={(event) => (chosen.value = event.currentTarget.value)}>
            {numbers.map((each) => (
              <option key={each.phoneNumber} value={each.phoneNumber}>
                {phone(each.phoneNumber)}
              </option>
            ))}
          </select>
        </label>
      )}
      <button
        type="button"
        class="primary"
        data-testid="assign"
        disabled={running.value}
        aria-busy={running.value}
        onClick={() => void run()}
      >
        Let {phone(number())} ring this browser
      </button>
      <Problem error={problem.value} />
      <AsCurl
        what="Assign"
        method="PUT"
        path={assignmentPath(number())}
        body={{ kind: 'identity', id: browserIdentity.value ?? '8:acs:…' }}
      />
    </div>
  );
}
