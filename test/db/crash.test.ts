import { eq, isNotNull } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../db/store.ts';
import { openDesk } from '../support/app.ts';
import { expectBooks } from '../support/books.ts';
import { startServer, type Server } from '../support/child.ts';
import { makeCustomer } from '../support/customers.ts';
import { freshDatabase } from '../support/database.ts';
import { PASSWORD } from '../support/people.ts';
import { configure, startUpgrade } from '../support/work.ts';

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
  it('has kept everything that it acknowledged, a claim as well as forty calls at once, and of the rest all or nothing', async () => {
    const url = await freshDatabase();
    const { server, post, log, bossId } = await signedIn(url);
    const { body: item } = await log();
    const acknowledged: string[] = [item.id];
    const lane = async (): Promise<void> => {
      for (;;) {
        const answer = await log();
        if (answer.status >= 300) throw new Error(`refused: ${answer.status}`);
        acknowledged.push(answer.body.id);
      }
    };
    // Each lane ends with the connection.
    const lanes = Promise.allSettled(Array.from({ length: 8 }, lane));
    while (acknowledged.length < 40) await log().then((answer) => acknowledged.push(answer.body.id));
    const claimed = await post(`/escalations/${item.id}/claim`, { version: item.version });
    await server.kill('SIGKILL');
    expect(claimed.status).toBe(200);
    await lanes;
    const store = await openStore(url);
    const { escalations, auditEvents, timeline } = store.t;
    const kept = (await store.read.select({ id: escalations.id }).from(escalations)).map((row) => row.id).sort();
    expect(kept).toEqual(expect.arrayContaining(acknowledged));
    const audited = await store.read.select().from(auditEvents);
    expect(audited.filter((row) => row.action === 'escalations.log').map((row) => row.recordId).sort()).toEqual(kept);
    const told = await store.read.select().from(timeline);
    expect(told.filter((row) => row.verb === 'log').map((row) => row.escalationId).sort()).toEqual(kept);
    expect(await store.read.select().from(escalations).where(eq(escalations.id, item.id))).toMatchObject([{ status: 'claimed', assigneeId: bossId, version: 2 }]);
    expect(audited.filter((row) => row.recordId === item.id).map((row) => row.action)).toEqual(['escalations.log', 'escalations.claim']);
    await store.close();
  });

  it('under the load of orders has each that it acknowledged whole, with its place in the chain and its sums, and answers a repeated request as at first', async () => {
    const desk = await openDesk();
    desk.at(new Date().toISOString());
    const ada = await desk.as('ada');
    const drafts = [];
    for (let made = 0; made < 16; made += 1) {
      const customer = await makeCustomer(desk.store);
      await desk.store.write(({ db, t }) => db.update(t.subscriptions).set({ endsOn: `${new Date().getFullYear() + 1}-12-31` }).where(eq(t.subscriptions.id, customer.subscriptionId)).then(() => undefined));
      drafts.push(await configure(ada, await startUpgrade(ada, customer)));
    }
    await desk.close();
    const start = async () => {
      const server = await startServer(desk.store.url, /Upgrade Desk: http/);
      running.push(server);
      return server;
    };
    const place = async (server: Server, { id, version }: Item) => {
      const answer = await fetch(`${server.url}/api/upgrades/${id}/place-on-behalf`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: ada.cookie, 'idempotency-key': id }, body: JSON.stringify({ version }) });
      return { status: answer.status, text: await answer.text(), replayed: answer.headers.get('idempotent-replayed') };
    };
    const first = await start();
    const acknowledged = new Map<string, string>();
    const waiting = [...drafts];
    let killed: Promise<unknown> | undefined;
    const lane = async (): Promise<void> => {
      for (let draft = waiting.shift(); draft; draft = waiting.shift()) {
        const { status, text } = await place(first, draft);
        expect(status, text).toBe(200);
        acknowledged.set(draft.id, text);
        if (acknowledged.size >= 6) killed ??= first.kill('SIGKILL');
      }
    };
    await Promise.allSettled(Array.from({ length: 4 }, lane));
    await killed;
    expect(acknowledged.size).toBeLessThan(drafts.length);

    const second = await start();
    for (const draft of drafts) {
      const { status, text, replayed } = await place(second, draft);
      expect(status, text).toBe(200);
      const before = acknowledged.get(draft.id);
      if (before !== undefined) expect([text, replayed]).toEqual([before, 'true']);
    }
    expect(await second.kill('SIGTERM')).toBe(0);
    const store = await openStore(desk.store.url);
    const { codings } = store.t;
    const coded = (await store.read.select({ upgradeId: codings.upgradeId }).from(codings).where(isNotNull(codings.upgradeId))).map((row) => row.upgradeId);
    expect(new Set(coded)).toEqual(new Set(drafts.map(({ id }) => id)));
    expect(coded).toHaveLength(drafts.length);
    await expectBooks(store);
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
