import { expect, test, vi } from 'vitest';
import type { Call } from '../api/types';
import { arrival } from './arrival';

const wait = async () => {};
const call = (fields: Partial<Call>): Call => ({
  id: 'c',
  state: 'ringing',
  direction: 'inbound',
  from: '+1',
  to: '+2',
  ...fields,
});

test('a call that rings here has arrived', async () => {
  const rings = vi.fn().mockReturnValueOnce(false).mockReturnValue(true);

  await expect(arrival({ rings, read: async () => call({}), wait })).resolves.toBeUndefined();
});

test('a call that ended on its way tells why', async () => {
  const read = async () => call({ state: 'ended', endReason: 'notRegistered', sipCode: 480 });

  await expect(arrival({ rings: () => false, read, wait })).rejects.toThrow('Not registered (SIP 480)');
});

test('a call that never comes is not waited for forever', async () => {
  await expect(arrival({ rings: () => false, read: async () => undefined, wait })).rejects.toThrow('nothing rang here');
});
