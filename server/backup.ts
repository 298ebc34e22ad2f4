import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupProblem, filesOfBackups, makeBackup } from '../db/backup.ts';
import { errorShown } from './rest/logging.ts';
import { BadSetting, readSettings } from './settings.ts';
import { productVersion } from './version.ts';

const USAGE = 'npm run backup [-- --to FOLDER]';
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** One checked copy of the database, whether or not a server is working with it. */
async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { to: { type: 'string' } } });
  const { databaseUrl, backup, filesFolder } = readSettings(process.env);
  const folder = values.to ?? backup.folder;
  const { file, bytes, counts, audit, files, warnings } = await makeBackup({ url: databaseUrl, folder, at: new Date(), version: productVersion(), filesFolder });
  const rows = Object.values(counts).reduce((sum, one) => sum + one, 0);
  say(`${join(folder, file)}: ${bytes.toLocaleString('en')} bytes, ${rows.toLocaleString('en')} rows in ${Object.keys(counts).length} tables, ${audit.rows.toLocaleString('en')} of them in the audit log; checked.`);
  if (files && files.count > 0) say(`${files.count.toLocaleString('en')} evidence files lie in ${filesOfBackups(folder)}: ${files.bytes.toLocaleString('en')} bytes.`);
  for (const warning of warnings) say(`Warning: ${warning}.`);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const known = error instanceof BackupProblem || error instanceof BadSetting;
  const misused = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${misused ? USAGE : known ? error.message : errorShown(error)}\n`);
  process.exitCode = 1;
}
