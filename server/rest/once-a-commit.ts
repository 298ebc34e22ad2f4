import type { Store } from '../../db/store.ts';

const MOST_KEPT = 1_000;
const MOST_LETTERS = 16_000_000;

type Read = { standing: number; answers: Map<string, unknown>; letters: number };
const reads = new WeakMap<Store, Read>();

/**
 * What the database answers to a question, asked again only when something was committed since. Whoever looks at a list is told of a change at the
 * same moment and asks for the same page: it is read once for all of them. `key` tells the question from every other, with all that its answer hangs on.
 */
export async function onceACommit<T>(store: Store, key: string, ask: () => Promise<T>, lettersOf: (answer: T) => number = () => 0): Promise<T> {
  // Looked at before it is asked: what is committed meanwhile makes the next one ask again.
  const standing = store.standing();
  if (standing === null) return ask();
  let read = reads.get(store);
  if (read?.standing !== standing) {
    read = { standing, answers: new Map(), letters: 0 };
    reads.set(store, read);
  }
  const known = read.answers.get(key) as T | undefined;
  if (known !== undefined) return known;
  const answer = await ask();
  const letters = lettersOf(answer);
  if (read.answers.size >= MOST_KEPT || read.letters + letters > MOST_LETTERS) {
    read.answers.clear();
    read.letters = 0;
  }
  read.answers.set(key, answer);
  read.letters += letters;
  return answer;
}
