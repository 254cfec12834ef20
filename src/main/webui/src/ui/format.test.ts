import { expect, test } from 'vitest';
import { masked } from '../session/ConnectionString';
import { accessKeyIn } from '../session/SignIn';
import { curl } from './curl';
import { duration, e164, phone, sentence } from './format';

test('typed numbers become E.164 however they are spaced', () => {
  expect(e164('+1 (555) 010-0199')).toBe('+15550100199');
  expect(e164('0044 20 7946 0123')).toBe('+442079460123');
  expect(e164('1 555 010 0199')).toBe('+15550100199');
});

test('what cannot be a number is refused', () => {
  expect(e164('')).toBeUndefined();
  expect(e164('12')).toBeUndefined();
  expect(e164('+0123456789')).toBeUndefined();
  expect(e164('call me')).toBeUndefined();
});

test('numbers are spaced for reading', () => {
  expect(phone('+13125550101')).toBe('+1 312 555 0101');
  expect(phone('1b0c_ada')).toBe('1b0c_ada');
});

test('durations read like a clock', () => {
  expect(duration(7.9)).toBe('0:07');
  expect(duration(75)).toBe('1:15');
  expect(duration(3725)).toBe('1:02:05');
});

test('end reasons become words', () => {
  expect(sentence('callerHungUp')).toBe('Caller hung up');
  expect(sentence('no answer')).toBe('No answer');
  expect(sentence(null)).toBe('–');
});

test('an access key is found in a connection string too', () => {
  expect(accessKeyIn(' abc== ')).toBe('abc==');
  expect(accessKeyIn('endpoint=https://localhost:8443/;accesskey=abc==')).toBe('abc==');
});

test('a connection string shows no key unless asked', () => {
  expect(masked('endpoint=https://x/;accesskey=secret==')).not.toContain('secret');
});

test('a curl command carries the key as a variable only', () => {
  const text = curl('POST', '/demo/calls', { to: "+1'5" }, 'http://localhost:8080');

  expect(text).toContain('$TANDEM_ACCESS_KEY');
  expect(text).toContain(`'{"to":"+1'\\''5"}'`);
});
