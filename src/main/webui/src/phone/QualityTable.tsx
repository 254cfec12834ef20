import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Call, Leg } from '../api/types';
import { readLiveCall } from '../calls/liveCall';
import { browserIdentity } from '../identity/browserIdentity';
import { decimal } from '../ui/format';
import { every } from '../ui/poll';
import { connection, current } from './call';
import { type Quality, type Sample, sample } from './quality';

const INTERVAL_MILLIS = 1000;

/** How well each part of the call is heard, once a second: this browser's view, then the gateway's of each leg. */
export function QualityTable() {
  const mine = useSignal<Quality | undefined>(undefined);
  const live = useSignal<Call | undefined>(undefined);
  useEffect(() => {
    let last: Sample | undefined;
    const measure = async () => {
      const report = await connection.value?.getStats();
      if (report) {
        last = sample(report.values(), last?.totals);
        mine.value = last.quality;
      }
    };
    const ask = async () => {
      live.value = await readLiveCall(live.value, browserIdentity.value, current.value?.peer ?? '');
    };
    const stops = [every(INTERVAL_MILLIS, measure), every(INTERVAL_MILLIS, ask)];
    return () => {
      for (const stop of stops) {
        stop();
      }
    };
  }, []);
  return (
    <div class="scroll" role="region" aria-label="Call quality" tabIndex={0}>
      <table class="quality" data-testid="quality">
        <thead>
          <tr>
            <th scope="col">
              <span class="sr-only">Where</span>
            </th>
            <th scope="col">
              <abbr title="Mean opinion score, 1 to 4.5">MOS</abbr>
            </th>
            <th scope="col">Codec</th>
            <th scope="col">Loss</th>
            <th scope="col">Jitter</th>
            <th scope="col">
              <abbr title="Packets received / sent">Packets</abbr>
            </th>
          </tr>
        </thead>
        <tbody>
          <Row name="This browser" testId="quality-browser" row={browserRow(mine.value)} />
          {live.value?.legs?.map((leg) => (
            <Row key={leg.id} name={legName(leg)} testId={`quality-leg-${leg.kind}`} row={legRow(leg)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Cells {
  codec: string;
  packets: string;
  jitter: string;
  loss: string;
  mos: number | null | undefined;
}

function Row({ name, row, testId }: { name: string; row: Cells; testId: string }) {
  return (
    <tr data-testid={testId}>
      <th scope="row">{name}</th>
      <td class={mosClass(row.mos)}>{decimal(row.mos, 1)}</td>
      <td>{row.codec || '–'}</td>
      <td>{row.loss}</td>
      <td>{row.jitter}</td>
      <td>{row.packets}</td>
    </tr>
  );
}

function browserRow(quality: Quality | undefined): Cells {
  return {
    codec: quality?.codec ?? '',
    packets: quality ? `${quality.packetsIn} / ${quality.packetsOut}` : '–',
    jitter: quality ? `${decimal(quality.jitterMs, 0)} ms` : '–',
    loss: quality ? `${decimal(quality.lossPercent, 1)} %` : '–',
    mos: quality?.mos,
  };
}

function legRow(leg: Leg): Cells {
  return {
    codec: leg.codec ?? '',
    packets: `${leg.packetsIn ?? '–'} / ${leg.packetsOut ?? '–'}`,
    jitter: `${decimal(leg.jitterMs, 0)} ms`,
    loss: `${decimal(leg.lossPercent, 1)} %`,
    mos: leg.mos,
  };
}

function legName(leg: Leg): string {
  if (leg.kind === 'trunk') {
    return `Leg to ${leg.trunk ?? 'trunk'}`;
  }
  return leg.identity && leg.identity === browserIdentity.value ? 'Leg to you' : `Leg to ${leg.kind}`;
}

function mosClass(mos: number | null | undefined): string {
  if (mos === null || mos === undefined) {
    return '';
  }
  return mos >= 3.8 ? 'good' : mos >= 3.1 ? 'busy' : 'bad';
}
