import './preflight.mjs';
import { fileURLToPath } from 'node:url';

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Not before Node is known to be able to run it: parts in C end a process of another without a word.
  const { run } = await import('./start.ts');
  await run(process.env);
}
