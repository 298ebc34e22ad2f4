import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { eq } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { openStore } from '../../db/store.ts';
import { buildApp } from '../../server/app.ts';
import { backUp } from '../../server/jobs/backups.ts';
import { filesIn } from '../../db/files.ts';
import { openSession, SESSION_COOKIE } from '../../server/people/sessions.ts';
import type { Asked } from './processes.ts';
import type { Written } from './tape.ts';

/**
 * The product in a process of its own, with what it takes to be measured from outside: sessions, and how long its event loop stood still.
 * Its clock goes on from the moment of the data.
 */
const [path = '', now = '', folder = '', secret = '', noting = ''] = process.argv.slice(2);
const began = Date.now();
const clock = () => new Date(Date.parse(now) + Date.now() - began);
const settings = { sessionSecret: 'a secret of the benchmarks, long enough', publicUrl: 'http://127.0.0.1', trustProxy: false as const, signingKey: generateKeyPairSync('ed25519').privateKey, webhookSecrets: [secret] };

/** What changed rows since it was last asked for, where that is noted. */
let written: Written[] = [];
const note = (statement: string, values: unknown[]) => void (/^(insert|update|delete)/i.test(statement) && written.push({ statement, values }));

const store = await openStore(`file:${path}`, noting === '' ? {} : { onQuery: note });
const app = await buildApp({ store, clock, settings, files: filesIn(join(folder, 'files')), log: { level: 'error' } });
await app.listen({ host: '127.0.0.1', port: 0 });
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

const { t } = store;
async function cookieOf(email: string): Promise<string> {
  return store.write(async (tx) => {
    const [person] = await tx.db.select({ id: t.users.id }).from(t.users).where(eq(t.users.email, email));
    const request = { headers: { 'user-agent': 'the benchmarks' }, ip: '127.0.0.1' } as unknown as FastifyRequest;
    return `${SESSION_COOKIE}=${await openSession(tx, { store, clock, settings }, person?.id ?? '', request, clock())}`;
  });
}

/** Memory of its own: pages of the database file that are mapped into it belong to the system's cache, which gives them up when others need it. */
function ownBytes(): number {
  const kept = existsSync('/proc/self/status') ? /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) : null;
  return kept ? Number(kept[1]) * 1024 : process.memoryUsage().rss;
}

async function answer(asked: Asked): Promise<object> {
  if (asked.ask === 'look') {
    const longestStallMs = delay.max / 1e6;
    delay.reset();
    return { longestStallMs, bytes: ownBytes() };
  }
  if (asked.ask === 'written') {
    const told = written;
    written = [];
    return told;
  }
  if (asked.ask === 'backup') return backUp({ url: store.url, version: 'bench', folder, everyHours: 0, keep: 1 }, new Date());
  return { cookie: await cookieOf('am@demo.example'), other: await cookieOf('am2@demo.example') };
}

process.on('message', (asked: Asked) => void answer(asked).then((told) => process.send?.({ id: asked.id, told }), (error: Error) => process.send?.({ id: asked.id, failed: error.message })));
process.send?.({ port: (app.server.address() as { port: number }).port });
