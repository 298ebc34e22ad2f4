import Database from 'better-sqlite3';
import type { Bulk } from './bulk.ts';
import { settle } from './backup.ts';
import { takeWriterLock } from './store.sqlite.ts';

type Definition = { type: 'index' | 'trigger'; name: string; sql: string };

/** What is unique stays: it is a rule. */
const ASIDE = "select type, name, sql from sqlite_master where (type = 'index' and sql is not null and sql not like 'CREATE UNIQUE%') or type = 'trigger' order by type, tbl_name, name";

export async function bulkSqlite(path: string): Promise<Bulk> {
  const lock = takeWriterLock(path);
  const connection = new Database(path);
  // Without a journal, which SQLite allows only where asked to twice.
  connection.unsafeMode();
  for (const setting of ['journal_mode = OFF', 'synchronous = OFF', 'foreign_keys = OFF', 'locking_mode = EXCLUSIVE', 'cache_size = -1048576', 'temp_store = MEMORY']) connection.pragma(setting);
  return {
    run: async (statement) => void connection.exec(statement),
    setAside: async () => {
      const definitions = connection.prepare(ASIDE).all() as Definition[];
      for (const { type, name } of definitions) connection.exec(`drop ${type} "${name}"`);
      return {
        makeAgain: async (told) => {
          for (const { name, sql } of definitions) {
            told(name);
            connection.exec(sql);
          }
          told('search_text');
          connection.exec("insert into search_text(search_text) values ('rebuild')");
        },
      };
    },
    close: async () => {
      connection.unsafeMode(false);
      connection.pragma('locking_mode = NORMAL');
      connection.pragma('journal_mode = WAL');
      connection.close();
      lock.close();
      await settle(path);
    },
  };
}
