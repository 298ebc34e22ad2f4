import { getTableColumns, getTableName } from 'drizzle-orm';
import { columnName, openBulk, type Bulk } from '../db/bulk.ts';
import type { Tables } from '../db/schema/index.ts';
import { IN_ORDER } from './rows.ts';

type Name = (typeof IN_ORDER)[number] | 'auditEvents';

/** Columns of every table that name a record of their own copy. */
const NAMES_A_COPY = new Set(['id', 'accountId', 'contactId', 'deviceId', 'subscriptionId', 'upgradeId', 'escalationId', 'returnId', 'recordId', 'line']);
/** Columns whose texts tell records apart: theirs has to be another in each copy. */
const TELLS_APART = new Set(['externalId', 'reference', 'serial', 'serialKey', 'trackingKey']);
const SEARCHABLE = ['accounts', 'contacts', 'devices', 'upgrades', 'escalations'] as const;
/** What was signed was signed once, and its chain has no copies: facts of a copy name the original's. */
const COPIED = IN_ORDER.filter((name) => name !== 'attestations' && name !== 'signingLinks');
/** Longer than every id that was not copied. */
const ID_LENGTH = 36;

/** What stands in a column of copy k, as SQL over the record that is copied. */
function copied(table: Name, name: string): string {
  const column = `o.${columnName(name)}`;
  if (NAMES_A_COPY.has(name) || TELLS_APART.has(name)) return `${column} || '-' || n.k`;
  if (table === 'accounts' && name === 'name') return `${column} || ' ' || n.k`;
  // Each part of it: which one is told apart differs from table to table.
  if (name === 'search') return `replace(${column}, ' · ', '-' || n.k || ' · ') || '-' || n.k`;
  if (name === 'mismatches') return `replace(${column}, '","action":', '-' || n.k || '","action":')`;
  // Whose serial was settled, in what somebody said of a contradiction.
  if (table === 'returnActs' && name === 'detail') return `replace(${column}, '","note":', '-' || n.k || '","note":')`;
  if (name === 'replaces') return `replace(replace(${column}, '",', '-' || n.k || '",'), '"]', '-' || n.k || '"]')`;
  return column;
}

async function copyTable(bulk: Bulk, t: Tables, name: Name, copies: number): Promise<void> {
  const table = getTableName(t[name]);
  const columns = Object.keys(getTableColumns(t[name])).filter((column) => name !== 'auditEvents' || column !== 'id');
  const numbers = `with recursive n(k) as (select 2 union all select k + 1 from n where k < ${copies})`;
  // A table that is read while it is written would be copied by the database first, in full.
  await bulk.run(`create temporary table original as select * from ${table}`);
  await bulk.run('create index original_order on original (id)');
  await bulk.run(`insert into ${table} (${columns.map((column) => `"${columnName(column)}"`).join(', ')}) ${numbers} select ${columns.map((column) => copied(name, column)).join(', ')} from original o cross join n order by o.id`);
  await bulk.run('drop table original');
}

/**
 * Makes so many of every account, with all that happened to it, under ids, names and numbers of their own: a history made by the product's
 * rules stays one when it is copied, and a million upgrades are there in minutes.
 */
export async function copyWorld(url: string, t: Tables, copies: number, told: (what: string) => void): Promise<void> {
  const bulk = await openBulk(url);
  try {
    const aside = await bulk.setAside();
    for (const name of [...COPIED, 'auditEvents'] as const) {
      told(`copying ${getTableName(t[name])}`);
      await copyTable(bulk, t, name, copies);
    }
    for (const table of SEARCHABLE) await bulk.run(`insert into search_entries (resource, record_id, content) select '${table}', id, search from ${table} where length(id) > ${ID_LENGTH} order by id`);
    await aside.makeAgain((name) => told(`indexing ${name}`));
  } finally {
    await bulk.close();
  }
}
