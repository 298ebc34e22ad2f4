import { sql } from 'drizzle-orm';
import type { Store, Tx } from '../db/store.ts';

type Tables = Store['t'];
export type Row<Name extends keyof Tables> = Tables[Name]['$inferSelect'];

/** The tables that accounts are told in, each after those that its rows point to. */
export const IN_ORDER = [
  'accounts', 'contacts', 'devices', 'subscriptions', 'upgrades', 'upgradeLines', 'upgradeSteps', 'returns', 'returnDevices', 'attestations', 'evidenceFiles', 'returnFacts', 'returnActs', 'signingLinks', 'escalations', 'timeline', 'declines', 'handBackLinks',
] as const;

export type Rows = { [Name in (typeof IN_ORDER)[number]]: Row<Name>[] };
export type AuditRow = Tables['auditEvents']['$inferInsert'];

export const noRows = (): Rows => ({
  accounts: [], contacts: [], devices: [], subscriptions: [], upgrades: [], upgradeLines: [], upgradeSteps: [], returns: [], returnDevices: [], attestations: [], evidenceFiles: [], returnFacts: [], returnActs: [], signingLinks: [], escalations: [], timeline: [], declines: [], handBackLinks: [],
});

/** SQLite takes 32,766 values in one statement, PostgreSQL 65,535; past a few thousand longer ones are no faster. */
const VALUES_A_STATEMENT = 4_000;
/** A transaction for about so many rows, always of whole accounts, so that nothing half-told is ever seen. */
const ROWS_A_TRANSACTION = { least: 12_000, most: 120_000 } as const;

type Fields = Record<string, unknown>;
type Insert = { execute(values: Fields): Promise<unknown> };

/** A prepared insert of so many rows: built once a transaction, because building it costs more than running it. */
function prepareInsert({ db, t }: Tx, name: keyof Tables, columns: readonly string[], count: number): Insert {
  const rows = Array.from({ length: count }, (_, index) => Object.fromEntries(columns.map((column) => [column, sql.placeholder(column + index)])));
  // The table and its rows belong together by name, which the compiler cannot follow.
  return db.insert(t[name] as Tables['accounts']).values(rows as unknown as Row<'accounts'>[]).prepare() as unknown as Insert;
}

/** A prepared insert would write the null of a JSON column as the text "null": tables that have such go in the plain way. */
const HOLD_NULL_JSON: readonly (keyof Tables)[] = ['upgrades', 'escalations', 'auditEvents'];

async function insertAll(tx: Tx, name: keyof Tables, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const size = Math.max(1, Math.floor(VALUES_A_STATEMENT / columns.length));
  if (HOLD_NULL_JSON.includes(name)) {
    for (let from = 0; from < rows.length; from += size) await tx.db.insert(tx.t[name] as Tables['accounts']).values(rows.slice(from, from + size) as Row<'accounts'>[]);
    return;
  }
  let prepared: Insert | null = null;
  for (let from = 0; from < rows.length; from += size) {
    const slice = rows.slice(from, from + size) as Fields[];
    const insert = slice.length === size ? (prepared ??= prepareInsert(tx, name, columns, size)) : prepareInsert(tx, name, columns, slice.length);
    const values: Fields = {};
    for (const [index, row] of slice.entries()) for (const column of columns) values[column + index] = row[column];
    await insert.execute(values);
  }
}

export type Sink = { take(rows: Rows): Promise<void>; end(): Promise<void> };

/** Collects rows and writes them in batches; larger ones for a larger world, whose indexes are touched all over by each. */
export function makeSink(store: Store, upgrades: number): Sink {
  const batch = Math.min(ROWS_A_TRANSACTION.most, Math.max(ROWS_A_TRANSACTION.least, upgrades));
  let kept = noRows();
  let count = 0;

  async function flush(): Promise<void> {
    const rows = kept;
    kept = noRows();
    count = 0;
    await store.write(async (tx) => {
      for (const name of IN_ORDER) await insertAll(tx, name, rows[name]);
    });
    // SQLite answers at once: without this pause the server that fills its database would hear nobody meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
  }

  return {
    take: async (rows) => {
      for (const name of IN_ORDER) {
        for (const row of rows[name]) (kept[name] as object[]).push(row);
        count += rows[name].length;
      }
      if (count >= batch) await flush();
    },
    end: async () => {
      if (count > 0) await flush();
    },
  };
}

/** The audit log is read by its own numbers: rows go in by time, whatever account they are about. */
export async function writeAudit(store: Store, rows: AuditRow[]): Promise<void> {
  rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (let from = 0; from < rows.length; from += ROWS_A_TRANSACTION.least) await store.write((tx) => insertAll(tx, 'auditEvents', rows.slice(from, from + ROWS_A_TRANSACTION.least)));
}
