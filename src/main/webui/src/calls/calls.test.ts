import { expect, test } from 'vitest';
import type { Call } from '../api/types';
import { oursAmong } from './liveCall';
import { newestFirst, worstMos } from './recent';

const call = (fields: Partial<Call>): Call => ({
  id: 'c',
  state: 'connected',
  direction: 'inbound',
  from: '+1',
  to: '+2',
  ...fields,
});
const leg = (fields: object) => ({ id: 'l', kind: 'identity' as const, ...fields });

test('our call is the one with our identity on a leg', () => {
  const other = call({ id: 'other', from: '+15550100199' });
  const ours = call({ id: 'ours', legs: [leg({ identity: '8:acs:r_me' })] });

  expect(oursAmong([other, ours], '8:acs:r_me', '+15550100199')?.id).toBe('ours');
});

test('without legs yet it is the one with the number we see', () => {
  expect(
    oursAmong([call({ id: 'a' }), call({ id: 'b', from: '+15550100199' })], '8:acs:r_me', '+15550100199')?.id,
  ).toBe('b');
});

test('a call that has ended is not ours any more', () => {
  expect(oursAmong([call({ state: 'ended', from: '+15550100199' })], undefined, '+15550100199')).toBeUndefined();
});

test('recent calls come newest first', () => {
  const calls = [
    call({ id: 'old', startedAt: '2026-01-01T00:00:00Z' }),
    call({ id: 'new', startedAt: '2026-01-02T00:00:00Z' }),
  ];

  expect(newestFirst(calls).map((each) => each.id)).toEqual(['new', 'old']);
});

test('a call sounds as good as its worse leg', () => {
  expect(worstMos(call({ legs: [leg({ mos: 4.4 }), leg({ mos: 3.1 })] }))).toBe(3.1);
  expect(worstMos(call({ legs: [leg({ mos: null })] }))).toBeUndefined();
});
