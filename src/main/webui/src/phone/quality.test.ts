import { expect, test } from 'vitest';
import { mos, sample } from './quality';

const report = (received: number, lost: number) => [
  {
    type: 'inbound-rtp',
    id: 'in',
    kind: 'audio',
    codecId: 'c',
    packetsReceived: received,
    packetsLost: lost,
    jitter: 0.003,
    jitterBufferDelay: 0,
    jitterBufferEmittedCount: 0,
  },
  { type: 'outbound-rtp', id: 'out', kind: 'audio', packetsSent: 40 },
  { type: 'remote-inbound-rtp', id: 'remote', kind: 'audio', roundTripTime: 0.02 },
  { type: 'codec', id: 'c', mimeType: 'audio/opus' },
];

test('a clean call is named by its codec and scores well', () => {
  const { quality } = sample(report(50, 0));

  expect(quality).toMatchObject({
    codec: 'opus',
    packetsIn: 50,
    packetsOut: 40,
    lossPercent: 0,
    jitterMs: 3,
    roundTripMs: 20,
  });
  expect(quality.mos).toBeGreaterThan(4.3);
});

test('loss is that of the last interval, not of the whole call', () => {
  const first = sample(report(50, 50));
  const second = sample(report(95, 55), first.totals);

  expect(second.quality.lossPercent).toBeCloseTo(10);
});

test('a call on which nothing arrives has no score', () => {
  const first = sample(report(50, 0));

  expect(sample(report(50, 0), first.totals).quality.mos).toBeUndefined();
});

test('loss and delay both lower the score, and never below one', () => {
  expect(mos(5, 20)).toBeLessThan(mos(0, 20));
  expect(mos(0, 400)).toBeLessThan(mos(0, 100));
  expect(mos(100, 2000)).toBe(1);
});
