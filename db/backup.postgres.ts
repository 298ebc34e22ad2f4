import { readMigrationFiles } from 'drizzle-orm/migrator';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import copy from 'pg-copy-streams';
import { BackupProblem, difference, type Contents, type Look } from './backup.ts';
import { MIGRATIONS, readThrough } from './store.postgres.ts';

/*
 * A copy is a compressed text: on the first line the migrations that made the tables, then every table's rows as PostgreSQL itself writes and reads them (COPY), those that others refer to first. Restoring makes
 * the tables by the same migrations. No program of PostgreSQL's is needed, and its version may be another.
 */
const FIRST_LINE = '-- upgrade-desk postgres 1 ';
const COPY = /^COPY "\w+"\."\w+" \("\w+"(?:, "\w+")*\) FROM stdin;$/;
const END = '\\.';
const A_PIECE = 65_536;

type Table = { name: string; place: string; columns: string };

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Our tables, those that others refer to before them. */
async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows: tables } = await client.query<Table & { oid: string }>(`
    select c.oid::text as oid, case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end as name, '"' || n.nspname || '"."' || c.relname || '"' as place,
      (select string_agg('"' || a.attname || '"', ', ' order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'drizzle') order by 2`);
  const { rows: references } = await client.query<{ child: string; parent: string }>("select conrelid::oid::text as child, confrelid::oid::text as parent from pg_constraint where contype = 'f' and conrelid <> confrelid");
  const placed: typeof tables = [];
  while (placed.length < tables.length) {
    const next = tables.filter((table) => !placed.includes(table) && references.every(({ child, parent }) => child !== table.oid || placed.some((one) => one.oid === parent)));
    if (next.length === 0) throw new BackupProblem('Its tables refer to each other in a circle: no order to restore them in.');
    placed.push(...next);
  }
  return placed;
}

async function contentsOf(client: pg.Client, tables: readonly Table[]): Promise<Contents> {
  const counts: Record<string, number> = {};
  for (const { name, place } of tables) counts[name] = Number((await client.query<{ n: string }>(`select count(*) as n from ${place}`)).rows[0]?.n);
  if (counts.audit_events === undefined) throw new BackupProblem('It is not a database of Upgrade Desk: there is no audit log in it.');
  return { counts, audit: { rows: counts.audit_events, lastId: Number((await client.query<{ id: string | null }>('select max(id) as id from audit_events')).rows[0]?.id ?? 0) } };
}

async function* textOf(client: pg.Client, tables: readonly Table[]): AsyncGenerator<string | Buffer> {
  const { rows } = await client.query<{ hash: string }>('select hash from drizzle.__drizzle_migrations order by created_at');
  yield `${FIRST_LINE}${JSON.stringify(rows.map((row) => row.hash))}\n`;
  for (const { place, columns } of tables) {
    yield `COPY ${place} (${columns}) FROM stdin;\n`;
    yield* client.query(copy.to(`copy ${place} (${columns}) to stdout`)) as AsyncIterable<Buffer>;
    yield `${END}\n`;
  }
}

/** Copied in the snapshot in which it was counted, so that what is written meanwhile does not show; then read again, to the last row. */
export const copyPostgres = (url: string, to: string): Promise<Contents> => connected(url, async (client) => {
  await client.query('begin isolation level repeatable read read only');
  const tables = await tablesOf(client);
  const contents = await contentsOf(client, tables);
  await pipeline(Readable.from(textOf(client, tables)), createGzip(), createWriteStream(to, { mode: 0o600 }));
  const counts: Record<string, number> = {};
  for await (const { statement, rows } of blocksOf(to)) {
    const name = tables.find(({ place }) => statement.startsWith(`COPY ${place} `))?.name ?? statement;
    counts[name] = 0;
    for await (const { lines } of rows) counts[name] += lines;
  }
  const differs = difference(contents, { ...contents, counts });
  if (differs) throw new BackupProblem(`The copy is not what the database was: ${differs}`);
  return contents;
});

async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = true;
  for await (const piece of createReadStream(path).pipe(createGunzip())) {
    const text: Buffer = Buffer.concat([rest, piece as Buffer]);
    let from = 0;
    for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, from)) {
      yield text.subarray(from, end + 1);
      from = end + 1;
      isFirst = false;
    }
    rest = text.subarray(from);
  }
  // What has no lines at all is another kind of file, and will be told so.
  if (isFirst) yield rest;
  else if (rest.length > 0) throw new BackupProblem('The copy ends in the middle of a row.');
}

