// biome-ignore format: as the keys lie
const KEYS: [string, string][] = [
  ['1', ''], ['2', 'ABC'], ['3', 'DEF'],
  ['4', 'GHI'], ['5', 'JKL'], ['6', 'MNO'],
  ['7', 'PQRS'], ['8', 'TUV'], ['9', 'WXYZ'],
  ['*', ''], ['0', '+'], ['#', ''],
];
const NAMES: Record<string, string> = { '*': 'star', '#': 'pound' };

/** Whether a pressed key of the keyboard is one of the telephone's. */
export function isKey(key: string): boolean {
  return KEYS.some(([each]) => each === key);
}

export function Keypad({ onKey }: { onKey: (key: string) => void }) {
  return (
    <fieldset class="keypad">
      <legend class="sr-only">Keypad</legend>
      {KEYS.map(([key, letters]) => (
        <button
          type="button"
          key={key}
          data-testid={`keypad-${NAMES[key] ?? key}`}
          aria-label={NAMES[key]}
          onClick={() => onKey(key)}
        >
          <span>{key}</span> <small>{letters || '\u00a0'}</small>
        </button>
      ))}
    </fieldset>
  );
}
