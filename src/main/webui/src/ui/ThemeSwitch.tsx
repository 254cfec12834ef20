import { signal } from '@preact/signals';

type Theme = 'auto' | 'light' | 'dark';
const KEY = 'tandem.theme';
const theme = signal<Theme>((localStorage.getItem(KEY) as Theme | null) ?? 'auto');

function show(chosen: Theme): void {
  const root = document.documentElement;
  if (chosen === 'auto') {
    root.removeAttribute('data-theme');
  } else {
    root.setAttribute('data-theme', chosen);
  }
}

show(theme.value);

export function ThemeSwitch() {
  const choose = (chosen: Theme) => {
    theme.value = chosen;
    localStorage.setItem(KEY, chosen);
    show(chosen);
  };
  return (
    <select
      class="theme"
      aria-label="Colours"
      value={theme}
      onChange={(event) => choose(event.currentTarget.value as Theme)}
    >
      <option value="auto">Auto</option>
      <option value="light">Light</option>
      <option value="dark">Dark</option>
    </select>
  );
}