type Rows = AsyncGenerator<{ piece: Buffer; lines: number }>;

/** Some rows at a time, up to the mark that ends them. */
async function* rowsOf(lines: AsyncGenerator<Buffer>): Rows {
  const ending = Buffer.from(`${END}\n`);
  let held: Buffer[] = [];
  let bytes = 0;
  for (let line = await lines.next(); ; line = await lines.next()) {
    if (line.done) throw new BackupProblem('The copy ends in the middle of a table.');
    const last = line.value.equals(ending);
    if (!last) {
      held.push(line.value);
      bytes += line.value.length;
    }
    if (held.length > 0 && (last || bytes > A_PIECE)) {
      yield { piece: Buffer.concat(held), lines: held.length };
      held = [];
      bytes = 0;
    }
    if (last) return;
  }
}

/** The tables of a copy, in order; the rows of each have to be read before the next is asked for. */
async function* blocksOf(path: string): AsyncGenerator<{ statement: string; rows: Rows }> {
  const lines = linesOf(path);
  await lines.next();
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const statement = line.value.toString().trimEnd();
    if (!COPY.test(statement)) throw new BackupProblem('It is not a copy of Upgrade Desk: a table was to begin, and something else does.');
    yield { statement, rows: rowsOf(lines) };
  }
}

/** Makes the tables as they were, by the migrations that had made them. */
async function makeTables(client: pg.Client, path: string): Promise<void> {
  const lines = linesOf(path);
  const first = (await lines.next()).value?.toString() ?? '';
  await lines.return(undefined);
  if (!first.startsWith(FIRST_LINE)) throw new BackupProblem('It is not a copy of Upgrade Desk’s own making: pg_restore takes what pg_dump has made.');
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS });
  const wanted = JSON.parse(first.slice(FIRST_LINE.length)) as string[];
  for (const [index, hash] of wanted.entries()) {
    if (known[index]?.hash !== hash) throw new BackupProblem('It was made by a version of Upgrade Desk whose tables this one does not know: restore it with that version, or a newer one.');
  }
  await client.query('create schema if not exists drizzle');
  await client.query('create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)');
  for (const { sql } of known.slice(0, wanted.length)) for (const statement of sql) await client.query(statement);
}

/** Numbers go on where they ended. */
async function setSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ place: string; name: string; sequence: string }>(`
    select format('%I.%I', table_schema, table_name) as place, column_name as name, pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name) as sequence
    from information_schema.columns where table_schema in ('public', 'drizzle') and pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name) is not null`);
  for (const { place, name, sequence } of rows) await client.query(`select setval($1, coalesce((select max("${name}") from ${place}), 1), exists (select 1 from ${place}))`, [sequence]);
}

/**
 * Into an empty database alone: to go back, make a new one and let DATABASE_URL name it; the old one stays as it is. All of it, or nothing: every
 * reference is checked as its row comes in, and every table counted before it is kept.
 */
export const restorePostgres = (path: string, url: string, wanted: Contents, look: Look | null): Promise<void> => connected(url, async (client) => {
  const { rows } = await client.query("select 1 from pg_tables where schemaname in ('public', 'drizzle') limit 1");
  if (rows.length > 0) throw new BackupProblem('The database that DATABASE_URL names is not empty: make a new one (createdb), name that, and restore into it. The old one stays as it is.');
  await client.query('begin');
  await makeTables(client, path);
  const tables = await tablesOf(client);
  // What triggers would add is in the copy too.
  for (const { place } of tables) await client.query(`alter table ${place} disable trigger user`);
  // Rows that a migration puts into a new database come with the copy, as they were by then.
  for (const { place } of tables.toReversed()) await client.query(`delete from ${place}`);
  for await (const { statement, rows: given } of blocksOf(path)) {
    await pipeline(async function* () { for await (const { piece } of given) yield piece; }, client.query(copy.from(statement))).catch((error: unknown) => {
      throw error instanceof pg.DatabaseError ? new BackupProblem(`PostgreSQL does not take it: ${error.message}`) : error;
    });
  }
  for (const { place } of tables) await client.query(`alter table ${place} enable trigger user`);
  await setSequences(client);
  const differs = difference(wanted, await contentsOf(client, tables));
  if (differs) throw new BackupProblem(`What was restored is not what was backed up: ${differs}`);
  await look?.(readThrough(client));
  await client.query('commit');
  await client.query('analyze');
});
