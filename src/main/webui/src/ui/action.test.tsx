import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { useAction } from './action';
import { Problem } from './parts';

function Button({ task }: { task: () => Promise<unknown> }) {
  const { run, running, problem } = useAction(task);
  return (
    <>
      <button type="button" disabled={running.value} onClick={() => void run()}>
        go
      </button>
      <Problem error={problem.value} />
    </>
  );
}

async function show(root: Element, task: () => Promise<unknown>): Promise<void> {
  await act(() => render(<Button task={task} />, root));
}

const click = (root: Element) => act(async () => root.querySelector('button')!.click());

test('a failure is told beside the button and gone at the next try', async () => {
  const root = document.createElement('div');
  const task = vi.fn().mockRejectedValueOnce(new Error('No stock left.')).mockResolvedValue(undefined);
  await show(root, task);

  await click(root);
  expect(root.querySelector('[role=alert]')!.textContent).toContain('No stock left.');

  await click(root);
  expect(root.querySelector('[role=alert]')!.textContent).toBe('');
});

test('a second press while the first still runs does nothing', async () => {
  const root = document.createElement('div');
  const task = vi.fn(() => new Promise(() => {}));
  await show(root, task);

  await click(root);
  await click(root);

  expect(task).toHaveBeenCalledOnce();
});

test('the task of the last rendering is the one that runs', async () => {
  const root = document.createElement('div');
  const first = vi.fn(async () => {});
  const second = vi.fn(async () => {});
  await show(root, first);
  await show(root, second);

  await click(root);

  expect(first).not.toHaveBeenCalled();
  expect(second).toHaveBeenCalledOnce();
});
