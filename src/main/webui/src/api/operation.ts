import { pause } from '../ui/poll';
import { type Answer, ApiError, get } from './http';
import type { Operation } from './types';
import { PHONE_NUMBERS_VERSION } from './versions';

const POLL_MILLIS = 300;
const POLLS_MAX = 100;

/** Waits until a long-running operation, named by the `operation-id` header of its answer, has succeeded. */
export async function finished(answer: Answer<unknown>, wait = pause): Promise<void> {
  const id = answer.headers.get('operation-id');
  if (!id) {
    return;
  }
  for (let polls = 0; polls < POLLS_MAX; polls++) {
    const operation = await get<Operation>(
      `/phoneNumbers/operations/${encodeURIComponent(id)}?${PHONE_NUMBERS_VERSION}`,
    );
    if (operation.status === 'succeeded') {
      return;
    }
    if (operation.status === 'failed') {
      throw new ApiError(
        200,
        operation.error?.code ?? 'Failed',
        operation.error?.message ?? 'The gateway could not do it and gave no reason.',
      );
    }
    await wait(POLL_MILLIS);
  }
  throw new ApiError(0, 'TooSlow', 'The gateway is still working on it. Look again in a minute.');
}
