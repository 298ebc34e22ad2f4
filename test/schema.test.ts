import { generateDrizzleJson, generateMigration, generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { getTableColumns, getTableName, is, type Table } from 'drizzle-orm';
import { getTableConfig as postgresConfig, PgTable } from 'drizzle-orm/pg-core';
import { getTableConfig as sqliteConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { kit as postgresKit } from '../db/kit.postgres.ts';
import { kit as sqliteKit } from '../db/kit.sqlite.ts';
import { defineSchema } from '../db/schema/index.ts';
import * as postgresTables from '../db/tables.postgres.ts';
import * as sqliteTables from '../db/tables.sqlite.ts';

const sqlite = defineSchema(sqliteKit) as unknown as Record<string, SQLiteTable>;
const postgres = defineSchema(postgresKit) as unknown as Record<string, PgTable>;
const MIGRATIONS = fileURLToPath(new URL('../db/migrations', import.meta.url));

const columnsOf = (table: Table) => Object.entries(getTableColumns(table)).map(([name, column]) => ({ name, notNull: column.notNull, hasDefault: column.hasDefault, primary: column.primary, words: column.enumValues ?? null }));
type Config = { indexes: { config: { name?: string; unique: boolean; columns: unknown[]; where?: unknown } }[]; foreignKeys: { reference(): { columns: { name: string }[]; foreignTable: Table } }[] };
const shapeOf = ({ indexes, foreignKeys }: Config) => ({
  indexes: indexes.map(({ config }) => ({ name: config.name, unique: config.unique, columns: config.columns.map((column) => (column as { name: string }).name), partial: config.where !== undefined })),
  references: foreignKeys.map((key) => { const { columns, foreignTable } = key.reference(); return `${columns.map((column) => column.name).join()} → ${getTableName(foreignTable)}`; }).sort(),
});

/** Words are checked by the code on PostgreSQL, whose columns are plain text. */
const withoutWords = (columns: ReturnType<typeof columnsOf>) => columns.map(({ words: _words, ...column }) => column);

describe('One schema', () => {
  it('has the same tables on both engines, and both lists that migrations are made from name them all', () => {
    expect(Object.keys(postgres)).toEqual(Object.keys(sqlite));
    expect(Object.keys(sqliteTables).sort()).toEqual(Object.keys(sqlite).sort());
    expect(Object.keys(postgresTables).sort()).toEqual(Object.keys(sqlite).sort());
    for (const table of Object.values(postgres)) expect(is(table, PgTable)).toBe(true);
  });

  it.each(Object.keys(sqlite))('has the same columns, indexes and references of %s on both', (name) => {
    const [one, other] = [sqlite[name] as SQLiteTable, postgres[name] as PgTable];
    expect(getTableName(other)).toBe(getTableName(one));
    expect(withoutWords(columnsOf(other))).toEqual(withoutWords(columnsOf(one)));
    expect(shapeOf(postgresConfig(other) as unknown as Config)).toEqual(shapeOf(sqliteConfig(one) as unknown as Config));
  });

  it('gives no two indexes one name, and no name that PostgreSQL would cut', () => {
    const names = Object.values(sqlite).flatMap((table) => sqliteConfig(table).indexes.map((index) => index.config.name));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name.length).toBeLessThan(64);
  });
});

const newest = (engine: string): never => {
  const { entries } = JSON.parse(readFileSync(join(MIGRATIONS, engine, 'meta/_journal.json'), 'utf8')) as { entries: { idx: number }[] };
  return JSON.parse(readFileSync(join(MIGRATIONS, engine, `meta/${String(entries.at(-1)?.idx).padStart(4, '0')}_snapshot.json`), 'utf8')) as never;
};

describe('The migrations', () => {
  it('of SQLite are up to date with the schema: generating would make nothing', async () => {
    expect(await generateSQLiteMigration(newest('sqlite'), await generateSQLiteDrizzleJson(sqlite, undefined, 'snake_case'))).toEqual([]);
  });

  it('of PostgreSQL are up to date with the schema: generating would make nothing', async () => {
    expect(await generateMigration(newest('postgres'), generateDrizzleJson(postgres, undefined, undefined, 'snake_case'))).toEqual([]);
  });

  it('are the same in number and name on both', () => {
    const tags = (engine: string) => (JSON.parse(readFileSync(join(MIGRATIONS, engine, 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] }).entries.map((entry) => entry.tag);
    expect(tags('postgres')).toEqual(tags('sqlite'));
  });
});
