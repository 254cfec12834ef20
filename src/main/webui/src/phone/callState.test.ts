import { expect, test } from 'vitest';
import { type Event, next, type State } from './callState';

const states: State[] = ['idle', 'incoming', 'answering', 'calling', 'ringing', 'connected', 'held', 'ended'];
const events: Event[] = [
  'invited',
  'dialled',
  'remoteRings',
  'answered',
  'confirmed',
  'holdBegan',
  'holdEnded',
  'over',
];

test('the whole machine is on one screen', () => {
  const rows = states.map((state) => `${state}: ${events.map((event) => next(state, event)).join(' ')}`);
  //  invited dialled remoteRings answered confirmed holdBegan holdEnded over
  expect(rows).toEqual([
    'idle: incoming calling idle idle idle idle idle idle',
    'incoming: incoming incoming incoming answering incoming incoming incoming ended',
    'answering: answering answering answering answering connected answering answering ended',
    'calling: calling calling ringing calling connected calling calling ended',
    'ringing: ringing ringing ringing ringing connected ringing ringing ended',
    'connected: connected connected connected connected connected held connected ended',
    'held: held held held held held held connected ended',
    'ended: incoming calling ended ended ended ended ended ended',
  ]);
});
