import type { Call } from '../api/types';
import { decimal, duration, phone, secondsBetween, sentence } from '../ui/format';
import { Problem, Skeleton } from '../ui/parts';
import { recentCalls, recentProblem, worstMos } from './recent';

export function RecentCalls() {
  return (
    <section class="card recent" aria-labelledby="recent-title">
      <h2 id="recent-title">Recent calls</h2>
      <Problem error={recentProblem.value} />
      <Table />
    </section>
  );
}

function Table() {
  const calls = recentCalls.value;
  if (!calls) {
    return recentProblem.value ? null : <Skeleton lines={3} label="Reading calls" />;
  }
  if (calls.length === 0) {
    return (
      <p class="empty">
        No call has ended yet. Each one leaves a line here: who, how long, how it sounded and why it ended.
      </p>
    );
  }
  return (
    <div class="scroll" role="region" aria-label="Table of recent calls" tabIndex={0}>
      <table data-testid="recent-calls">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Direction</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Duration</th>
            <th scope="col">Ended</th>
            <th scope="col">
              <abbr title="Mean opinion score of the worse leg, 1 to 4.5">MOS</abbr>
            </th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <Row key={call.id} call={call} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ call }: { call: Call }) {
  const talked = secondsBetween(call.answeredAt, call.endedAt);
  const code = call.sipCode && call.sipCode >= 300 ? ` (SIP ${call.sipCode})` : '';
  return (
    <tr data-testid="recent-call">
      <td>
        <When iso={call.startedAt} />
      </td>
      <td>{direction(call.direction)}</td>
      <td class="number">{phone(call.from)}</td>
      <td class="number">{phone(call.to)}</td>
      <td>{talked === undefined ? 'not answered' : duration(talked)}</td>
      <td>
        {sentence(call.endReason)}
        {code}
      </td>
      <td>{decimal(worstMos(call), 1)}</td>
    </tr>
  );
}

function direction(word: string): string {
  return /^in/i.test(word) ? '↙ in' : '↗ out';
}

/** Local time, with UTC on hover. */
function When({ iso }: { iso: string | null | undefined }) {
  if (!iso) {
    return <>–</>;
  }
  const time = new Date(iso);
  const words = time.toLocaleString(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  return (
    <time dateTime={iso} title={`${time.toISOString().slice(0, 19)} UTC`}>
      {words}
    </time>
  );
}
