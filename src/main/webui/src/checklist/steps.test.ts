import { expect, test } from 'vitest';
import { type Facts, steps } from './steps';

const nothing: Facts = {
  carrierUp: false,
  ownsNumber: false,
  numberIsMine: false,
  registered: false,
  rung: false,
  talked: false,
};
const current = (facts: Partial<Facts>) => steps({ ...nothing, ...facts }).find((step) => step.current)?.name;

test('the first step not done is the current one', () => {
  expect(current({})).toBe('carrier');
  expect(current({ carrierUp: true })).toBe('number');
  expect(current({ carrierUp: true, ownsNumber: true, numberIsMine: true })).toBe('register');
  expect(current({ carrierUp: true, ownsNumber: true, numberIsMine: true, registered: true, rung: true })).toBe(
    'answer',
  );
});

test('whoever has talked need not be rung', () => {
  expect(
    current({ carrierUp: true, ownsNumber: true, numberIsMine: true, registered: true, talked: true }),
  ).toBeUndefined();
});
