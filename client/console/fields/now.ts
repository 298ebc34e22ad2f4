import { useSyncExternalStore } from 'react';

const TICK_MS = 20_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  // Not moved on for everybody who comes: each that is there already would be drawn again for it.
  if (Date.now() - now > TICK_MS) now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Milliseconds since 1970, moving on every 20 s: one timer for every age and clock on the page. */
export const useNow = () => useSyncExternalStore(subscribe, () => now);
