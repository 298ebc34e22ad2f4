import { and, or, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tables } from '../../db/schema/index.ts';
import type { Engine } from '../../db/store.ts';
import { foldText, searchTerms } from '../domain/fold.ts';
import { holdsPart } from './query.ts';

const LONGEST_SEARCH_TEXT = 400;
const TRIGRAM = 3;

/** What a record's `search` column holds: its texts folded, the one people look for first in front. */
export function searchText(...parts: (string | null | undefined)[]): string {
  return foldText(parts.filter(Boolean).join(' · ')).slice(0, LONGEST_SEARCH_TEXT);
}

const escapeLike = (term: string) => term.replace(/[\\%_]/g, (letter) => `\\${letter}`);

/** Every term stands somewhere in the entry. Where all are too short for trigrams, the first has to be its beginning: the index on it is what makes that quick. */
function matches(t: Tables, q: string, engine: Engine): SQL | undefined {
  const terms = searchTerms(q);
  const long = terms.filter((term) => [...term].length >= TRIGRAM);
  const short = terms.filter((term) => [...term].length < TRIGRAM);
  const entries = t.searchEntries;
  const conditions = short.map((term, index) => (long.length === 0 && index === 0 ? sql`(${entries.content} >= ${term} and ${entries.content} < ${`${term}\u{10ffff}`})` : sql`${entries.content} like ${`%${escapeLike(term)}%`} escape '\\'`));
  if (long.length > 0 && engine === 'sqlite') {
    const phrase = long.map((term) => `"${term.replaceAll('"', '""')}"`).join(' AND ');
    conditions.push(sql`${entries.id} in (select rowid from search_text where search_text match ${phrase})`);
  }
  if (engine === 'postgres') for (const term of long) conditions.push(sql`${entries.content} like ${`%${escapeLike(term)}%`} escape '\\'`);
  return and(...conditions);
}

/** With a plus before it SQLite leaves the index on it alone, in which it would look through every entry of the resource for the few that the trigrams find. */
const resourceOf = (t: Tables, q: string, engine: Engine): SQL =>
  (engine === 'sqlite' && searchTerms(q).some((term) => [...term].length >= TRIGRAM) ? sql`+${t.searchEntries.resource}` : sql`${t.searchEntries.resource}`);

/** Records of this resource whose search text holds every term of `q`; undefined where `q` says nothing. */
export function searchCondition(t: Tables, resource: string, id: SQLiteColumn, q: string, engine: Engine): SQL | undefined {
  const condition = matches(t, q, engine);
  return condition && sql`${id} in (select ${t.searchEntries.recordId} from ${t.searchEntries} where ${resourceOf(t, q, engine)} = ${resource} and ${condition})`;
}

/** Where `q` looks for a list that has no entries of its own: in a few texts of a short list, or in the entries of what a record is about. */
export type Searched = { texts: readonly SQLiteColumn[] } | { about: readonly (readonly [resource: string, id: SQLiteColumn])[] };

const MOST_TERMS = 8;

/** Records of a list that `q` finds; undefined where it says nothing. */
export function foundBy(t: Tables, { name, table, searchable }: { name: string; table: SQLiteTable & { id: SQLiteColumn }; searchable?: true | Searched }, q: string, engine: Engine): SQL | undefined {
  if (searchable === undefined || searchable === true) return searchCondition(t, name, table.id, q, engine);
  if ('about' in searchable) {
    const parts = searchable.about.flatMap(([resource, id]) => searchCondition(t, resource, id, q, engine) ?? []).map((found) => sql`select ${table.id} from ${table} where ${found}`);
    // By their ids: asked for in one condition, SQLite would go through all of the list for those that fit.
    return parts.length === 0 ? undefined : sql`${table.id} in (${sql.join(parts, sql` union all `)})`;
  }
  const terms = q.split(/\s+/).filter(Boolean).slice(0, MOST_TERMS);
  return and(...terms.map((term) => or(...searchable.texts.map((column) => holdsPart(column, term, engine)))));
}

/** Entries of several resources at once, for the palette. */
export function searchEverywhere(t: Tables, resources: readonly string[], q: string, engine: Engine): SQL | undefined {
  const condition = matches(t, q, engine);
  return condition && and(sql`${resourceOf(t, q, engine)} in ${resources}`, condition);
}
