import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './support/chromium.ts';

/**
 * `npm test`: everything, in two lanes, side by side where there are processors for both. One runs the tests of rules, API (on both databases) and console; the other checks types,
 * style and dead code, builds the console and works it in a browser. What cannot be had fails the run and says why.
 */
type Step = { name: string; command: string; args: string[]; env?: Record<string, string> };
type Result = { name: string; ok: boolean; seconds: number };

const MEMORY = '/dev/shm';
const ROOM_BYTES = 6 * 1024 ** 3;

/** Databases and profiles of a run live for minutes: in memory, where the system offers enough of it, they cost no disk. */
function folderOfTheRun(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Programs that keep the memory they were given are not given it page by page again and again: a fifth of what PostgreSQL takes here is that. */
const KEEPING_MEMORY = { MALLOC_TOP_PAD_: '2097152', MALLOC_MMAP_THRESHOLD_: '33554432', MALLOC_TRIM_THRESHOLD_: '67108864' };
process.env.TMPDIR = folderOfTheRun();

const results = mkdtempSync(join(tmpdir(), 'upgrade-desk-test-'));
const vitestReport = join(results, 'vitest.json');
const browserReport = join(results, 'browser.json');

function run({ name, command, args, env = {} }: Step): Promise<Result> {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...process.env, ...KEEPING_MEMORY, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    const done = (ok: boolean) => {
      const seconds = Math.round((Date.now() - started) / 100) / 10;
      process.stdout.write(`\n=== ${name}: ${ok ? 'passed' : 'FAILED'} in ${seconds} s\n${Buffer.concat(output).toString()}`);
      resolve({ name, ok, seconds });
    };
    child.on('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      done(false);
    });
    child.on('close', (code) => done(code === 0));
  });
}

/** One stage after the other; the steps of a stage at once. */
async function lane(stages: Step[][]): Promise<Result[]> {
  const done: Result[] = [];
  for (const stage of stages) done.push(...(await Promise.all(stage.map(run))));
  return done;
}

type Rules = { numPassedTests?: number; numFailedTests?: number; testResults?: { assertionResults: { status: string; fullName: string }[] }[] };
type Suite = { specs?: { title: string; tests: { status: string }[] }[]; suites?: Suite[] };
type Browser = Suite & { stats?: { expected?: number; unexpected?: number; flaky?: number } };

/** What a report says, or nothing where the run ended before it was written (its step has failed then). */
function read<T extends object>(path: string): Partial<T> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return {};
  }
}

const specsOf = (suite: Suite): { title: string; tests: { status: string }[] }[] => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

/** Figures over both reports, and by name what failed and what a browser needed a second try for. */
function counts(): { passed: number; failed: number; failures: string[]; again: string[] } {
  const rules = read<Rules>(vitestReport);
  const browser = read<Browser>(browserReport);
  const titled = (status: string) => specsOf(browser).filter((spec) => spec.tests.some((test) => test.status === status)).map((spec) => spec.title);
  const again = titled('flaky');
  const failures = [...(rules.testResults ?? []).flatMap((file) => file.assertionResults.filter((one) => one.status === 'failed').map((one) => one.fullName)), ...titled('unexpected')];
  return { passed: (rules.numPassedTests ?? 0) + (browser.stats?.expected ?? 0) + again.length, failed: (rules.numFailedTests ?? 0) + (browser.stats?.unexpected ?? 0), failures, again };
}

const chromium = await findChromium();
const rules: Step[][] = [[{ name: 'rules, API on both databases, console', command: 'vitest', args: ['run', '-c', 'test/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`] }]];
const browser: Step[][] = [
  [
    { name: 'types', command: 'tsc', args: ['--noEmit'] },
    { name: 'lint', command: 'oxlint', args: ['--type-aware'] },
    { name: 'dead code', command: 'knip', args: [] },
    { name: 'build of the console', command: 'vite', args: ['build', '--logLevel', 'warn'] },
  ],
  [{ name: 'browser', command: 'playwright', args: ['test', '-c', 'test/browser/playwright.config.ts'], env: { CHROME_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport } }],
];
// Each lane has work for two processors. A page that waits for a server that has none draws meanwhile: side by side on two, both together take a fifth longer than one after the other.
const all = availableParallelism() > 2 ? (await Promise.all([lane(rules), lane(browser)])).flat() : await lane([...browser, ...rules]);
const { passed, failed, failures, again } = counts();
rmSync(results, { recursive: true, force: true });
process.stdout.write(`\n${all.map((one) => `${one.ok ? 'passed' : 'FAILED'}  ${one.seconds.toFixed(1).padStart(6)} s  ${one.name}`).join('\n')}\n\n`);
for (const name of again) process.stdout.write(`PASSED AT THE SECOND TRY  ${name}\n`);
for (const name of failures) process.stdout.write(`FAILED  ${name}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = all.every((one) => one.ok) && passed > 0 && failed === 0 ? 0 : 1;
