import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serialize } from 'node:v8';
import Database from 'better-sqlite3';
import { NOW } from './database.ts';
import { ask, drive, each, post } from './load.ts';
import type { Bench } from './main.ts';
import { serving } from './processes.ts';
import { byTurns, commandsBeside, type Measured } from './table.ts';

/** A statement that changes rows, as it went to the database. */
export type Written = { statement: string; values: unknown[] };

const ROUNDS = 5;
const CONNECTIONS = 10;
/** So many of the first warm both up: a server that has just begun compiles what it runs. */
const WARMING = 200;

async function copyOf(path: string, to: string): Promise<string> {
  const connection = new Database(path, { readonly: true, timeout: 60_000 });
  await connection.backup(to).finally(() => connection.close());
  return to;
}

/** What each of these requests writes, one after the other, found on a copy of the database. */
async function record({ path, secret }: Bench, requests: readonly string[]): Promise<Written[][]> {
  const copy = await copyOf(path, join(dirname(path), 'tape.db'));
  const server = await serving('server.ts', [copy, NOW, dirname(path), secret, 'noting']);
  try {
    const tape: Written[][] = [];
    await server.written();
    for (const request of requests) {
      await ask(server.port, request);
      tape.push(await server.written());
    }
    return tape;
  } finally {
    await server.stop();
  }
}

/**
 * Commands through HTTP, beside a bare server that writes exactly the rows that each of them wrote, on a copy of the same database: one at a
 * time, and ten at once. There have to be requests enough for both, and to warm up.
 */
export async function besideItsRows(bench: Bench, what: string, requests: readonly string[]): Promise<Measured[]> {
  const tape = await record(bench, requests);
  const copy = await copyOf(bench.path, join(dirname(bench.path), 'again.db'));
  const file = join(dirname(bench.path), 'tape');
  writeFileSync(file, serialize(tape));
  const bare = await serving('replay.ts', [copy, file]);
  try {
    const again = requests.map((_request, number) => post(`/again/${number}`, {}, '{}'));
    const part = Math.floor((requests.length - WARMING) / (2 * ROUNDS));
    const some = (all: readonly string[], from: number, many: number) => each(all.slice(from, from + many));
    await drive(bench.ours.port, 1, some(requests, 0, WARMING));
    await drive(bare.port, 1, some(again, 0, WARMING));
    const lines: Measured[] = [];
    for (const [index, [connections, who]] of ([[1, 'one at a time'], [CONNECTIONS, `${CONNECTIONS} at once`]] as const).entries()) {
      const from = (round: number) => WARMING + (index * ROUNDS + round) * part;
      const told = await byTurns(ROUNDS, (round) => drive(bench.ours.port, connections, some(requests, from(round), part)), (round) => drive(bare.port, connections, some(again, from(round), part)));
      lines.push(commandsBeside(`${what}, ${who}`, 'the same rows', told));
    }
    return lines;
  } finally {
    await bare.stop();
  }
}
