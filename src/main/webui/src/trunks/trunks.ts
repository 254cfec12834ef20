import { computed, signal } from '@preact/signals';
import { trunks as readTrunks } from '../api/calls';
import type { Trunk } from '../api/types';

export const DEMO_TRUNK = 'demo';

/** Carrier trunks; undefined until first read. */
export const trunks = signal<Trunk[] | undefined>(undefined);
export const trunksProblem = signal<Error | undefined>(undefined);

/** Whether the simulated carrier is there to call us. */
export const demoUp = computed(
  () => trunks.value?.some((trunk) => trunk.name === DEMO_TRUNK && trunk.enabled) ?? false,
);

export async function refreshTrunks(): Promise<void> {
  try {
    trunks.value = await readTrunks();
    trunksProblem.value = undefined;
  } catch (error) {
    trunksProblem.value = error as Error;
  }
}

/** The trunk calls can go over: the demo carrier if there is one. */
export function usableTrunk(all: Trunk[] | undefined): Trunk | undefined {
  const enabled = all?.filter((trunk) => trunk.enabled);
  return enabled?.find((trunk) => trunk.name === DEMO_TRUNK) ?? enabled?.[0];
}
