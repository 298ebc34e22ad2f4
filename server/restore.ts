import { parseArgs } from 'node:util';
import { BackupProblem, restoreBackup } from '../db/backup.ts';
import { BadSetting, readSettings } from './settings.ts';

const USAGE = `npm run restore -- FILE [--force]
  --force   an SQLite database that is there already is put aside, and the backup takes its place`;
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Puts a backup in the place of the database that DATABASE_URL names, or says why not; a refused one changes nothing. */
async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { force: { type: 'boolean' } } });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new BackupProblem(USAGE);
  const { databaseUrl } = readSettings(process.env);
  const { manifest, aside } = await restoreBackup(file, databaseUrl, { force: values.force ?? false, at: new Date() });
  const rows = Object.values(manifest.counts).reduce((sum, one) => sum + one, 0);
  say(`Restored as of ${manifest.at}: ${rows.toLocaleString('en')} rows in ${Object.keys(manifest.counts).length} tables, all counted again.`);
  if (aside) say(`The database that was there is kept as ${aside}.`);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const known = error instanceof BackupProblem || error instanceof BadSetting || (error instanceof Error && error.message.startsWith('Another Upgrade Desk'));
  const misused = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${misused ? USAGE : known ? (error as Error).message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
