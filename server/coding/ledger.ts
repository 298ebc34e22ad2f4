import { Readable } from 'node:stream';
import type { KeyObject } from 'node:crypto';
import { asc, eq, gt } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { canonicalJson } from '../domain/coding/canonical.ts';
import { record } from '../record/record.ts';
import { signContent, type Signed } from '../record/signing.ts';
import { instant, viewerOf, type Kernel } from '../rest/request.ts';
import { problems } from '../rest/schemas.ts';
import { chained, LEDGER } from './post.ts';
import type { EntryRow, Reader } from './read.ts';

export type Checkpoint = Signed<{ chain: string; length: number; hash: string; at: string }>;

const ROWS_A_READ = 1_000;

/** An entry as its chain covers it, with its place and hashes: what an outsider needs to check it. */
export const ledgerLine = (row: EntryRow) => ({ ...chained(row), position: row.position, previousHash: row.previousHash, hash: row.hash });

/** Every entry in the order of the chain, a page at a time. */
export async function* readLedger({ db, t }: Reader): AsyncGenerator<EntryRow[]> {
  const { revenueEntries } = t;
  for (let after = 0; ;) {
    const rows = await db.select().from(revenueEntries).where(gt(revenueEntries.position, after)).orderBy(asc(revenueEntries.position)).limit(ROWS_A_READ);
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_A_READ) return;
    after = rows.at(-1)?.position ?? after;
  }
}

async function* ledgerText(reader: Reader): AsyncGenerator<string> {
  for await (const rows of readLedger(reader)) {
    yield rows.map((row) => `${canonicalJson(ledgerLine(row))}\n`).join('');
    // SQLite answers at once: without this pause nobody else would be heard meanwhile.
    await new Promise(setImmediate);
  }
}

/** The ledger for whoever checks it without us: its end, signed, and all of it, a line an entry. */
export function serveLedger(app: FastifyInstance, kernel: Kernel, signingKey: KeyObject): void {
  const { store } = kernel;
  const reader = { db: store.read, t: store.t };
  const config = { permission: 'codings:read' as const };
  const tags = ['revenue-entries'];
  const text = Type.String();

  app.get('/revenue-entries/checkpoint', {
    config,
    schema: { tags, summary: 'Where the ledger ends now, signed: kept elsewhere, it shows if the end was cut off', response: { 200: Type.Object({ chain: text, length: Type.Integer(), hash: text, at: text, signature: text, publicKey: text }), ...problems() } },
  }, async (): Promise<Checkpoint> => {
    const [head] = await store.read.select().from(store.t.chainHeads).where(eq(store.t.chainHeads.id, LEDGER));
    return signContent({ chain: LEDGER, length: head?.length ?? 0, hash: head?.hash ?? '', at: instant(kernel) }, signingKey);
  });

  app.get('/revenue-entries/ledger.jsonl', {
    exposeHeadRoute: false, config, schema: { tags, summary: 'The whole ledger, an entry a line in canonical JSON: what npm run verify reads', produces: ['application/jsonl'], response: problems() },
  }, async (request, reply) => {
    const { id, name, role } = viewerOf(request);
    await store.write((tx) => record({ tx, actor: { id, name, role }, now: instant(kernel), requestId: request.id }, { command: 'lists.export', resource: 'lists', id: 'ledger', before: null, after: { outcome: 'started' } }));
    return reply.type('application/jsonl; charset=utf-8').header('content-disposition', `attachment; filename="ledger-${instant(kernel).slice(0, 10)}.jsonl"`).header('cache-control', 'no-store').send(Readable.from(ledgerText(reader)));
  });
}
