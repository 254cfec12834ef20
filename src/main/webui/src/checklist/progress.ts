import { computed, signal } from '@preact/signals';
import { myNumber, owned } from '../numbers/owned';
import { registration } from '../phone/registration';
import { trunks, usableTrunk } from '../trunks/trunks';
import { type StepName, steps } from './steps';

const TALKED_KEY = 'tandem.talked';
const HIDDEN_KEY = 'tandem.checklist';

/** Whether a call came in since the page opened. */
export const rung = signal(false);
/** Whether a call was ever answered in this browser. */
export const talked = signal(localStorage.getItem(TALKED_KEY) === 'yes');
/** After a first call the list is out of the way at the next visit, unless asked for. */
const hidden = signal(
  localStorage.getItem(HIDDEN_KEY) === 'hidden' || (talked.value && localStorage.getItem(HIDDEN_KEY) !== 'shown'),
);

export const progress = computed(() =>
  steps({
    carrierUp: usableTrunk(trunks.value) !== undefined,
    ownsNumber: (owned.value?.length ?? 0) > 0,
    numberIsMine: myNumber.value !== undefined,
    registered: registration.value.state === 'registered',
    rung: rung.value,
    talked: talked.value,
  }),
);

export const checklistShown = computed(() => !hidden.value);

/** The step whose controls the checklist shows; everything else offers those controls in its own place. */
export const currentStep = computed<StepName | undefined>(() =>
  checklistShown.value ? progress.value.find((step) => step.current)?.name : undefined,
);

export function markTalked(): void {
  if (!talked.value) {
    talked.value = true;
    localStorage.setItem(TALKED_KEY, 'yes');
  }
}

export function showChecklist(shown: boolean): void {
  hidden.value = !shown;
  localStorage.setItem(HIDDEN_KEY, shown ? 'shown' : 'hidden');
}
