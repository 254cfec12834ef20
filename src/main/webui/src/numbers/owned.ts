import { computed, signal } from '@preact/signals';
import * as api from '../api/numbers';
import type { Assignment, PurchasedNumber } from '../api/types';
import { browserIdentity, ensureIdentity } from '../identity/browserIdentity';

export interface OwnedNumber extends PurchasedNumber {
  assignment: Assignment | undefined;
}

/** Assignments are read one by one, so a first screen shows so many numbers only. */
const SHOWN_MAX = 25;

/** Our numbers with who answers them; undefined until first read. */
export const owned = signal<OwnedNumber[] | undefined>(undefined);
export const ownedProblem = signal<Error | undefined>(undefined);

/** The number that rings this browser. */
export const myNumber = computed(() => owned.value?.find(isMine));

export function isMine(number: OwnedNumber): boolean {
  return number.assignment?.kind === 'identity' && number.assignment.id === browserIdentity.value;
}

export async function refreshOwned(): Promise<void> {
  try {
    const numbers = (await api.purchased()).slice(0, SHOWN_MAX);
    owned.value = await Promise.all(
      numbers.map(async (each) => ({ ...each, assignment: await api.assignment(each.phoneNumber) })),
    );
    ownedProblem.value = undefined;
  } catch (error) {
    ownedProblem.value = error as Error;
  }
}

export async function assignToMe(number: string): Promise<void> {
  await api.assignTo(number, await ensureIdentity());
  await refreshOwned();
}

export async function releaseNumber(number: string): Promise<void> {
  await api.release(number);
  await refreshOwned();
}
