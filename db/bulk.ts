import { toSnakeCase } from 'drizzle-orm/casing';

/** A database that is being filled, with nobody else in it. */
export type Bulk = {
  run(statement: string): Promise<void>;
  close(): Promise<void>;
  /** Indexes that hold no rule and triggers are taken away and made again at the end: to keep them in step row by row takes ten times as long. */
  setAside(): Promise<{ makeAgain(told: (name: string) => void): Promise<void> }>;
};

/** As the column that the schema calls by this name is called in the database. */
export const columnName = (name: string): string => toSnakeCase(name);

/**
 * Opens a database for filling it. On SQLite nothing is kept safe meanwhile: a file whose filling was interrupted is of no use. Whoever runs
 * this has made the database itself just before.
 */
export async function openBulk(url: string): Promise<Bulk> {
  if (url.startsWith('file:')) return (await import('./bulk.sqlite.ts')).bulkSqlite(url.slice('file:'.length));
  return (await import('./bulk.postgres.ts')).bulkPostgres(url);
}
