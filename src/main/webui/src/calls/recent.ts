import { signal } from '@preact/signals';
import { calls } from '../api/calls';
import type { Call } from '../api/types';

const SHOWN_MAX = 12;

/** Ended calls, newest first; undefined until first read. */
export const recentCalls = signal<Call[] | undefined>(undefined);
export const recentProblem = signal<Error | undefined>(undefined);

export async function refreshRecent(): Promise<void> {
  try {
    const ended = await calls('ended');
    recentCalls.value = newestFirst(ended).slice(0, SHOWN_MAX);
    recentProblem.value = undefined;
  } catch (error) {
    recentProblem.value = error as Error;
  }
}

export function newestFirst(ended: Call[]): Call[] {
  return [...ended].sort((a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? ''));
}

/** The worst leg's score: what the people on the call had at most. */
export function worstMos(call: Call): number | undefined {
  const scores = (call.legs ?? [])
    .map((leg) => leg.mos)
    .filter((mos): mos is number => typeof mos === 'number' && mos > 0);
  return scores.length ? Math.min(...scores) : undefined;
}
