import type { Trunk } from '../api/types';
import { Problem, Skeleton, Status } from '../ui/parts';
import { DEMO_TRUNK, trunks, trunksProblem } from './trunks';

/** The carriers calls come from and go to. */
export function Carriers() {
  return (
    <section class="card" aria-labelledby="carriers-title">
      <h2 id="carriers-title">Carriers</h2>
      <Problem error={trunksProblem.value} />
      <List />
    </section>
  );
}

function List() {
  const all = trunks.value;
  if (!all) {
    return trunksProblem.value ? null : <Skeleton lines={1} label="Reading carriers" />;
  }
  if (all.length === 0) {
    return (
      <p class="empty">
        No carrier. Add a trunk with <code>PUT /trunks/&#123;name&#125;</code>, or start with{' '}
        <code>tandem.demo=true</code>.
      </p>
    );
  }
  return (
    <ul class="trunks" data-testid="trunks">
      {all.map((each) => (
        <Row key={each.name} trunk={each} />
      ))}
    </ul>
  );
}

function Row({ trunk }: { trunk: Trunk }) {
  return (
    <li>
      <div class="what">
        <strong>{trunk.name === DEMO_TRUNK ? 'Demo carrier' : trunk.name}</strong>
        <span class="hint">
          {trunk.transport} {trunk.host}:{trunk.port}
        </span>
        {trunk.name === DEMO_TRUNK && (
          <span class="hint">Simulated inside the gateway: real SIP and sound, fictitious numbers.</span>
        )}
      </div>
      <Status tone={trunk.enabled ? 'good' : 'off'}>{trunk.enabled ? 'On' : 'Off'}</Status>
    </li>
  );
}
