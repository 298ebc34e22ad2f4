import type { Done } from '../page.ts';

/** How a part of the page ends: with what was done, or with a link that does not work any more and what could not be sent. */
export type Leaving = { token: string; onDone: (done: Done, said: string) => void; onGone: (detail: string, unsent: string) => void };
