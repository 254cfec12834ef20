import { signal } from '@preact/signals';
import * as api from '../api/numbers';
import type { Cost } from '../api/types';
import { refreshOwned } from './owned';

/** A number held for us by its own search, so that it can be bought alone. */
export interface Offer {
  number: string;
  searchId: string;
  cost: Cost | undefined;
  /** When the hold ends, in milliseconds since the epoch. */
  heldUntil: number | undefined;
}

const CHOICES = 3;

/** What the last search found; undefined before the first. */
export const offers = signal<Offer[] | undefined>(undefined);

/** Finds some numbers to choose from; a stock with fewer gives those it has. */
export async function find(wanted: api.Wanted): Promise<void> {
  const found = await Promise.allSettled(Array.from({ length: CHOICES }, () => api.search(wanted)));
  const results = found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = found.find((each) => each.status === 'rejected');
  if (results.length === 0 && failed) {
    offers.value = undefined;
    throw failed.reason;
  }
  offers.value = results.flatMap((result) =>
    result.phoneNumbers.map((number) => ({
      number,
      searchId: result.searchId,
      cost: result.cost,
      heldUntil: result.searchExpiresBy ? Date.parse(result.searchExpiresBy) : undefined,
    })),
  );
}

export async function buy(offer: Offer): Promise<void> {
  await api.purchase(offer.searchId);
  offers.value = undefined;
  await refreshOwned();
}
