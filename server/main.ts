import { fileURLToPath } from 'node:url';
import { errorShown } from './rest/logging.ts';
import { serveUntilStopped } from './start.ts';
import { BadSetting } from './settings.ts';

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await serveUntilStopped(process.env);
  } catch (error) {
    // A setting or a file at fault is said in one sentence; anything else is a defect and shows where.
    const sentence = error instanceof BadSetting || (error instanceof Error && /already writing|too old|EADDRINUSE/.test(error.message));
    process.stderr.write(`${sentence ? (error as Error).message : errorShown(error)}\n`);
    process.exitCode = 1;
  }
}
