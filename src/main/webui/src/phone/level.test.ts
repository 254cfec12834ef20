import { expect, test } from 'vitest';
import { levelOf } from './level';

test('silence is zero, full scale is one, and half the decibels is half the bar', () => {
  expect(levelOf(new Float32Array(64))).toBe(0);
  expect(levelOf(new Float32Array(64).fill(1))).toBe(1);
  expect(levelOf(new Float32Array(64).fill(10 ** (-30 / 20)))).toBeCloseTo(0.5);
});
