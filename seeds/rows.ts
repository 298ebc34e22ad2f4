import type { Store } from '../db/store.ts';

type Tables = Store['t'];
export type Row<Name extends keyof Tables> = Tables[Name]['$inferSelect'];

/** The tables that accounts are told in, each after those that its rows point to. */
const IN_ORDER = [
  'accounts', 'contacts', 'devices', 'subscriptions', 'upgrades', 'upgradeLines', 'upgradeSteps', 'returns', 'returnDevices', 'returnFacts', 'escalations', 'timeline', 'declines', 'handBackLinks',
] as const;

export type Rows = { [Name in (typeof IN_ORDER)[number]]: Row<Name>[] };
export type AuditRow = Tables['auditEvents']['$inferInsert'];

export const noRows = (): Rows => ({
  accounts: [], contacts: [], devices: [], subscriptions: [], upgrades: [], upgradeLines: [], upgradeSteps: [], returns: [], returnDevices: [], returnFacts: [], escalations: [], timeline: [], declines: [], handBackLinks: [],
});

/** SQLite takes 32,766 values in one statement, PostgreSQL 65,535; shorter ones are parsed faster than they save. */
const VALUES_A_STATEMENT = 12_000;
/** A transaction for about so many rows: whole accounts, so that nothing half-told is ever seen. */
const ROWS_A_TRANSACTION = 12_000;

const columnsOf = (row: object): number => Object.keys(row).length;

function* slices<T extends object>(rows: readonly T[]): Generator<T[]> {
  const size = Math.max(1, Math.floor(VALUES_A_STATEMENT / columnsOf(rows[0] ?? {})));
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

export type Sink = { take(rows: Rows): Promise<void>; end(): Promise<void> };

/** Collects rows and writes them in batches. */
export function makeSink(store: Store): Sink {
  let kept = noRows();
  let count = 0;

  async function flush(): Promise<void> {
    const batch = kept;
    kept = noRows();
    count = 0;
    await store.write(async ({ db, t }) => {
      for (const name of IN_ORDER) {
        // The table and its rows belong together by name, which the compiler cannot follow through a loop.
        for (const slice of slices(batch[name] as Row<'accounts'>[])) await db.insert(t[name] as Tables['accounts']).values(slice);
      }
    });
    // SQLite answers at once: without this pause the server that fills its database would hear nobody meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
  }

  return {
    take: async (rows) => {
      for (const name of IN_ORDER) {
        (kept[name] as object[]).push(...rows[name]);
        count += rows[name].length;
      }
      if (count >= ROWS_A_TRANSACTION) await flush();
    },
    end: async () => {
      if (count > 0) await flush();
    },
  };
}

/** The audit log is read by its own numbers: rows go in by time, whatever account they are about. */
export async function writeAudit(store: Store, rows: AuditRow[]): Promise<void> {
  rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (let from = 0; from < rows.length; from += ROWS_A_TRANSACTION) {
    await store.write(async ({ db, t }) => {
      for (const slice of slices(rows.slice(from, from + ROWS_A_TRANSACTION))) await db.insert(t.auditEvents).values(slice);
    });
  }
}
