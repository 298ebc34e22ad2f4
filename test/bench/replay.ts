import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import Database from 'better-sqlite3';
import Fastify from 'fastify';
import type { Written } from './tape.ts';

/** The bare form of commands: what each of them wrote, row for row with its values, by prepared statements in one durable transaction behind a bare route. Nothing is read, decided or checked. */
const [path = '', tape = ''] = process.argv.slice(2);
const connection = new Database(path, { timeout: 60_000 });
for (const setting of ['synchronous = FULL', 'foreign_keys = ON', 'cache_size = -65536', 'mmap_size = 268435456']) connection.pragma(setting);

const statements = new Map<string, Database.Statement>();
function prepared(text: string): Database.Statement {
  const statement = statements.get(text) ?? connection.prepare(text);
  statements.set(text, statement);
  return statement;
}

const write = (statement: Database.Statement, values: unknown[]) => (statement.reader ? statement.all(...values) : statement.run(...values));
const commands = (deserialize(readFileSync(tape)) as Written[][]).map((command) => command.map(({ statement, values }) => ({ statement: prepared(statement), values })));
const again = connection.transaction((number: number) => {
  for (const { statement, values } of commands[number] ?? []) write(statement, values);
});

const app = Fastify();
app.post('/again/:number', async (request) => {
  again.immediate(Number((request.params as { number: string }).number));
  return { written: true };
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ port: (app.server.address() as { port: number }).port });
