export function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

/** Runs a task now and then again after each pause, never two at a time, until stopped. A failure is the task's to show. */
export function every(millis: number, task: () => Promise<void>): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = async () => {
    await task().catch(() => undefined);
    if (!stopped) {
      timer = setTimeout(run, millis);
    }
  };
  void run();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
