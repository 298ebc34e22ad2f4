import pg from 'pg';
import type { Bulk } from './bulk.ts';

const INDEXES = "select indexname as name, indexdef as definition from pg_indexes where schemaname = current_schema() and indexdef not like 'CREATE UNIQUE%' order by tablename, indexname";
const TRIGGERED = 'select distinct tgrelid::regclass::text as name from pg_trigger where not tgisinternal';

export async function bulkPostgres(url: string): Promise<Bulk> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('set synchronous_commit = off');
  await client.query("set maintenance_work_mem = '512MB'");
  return {
    run: async (statement) => void (await client.query(statement)),
    setAside: async () => {
      const { rows: indexes } = await client.query<{ name: string; definition: string }>(INDEXES);
      const { rows: tables } = await client.query<{ name: string }>(TRIGGERED);
      for (const { name } of indexes) await client.query(`drop index "${name}"`);
      for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`);
      return {
        makeAgain: async (told) => {
          for (const { name, definition } of indexes) {
            told(name);
            await client.query(definition);
          }
          for (const { name } of tables) await client.query(`alter table ${name} enable trigger user`);
          told('statistics');
          await client.query('analyze');
        },
      };
    },
    close: () => client.end(),
  };
}
