import { openStore } from '../db/store.ts';
import { recountAll } from './record/journeys.ts';
import { readSettings } from './settings.ts';

const BETWEEN_LINES_MS = 5_000;

const started = Date.now();
let told = started;
const store = await openStore(readSettings(process.env).databaseUrl);
try {
  let counted = 0;
  await store.write((tx) => recountAll(tx, (journeys) => {
    counted = journeys;
    if (Date.now() - told < BETWEEN_LINES_MS) return;
    told = Date.now();
    process.stdout.write(`${journeys} journeys counted\n`);
  }));
  process.stdout.write(`The figures of the self-serve rate are counted anew: ${counted} journeys in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
} finally {
  await store.close();
}
