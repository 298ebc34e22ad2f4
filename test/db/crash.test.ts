import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../db/store.ts';
import { startServer, type Server } from '../support/child.ts';
import { freshDatabase } from '../support/database.ts';
import { PASSWORD } from '../support/people.ts';

const FIRST_ADMIN = /\/access\/([\w-]+)/;
const running: Server[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.kill('SIGKILL');
});

type Item = { id: string; version: number };

/** Somebody signed in to a server that has just been started on an empty database. */
async function signedIn(url: string) {
  const server = await startServer(url, FIRST_ADMIN);
  running.push(server);
  const made = await fetch(`${server.url}/api/access/${server.said[1]}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ password: PASSWORD, email: 'boss@desk.example', name: 'The Boss' }) });
  const { id } = (await made.json()) as Item;
  const cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const post = async (path: string, body: object): Promise<{ status: number; body: Item }> => {
    const answer = await fetch(`${server.url}/api${path}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Item };
  };
  const account = await post('/accounts', { name: 'Northwind Dental', segment: 'smb', region: 'emea', customerSince: '2024-01-01', managerId: id });
  const log = () => post('/escalations', { accountId: account.body.id, channel: 'phone', reason: 'other', text: 'Hello?' });
  return { server, post, log, cookie, bossId: id };
}

describe('A server that is killed', () => {
  it('right after it has answered a claim has kept the claim, its audit row and its line on the timeline', async () => {
    const url = await freshDatabase();
    const { server, post, log, bossId } = await signedIn(url);
    const { body: item } = await log();
    const claimed = await post(`/escalations/${item.id}/claim`, { version: item.version });
    expect(claimed.status).toBe(200);
    await server.kill('SIGKILL');
    const store = await openStore(url);
    const { escalations, auditEvents, timeline } = store.t;
    expect(await store.read.select().from(escalations).where(eq(escalations.id, item.id))).toMatchObject([{ status: 'claimed', assigneeId: bossId, version: 2 }]);
    expect((await store.read.select().from(auditEvents).where(eq(auditEvents.recordId, item.id))).map((row) => row.action)).toEqual(['escalations.log', 'escalations.claim']);
    expect(await store.read.select().from(timeline).where(eq(timeline.escalationId, item.id))).toHaveLength(2);
    await store.close();
  });

  it('under load has kept everything that it acknowledged, and of the rest all or nothing', async () => {
    const url = await freshDatabase();
    const { server, log } = await signedIn(url);
    const acknowledged: string[] = [];
    const lane = async (): Promise<void> => {
      for (;;) {
        const answer = await log();
        if (answer.status >= 300) throw new Error(`refused: ${answer.status}`);
        acknowledged.push(answer.body.id);
        if (acknowledged.length === 40) void server.kill('SIGKILL');
      }
    };
    // Each lane ends with the connection.
    await Promise.allSettled(Array.from({ length: 8 }, lane));
    await server.kill('SIGKILL');
    expect(acknowledged.length).toBeGreaterThanOrEqual(40);
    const store = await openStore(url);
    const kept = (await store.read.select({ id: store.t.escalations.id }).from(store.t.escalations)).map((row) => row.id).sort();
    const audited = (await store.read.select().from(store.t.auditEvents).where(eq(store.t.auditEvents.action, 'escalations.log'))).map((row) => row.recordId).sort();
    const told = (await store.read.select().from(store.t.timeline)).map((row) => row.escalationId).sort();
    expect(kept).toEqual(expect.arrayContaining(acknowledged));
    expect(audited).toEqual(kept);
    expect(told).toEqual(kept);
    await store.close();
  });

  it('politely finishes what is in flight, though somebody listens on, and ends with success', async () => {
    const url = await freshDatabase();
    const { server, log, cookie } = await signedIn(url);
    const stream = await fetch(`${server.url}/api/stream`, { headers: { cookie, accept: 'text/event-stream' } });
    const listening = stream.text().catch(() => 'cut off');
    const inFlight = Array.from({ length: 10 }, log);
    // What the server had not begun to read when it was told to stop is cut off.
    const settled = Promise.allSettled(inFlight);
    await inFlight[0];
    const code = await server.kill('SIGTERM');
    const answers = await settled;
    expect(code).toBe(0);
    expect(await listening).toContain('event: ready');
    const ok = answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value.status < 300 ? [answer.value.body.id] : []));
    const store = await openStore(url);
    const kept = (await store.read.select({ id: store.t.escalations.id }).from(store.t.escalations)).map((row) => row.id);
    expect(kept).toEqual(expect.arrayContaining(ok));
    await store.close();
  });
});
