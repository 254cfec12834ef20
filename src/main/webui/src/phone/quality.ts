/** What this browser measures of the call, from getStats. Loss and jitter are of the last interval. */
export interface Quality {
  codec: string;
  packetsIn: number;
  packetsOut: number;
  lossPercent: number;
  jitterMs: number;
  roundTripMs: number | undefined;
  mos: number | undefined;
}

/** The running totals one sample leaves for the next. */
export interface Totals {
  received: number;
  lost: number;
  delaySeconds: number;
  emitted: number;
}

export interface Sample {
  quality: Quality;
  totals: Totals;
}

type Stat = Record<string, unknown> & { type: string; id: string };

const zero: Totals = { received: 0, lost: 0, delaySeconds: 0, emitted: 0 };

/** Reads one getStats report; `before` is the previous sample's totals. */
export function sample(report: Iterable<Stat>, before: Totals = zero): Sample {
  const stats = [...report];
  const inbound = find(stats, 'inbound-rtp');
  const outbound = find(stats, 'outbound-rtp');
  const remote = find(stats, 'remote-inbound-rtp');
  const codec = stats.find((stat) => stat.id === (inbound?.codecId ?? outbound?.codecId));
  const totals: Totals = {
    received: number(inbound, 'packetsReceived'),
    lost: number(inbound, 'packetsLost'),
    delaySeconds: number(inbound, 'jitterBufferDelay'),
    emitted: number(inbound, 'jitterBufferEmittedCount'),
  };
  const roundTripMs = remote?.roundTripTime === undefined ? undefined : number(remote, 'roundTripTime') * 1000;
  const lossPercent = lossOf(totals, before);
  const bufferMs = bufferOf(totals, before);
  const quality: Quality = {
    codec: codecName(codec),
    packetsIn: totals.received,
    packetsOut: number(outbound, 'packetsSent'),
    lossPercent,
    jitterMs: number(inbound, 'jitter') * 1000,
    roundTripMs,
    mos:
      totals.received > before.received
        ? mos(lossPercent, bufferMs + (roundTripMs ?? 0) / 2 + FRAME_MILLIS)
        : undefined,
  };
  return { quality, totals };
}

const FRAME_MILLIS = 20;
/** Packet-loss robustness of a codec with concealment, and the rating without impairments (ITU-T G.113, G.107). */
const LOSS_ROBUSTNESS = 20;
const RATING_MAX = 93.2;

/** Mean opinion score 1..4.5 by the E-model (ITU-T G.107), from loss and one-way delay. */
export function mos(lossPercent: number, delayMillis: number): number {
  const delayImpairment = 0.024 * delayMillis + (delayMillis > 177.3 ? 0.11 * (delayMillis - 177.3) : 0);
  const lossImpairment = (95 * lossPercent) / (lossPercent + LOSS_ROBUSTNESS);
  const rating = Math.min(100, Math.max(0, RATING_MAX - delayImpairment - lossImpairment));
  const score = 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6;
  return Math.max(1, score);
}

function lossOf(now: Totals, before: Totals): number {
  const lost = Math.max(0, now.lost - before.lost);
  const expected = lost + Math.max(0, now.received - before.received);
  return expected ? (100 * lost) / expected : 0;
}

function bufferOf(now: Totals, before: Totals): number {
  const emitted = now.emitted - before.emitted;
  return emitted > 0 ? (1000 * (now.delaySeconds - before.delaySeconds)) / emitted : 0;
}

function codecName(codec: Stat | undefined): string {
  return codec ? String(codec.mimeType ?? '').replace(/^audio\//, '') : '';
}

function find(stats: Stat[], type: string): Stat | undefined {
  return stats.find((stat) => stat.type === type && stat.kind !== 'video');
}

function number(stat: Stat | undefined, field: string): number {
  const value = stat?.[field];
  return typeof value === 'number' ? value : 0;
}
