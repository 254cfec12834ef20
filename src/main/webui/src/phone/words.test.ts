import { expect, test } from 'vitest';
import { endWords } from './words';

test('who ended the call is told apart', () => {
  expect(endWords('Terminated', true)).toBe('You hung up.');
  expect(endWords('Terminated', false)).toBe('The other side hung up.');
});

test('a refusal names its SIP code and what to check', () => {
  expect(endWords('Rejected', false, 403)).toContain('(SIP 403)');
  expect(endWords('Not Found', false, 404)).toContain('Check the digits');
});
