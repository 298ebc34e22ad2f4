import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inArray } from 'drizzle-orm';
import { openStore, type Store } from '../db/store.ts';
import { seedReference } from '../seeds/reference.ts';
import { DESK } from './domain/escalation.ts';
import { fieldOf, IMPORT_FIELDS } from './domain/imports/fields.ts';
import type { Mapping } from './domain/imports/mapping.ts';
import { DEFAULT_OPTIONS, type ImportOptions } from './domain/imports/options.ts';
import { readFlag } from './domain/imports/values.ts';
import { IMPORT_KINDS, type ImportKind } from './domain/words.ts';
import { importFile, undoImport } from './intake/commands.ts';
import { BadFile, decodeFile } from './rest/csv-file.ts';
import { failedCsv } from './intake/failed.ts';
import type { Batch } from './intake/read.ts';
import { planTable } from './intake/table.ts';
import { errorShown } from './rest/logging.ts';
import { Problem } from './rest/problem.ts';
import { BadSetting, readSettings } from './settings.ts';

const USAGE = `npm run import -- --kind ${IMPORT_KINDS.join('|')} FILE [--dry-run] [--map "column=field"] [--option name=value]
       npm run import -- --undo BATCH [--dry-run]
  --undo    takes back all that an import did, by its id, or says what stands in the way
  --map     reads a field from a column that its header does not give away; may be repeated
  --option  ${Object.keys(DEFAULT_OPTIONS).join(', ')} (lists with commas; managers=e-mail,e-mail; regions=country:region,…)`;

/** What the caller got wrong, in a sentence. */
class BadUse extends Error {}

type Use = { kind: ImportKind; file: string; dryRun: boolean; mapping: Mapping; options: Record<string, string> };

function readUse(args: string[]): Use | { undo: string; dryRun: boolean } {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { undo: { type: 'string' }, kind: { type: 'string' }, 'dry-run': { type: 'boolean' }, map: { type: 'string', multiple: true }, option: { type: 'string', multiple: true } } });
  if (values.undo !== undefined && values.kind === undefined && positionals.length === 0) return { undo: values.undo, dryRun: values['dry-run'] ?? false };
  const kind = IMPORT_KINDS.find((one) => one === values.kind);
  const [file] = positionals;
  if (!kind || file === undefined || positionals.length > 1) throw new BadUse(USAGE);
  const mapping: Mapping = {};
  for (const [column, field] of (values.map ?? []).map((text) => pair(text, true))) {
    if (!fieldOf(kind, field)) throw new BadUse(`There is no field ${field}: ${IMPORT_FIELDS[kind].map((one) => one.name).join(', ')}`);
    mapping[field] = column;
  }
  return { kind, file, dryRun: values['dry-run'] ?? false, mapping, options: Object.fromEntries((values.option ?? []).map((text) => pair(text, false))) };
}

/** Columns may have a `=` in their name: it is the last that counts there, and the first in options. */
function pair(text: string, last: boolean): [string, string] {
  const at = last ? text.lastIndexOf('=') : text.indexOf('=');
  if (at < 1) throw new BadUse(`${text} is not written name=value`);
  return [text.slice(0, at), text.slice(at + 1)];
}

async function optionsOf(store: Store, given: Record<string, string>): Promise<Partial<ImportOptions>> {
  const options: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(given)) {
    if (name === 'managers') options.managerIds = await idsOf(store, text.split(','));
    else if (!Object.hasOwn(DEFAULT_OPTIONS, name)) throw new BadUse(`There is no option ${name}: ${Object.keys(DEFAULT_OPTIONS).join(', ')}, managers`);
    else options[name] = valueOf(DEFAULT_OPTIONS[name as keyof ImportOptions], text);
  }
  return options;
}

function valueOf(standard: ImportOptions[keyof ImportOptions], text: string): unknown {
  if (typeof standard === 'boolean') {
    const flag = readFlag(text);
    if ('reason' in flag) throw new BadUse(flag.detail);
    return flag.value;
  }
  if (typeof standard === 'number') return Number(text);
  if (Array.isArray(standard)) return text.split(',').filter(Boolean);
  if (typeof standard === 'object' && standard !== null) return Object.fromEntries(text.split(',').map((one) => one.split(':', 2)));
  return text === '' ? null : text;
}

async function idsOf({ read, t }: Store, emails: readonly string[]): Promise<string[]> {
  const wanted = emails.map((email) => email.trim().toLowerCase());
  const found = await read.select({ id: t.users.id, email: t.users.email }).from(t.users).where(inArray(t.users.email, wanted));
  const missing = wanted.find((email) => !found.some((one) => one.email === email));
  if (missing !== undefined) throw new BadUse(`Nobody here has the e-mail address ${missing}`);
  return found.map((one) => one.id);
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

function progressLine(): (batch: Batch) => void {
  let planned = false;
  return (batch) => {
    if (!planned) say(planTable(batch));
    else if (process.stdout.isTTY) process.stdout.write(`\r${batch.done} of ${batch.total} rows`);
    planned = true;
  };
}

/** Takes an import back, or says why that cannot be; false where it cannot. */
async function undo(id: string, dryRun: boolean): Promise<boolean> {
  const store = await openStore(readSettings(process.env).databaseUrl);
  try {
    const { possible, blockedBy, blocked, records } = await undoImport({ store, clock: () => new Date() }, id, DESK, dryRun);
    for (const { line, resource, id: record, because } of blockedBy) say(`${line === null ? '' : `line ${line}, `}${resource} ${record}: ${because}`);
    if (blocked > blockedBy.length) say(`… and ${blocked - blockedBy.length} more`);
    say(blocked > 0 ? 'Nothing was taken back: these records have gone on since.' : !possible ? 'There is nothing to take back.' : dryRun ? `Records that would be taken back: ${records}` : `Records taken back: ${records}`);
    return possible;
  } finally {
    await store.close();
  }
}

async function run(args: string[]): Promise<void> {
  const use = readUse(args);
  if ('undo' in use) {
    if (!(await undo(use.undo, use.dryRun))) process.exitCode = 1;
    return;
  }
  const { kind, file, dryRun, mapping, options } = use;
  const bytes = await readFile(file).catch(() => {
    throw new BadUse(`${file} cannot be opened`);
  });
  const store = await openStore(readSettings(process.env).databaseUrl);
  try {
    await seedReference(store);
    const kernel = { store, clock: () => new Date() };
    const batch = await importFile(kernel, { kind, fileName: basename(file), text: decodeFile(bytes), actor: DESK, mapping, options: await optionsOf(store, options), dryRun, progress: progressLine() });
    if (process.stdout.isTTY) say('');
    say(dryRun ? 'A dry run: nothing was changed.' : planTable(batch));
    if (!dryRun && (batch.counts.create ?? 0) + (batch.counts.update ?? 0) > 0) say(`To take it back: npm run import -- --undo ${batch.id}`);
    if ((batch.counts.skipped ?? 0) === 0) return;
    await writeFile(`${file}.failed.csv`, failedCsv(kernel, batch.id));
    say(`The rows that were left out, each with its reason, are in ${file}.failed.csv`);
  } finally {
    await store.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await run(process.argv.slice(2));
  } catch (error) {
    const told = error instanceof BadUse || error instanceof BadFile || error instanceof Problem || error instanceof BadSetting || (error instanceof Error && /already writing|ERR_PARSE_ARGS/.test(`${error.message} ${'code' in error ? String(error.code) : ''}`));
    process.stderr.write(`${told ? (error as Error).message : errorShown(error)}\n`);
    process.exitCode = 1;
  }
}
