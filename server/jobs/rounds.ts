export type Rounds = { stop(): Promise<void> };

/** Runs a round every few seconds, never two at once, until it is stopped; stopping waits for the one that runs, which is told by `ending`. */
export function startRounds(round: (ending: AbortSignal) => Promise<unknown>, everyMs: number, failed: (error: unknown) => void): Rounds {
  const ending = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = round(ending.signal).catch(failed).finally(() => { busy = false; });
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      ending.abort();
      await running;
    },
  };
}
