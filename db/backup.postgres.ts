import { spawn } from 'node:child_process';
import pg from 'pg';
import { BackupProblem, difference, type Contents } from './backup.ts';

const MOST_WORDS = 2_000;

/** In the environment: arguments of a program can be read by everybody on the machine. */
function environmentOf(url: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const named = { PGHOST: searchParams.get('host') ?? decodeURIComponent(hostname), PGPORT: port, PGUSER: decodeURIComponent(username), PGPASSWORD: decodeURIComponent(password), PGDATABASE: decodeURIComponent(pathname.slice(1)), PGSSLMODE: searchParams.get('sslmode') ?? '' };
  return { ...process.env, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== '')) };
}

/** What the program printed. Throws `BackupProblem` with what it complained of, or how to come by it. */
function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, complaints]: [string[], string[]] = [[], []];
    child.stdout.on('data', (piece: Buffer) => out.push(piece.toString()));
    child.stderr.on('data', (piece: Buffer) => complaints.push(piece.toString()));
    child.on('error', () => reject(new BackupProblem(`${program} is not on the path: install the client programs of PostgreSQL (Debian: apt-get install postgresql-client; macOS: brew install libpq), of the server's version or newer.`)));
    child.on('close', (code) => (code === 0 ? resolve(out.join('')) : reject(new BackupProblem(`${program} failed: ${complaints.join('').trim().slice(0, MOST_WORDS)}`))));
  });
}

async function demandVersion(program: string, client: pg.Client, env: NodeJS.ProcessEnv): Promise<void> {
  const own = Number(/(\d+)(?:\.\d+)?/.exec(await run(program, ['--version'], env))?.[1]);
  const { rows } = await client.query<{ v: string }>("select current_setting('server_version_num') as v");
  const theirs = Math.floor(Number(rows[0]?.v) / 10_000);
  if (own < theirs) throw new BackupProblem(`${program} is of version ${own}, and the server of version ${theirs}: install postgresql-client-${theirs} or newer.`);
}

async function contentsOf(client: pg.Client): Promise<Contents> {
  const { rows } = await client.query<{ name: string; place: string }>(
    "select case schemaname when 'public' then tablename else schemaname || '.' || tablename end as name, format('%I.%I', schemaname, tablename) as place from pg_tables where schemaname in ('public', 'drizzle') order by 1",
  );
  const counts: Record<string, number> = {};
  for (const { name, place } of rows) counts[name] = Number((await client.query<{ n: string }>(`select count(*) as n from ${place}`)).rows[0]?.n);
  if (counts.audit_events === undefined) throw new BackupProblem('It is not a database of Upgrade Desk: there is no audit log in it.');
  return { counts, audit: { rows: counts.audit_events, lastId: Number((await client.query<{ id: string | null }>('select max(id) as id from audit_events')).rows[0]?.id ?? 0) } };
}

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

/** Dumped in the snapshot in which it was counted. */
export const dumpPostgres = (url: string, to: string): Promise<Contents> => connected(url, async (client) => {
  const env = environmentOf(url);
  await demandVersion('pg_dump', client, env);
  await client.query('begin isolation level repeatable read read only');
  const contents = await contentsOf(client);
  const { rows } = await client.query<{ id: string }>('select pg_export_snapshot() as id');
  await run('pg_dump', ['-Fc', '--no-owner', '--no-privileges', `--snapshot=${rows[0]?.id}`, `--file=${to}`], env);
  await run('pg_restore', ['--list', to], env);
  return contents;
});

/** Into an empty database alone: to go back, make a new one and let DATABASE_URL name it; the old one stays as it is. */
export const restorePostgres = (path: string, url: string, wanted: Contents): Promise<void> => connected(url, async (client) => {
  const env = environmentOf(url);
  await demandVersion('pg_restore', client, env);
  const { rows } = await client.query("select 1 from pg_tables where schemaname in ('public', 'drizzle') limit 1");
  if (rows.length > 0) throw new BackupProblem('The database that DATABASE_URL names is not empty: make a new one (createdb), name that, and restore into it. The old one stays as it is.');
  await run('pg_restore', ['--exit-on-error', '--single-transaction', '--no-owner', '--no-privileges', `--dbname=${env.PGDATABASE ?? ''}`, path], env);
  const differs = difference(wanted, await contentsOf(client));
  if (differs) throw new BackupProblem(`What was restored is not what was backed up: ${differs}`);
});
