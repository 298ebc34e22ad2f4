import './preflight.mjs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupProblem, filesOfBackups, restoreBackup, type Look } from '../db/backup.ts';
import { copyFiles } from '../db/files.ts';
import { checkLedger } from './coding/verify.ts';
import { errorShown } from './rest/logging.ts';
import { checkAttestations } from './returns/verify.ts';
import { BadSetting, readSettings } from './settings.ts';

const USAGE = `npm run restore -- FILE [--force] [--broken-ledger] [--broken-attestations]
  --force          an SQLite database that is there already is put aside, and the backup takes its place
  --broken-ledger  restores it even where its revenue ledger is not whole, and says what is wrong with it
  --broken-attestations  the same where its attestations, or evidence files that they name, are not whole`;
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Puts a backup in the place of the database that DATABASE_URL names, or says why not; a refused one changes nothing. */
async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { force: { type: 'boolean' }, 'broken-ledger': { type: 'boolean' }, 'broken-attestations': { type: 'boolean' } } });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new BackupProblem(USAGE);
  const { databaseUrl, filesFolder } = readSettings(process.env);
  const kept = filesOfBackups(dirname(file));
  const said: string[] = [];
  // The ledger may have been broken before it was backed up. Whoever has no other copy is told, and not left without any.
  const look: Look = async ({ read, t }) => {
    const { length, faults } = await checkLedger({ db: read, t });
    if (faults.length > 0 && !values['broken-ledger']) throw new BackupProblem(`Its revenue ledger is not whole. ${faults.join('. ')}. Take an older backup; --broken-ledger restores this one all the same.`);
    const attested = await checkAttestations({ db: read, t }, kept);
    if (attested.faults.length > 0 && !values['broken-attestations']) throw new BackupProblem(`Its attestations are not whole. ${attested.faults.join('. ')}. Take an older backup; --broken-attestations restores this one all the same.`);
    said.push(...(attested.faults.length > 0 ? attested.faults.map((fault) => `BROKEN  ${fault}`) : [`The attestations are whole: ${attested.length.toLocaleString('en')} follow each other, ${attested.files.toLocaleString('en')} evidence files are there.`]));
    said.push(...(faults.length > 0 ? faults.map((fault) => `BROKEN  ${fault}`) : [`The ledger is whole: ${length.toLocaleString('en')} entries follow each other.`]));
  };
  const { manifest, aside, looked } = await restoreBackup(file, databaseUrl, { force: values.force ?? false, at: new Date(), look });
  const files = await copyFiles(kept, filesFolder);
  const rows = Object.values(manifest.counts).reduce((sum, one) => sum + one, 0);
  say(`Restored as of ${manifest.at}: ${rows.toLocaleString('en')} rows in ${Object.keys(manifest.counts).length} tables, all counted again.`);
  if (files.count > 0) say(`${files.count.toLocaleString('en')} evidence files are in ${filesFolder}.`);
  for (const line of said) say(line);
  if (!looked) say('Its tables are of another version, so the ledger was not checked: start the server once, which brings them up to date, and then npm run verify.');
  if (aside) say(`The database that was there is kept as ${aside}.`);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const known = error instanceof BackupProblem || error instanceof BadSetting || (error instanceof Error && error.message.startsWith('Another Upgrade Desk'));
  const misused = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${misused ? USAGE : known ? (error as Error).message : errorShown(error)}\n`);
  process.exitCode = 1;
}
