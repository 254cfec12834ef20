export type StepName = 'carrier' | 'number' | 'assign' | 'register' | 'ring' | 'answer';

export interface Facts {
  carrierUp: boolean;
  ownsNumber: boolean;
  numberIsMine: boolean;
  registered: boolean;
  rung: boolean;
  talked: boolean;
}

export interface Step {
  name: StepName;
  done: boolean;
  current: boolean;
}

/** The six steps to a first call; the first one not done is the current one. */
export function steps(facts: Facts): Step[] {
  const done: [StepName, boolean][] = [
    ['carrier', facts.carrierUp],
    ['number', facts.ownsNumber],
    ['assign', facts.numberIsMine],
    ['register', facts.registered],
    ['ring', facts.rung || facts.talked],
    ['answer', facts.talked],
  ];
  const current = done.findIndex(([, isDone]) => !isDone);
  return done.map(([name, isDone], index) => ({ name, done: isDone, current: index === current }));
}
