import { type ReadonlySignal, signal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';

export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<void>;
  running: ReadonlySignal<boolean>;
  problem: ReadonlySignal<Error | undefined>;
}

/** A task behind a button: one at a time, with its failure kept to be shown next to that button. */
export function action<A extends unknown[]>(task: (...args: A) => Promise<unknown>): Action<A> {
  const running = signal(false);
  const problem = signal<Error | undefined>(undefined);
  const run = async (...args: A) => {
    if (running.value) {
      return;
    }
    running.value = true;
    problem.value = undefined;
    try {
      await task(...args);
    } catch (error) {
      problem.value = error as Error;
    } finally {
      running.value = false;
    }
  };
  return { run, running, problem };
}

export function useAction<A extends unknown[]>(task: (...args: A) => Promise<unknown>): Action<A> {
  const latest = useRef(task);
  latest.current = task; // What the last rendering meant, not the first.
  return useMemo(() => action((...args: A) => latest.current(...args)), []);
}
