import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../db/store.ts';
import { buildApp } from '../../server/app.ts';
import { filesInMemory } from '../support/files.ts';
import { openDesk, SETTINGS, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer, type Customer } from '../support/customers.ts';
import { freshDatabase } from '../support/database.ts';
import { makeStaff } from '../support/people.ts';
import { signIn } from '../support/sign-in.ts';
import { rowCounts } from '../support/unchanged.ts';
import { makeReturn, type Return } from '../support/returns.ts';
import { claim, configure, logCall, startUpgrade, type Item } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let ben: Client;
let admin: Client;
let customer: Customer;

beforeAll(async () => {
  desk = await openDesk();
  [ada, ben, admin] = [await desk.as('ada'), await desk.as('ben'), await desk.as('admin')];
  customer = await makeCustomer(desk.store);
});
afterAll(() => desk.close());

const call = () => ({ accountId: customer.accountId, channel: 'phone', reason: 'other', text: 'Hello?' });
const keyed = async (client: Client, path: string, payload: object, key: string) => {
  const response = await desk.app.inject({ method: 'POST', url: `/api${path}`, headers: { cookie: client.cookie, 'idempotency-key': key }, payload });
  return { status: response.statusCode, text: response.body, replayed: response.headers['idempotent-replayed'], type: response.headers['content-type'] };
};

describe('The same request again, with its key', () => {
  it('sent fifty times at once has one effect, and fifty answers that are the same to the letter', async () => {
    const before = await rowCounts(desk.store);
    const answers = await Promise.all(Array.from({ length: 50 }, () => keyed(ada, '/escalations', call(), 'fifty')));
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.type} ${answer.text}`)).size).toBe(1);
    expect(answers[0]?.status).toBeLessThan(300);
    expect(answers.filter((answer) => answer.replayed === undefined)).toHaveLength(1);
    const after = await rowCounts(desk.store);
    expect(after).toMatchObject({ escalations: (before.escalations ?? 0) + 1, auditEvents: (before.auditEvents ?? 0) + 1, timeline: (before.timeline ?? 0) + 1, idempotencyKeys: (before.idempotencyKeys ?? 0) + 1 });
  });

  it('later gets the first answer, though the record has changed meanwhile', async () => {
    const item = await logCall(ada, customer);
    const first = await keyed(ada, `/escalations/${item.id}/claim`, { version: item.version }, 'claim-once');
    await ada.post(`/escalations/${item.id}/release`, { reason: 'x', version: item.version + 1 });
    const again = await keyed(ada, `/escalations/${item.id}/claim`, { version: item.version }, 'claim-once');
    expect([again.text, again.status, again.replayed]).toEqual([first.text, 200, 'true']);
    expect(((await ada.get(`/escalations/${item.id}`)).body as Item).status).toBe('waiting');
  });

  it('that found nothing is told so again', async () => {
    const empty = await openDesk();
    const client = await empty.as('ada');
    for (const replayed of [undefined, 'true']) {
      const response = await empty.app.inject({ method: 'POST', url: '/api/escalations/claim-next', headers: { cookie: client.cookie, 'idempotency-key': 'nothing' }, payload: {} });
      expect([response.statusCode, response.body, response.headers['idempotent-replayed']]).toEqual([204, '', replayed]);
    }
    await empty.close();
  });

  it('with another body, or for another address, is refused', async () => {
    await keyed(ada, '/escalations', call(), 'one-body');
    const other = await keyed(ada, '/escalations', { ...call(), text: 'Something else' }, 'one-body');
    expect(other.status).toBe(422);
    expect(JSON.parse(other.text)).toMatchObject({ errors: { 'Idempotency-Key': expect.any(String) } });
    expect((await keyed(ada, '/saved-views', { resource: 'accounts', name: 'x', shared: false, filter: {} }, 'one-body')).status).toBe(422);
  });

  it('by another person is another request', async () => {
    const [mine, theirs] = [await keyed(ada, '/escalations', call(), 'ours'), await keyed(ben, '/escalations', call(), 'ours')];
    expect((JSON.parse(theirs.text) as Item).id).not.toBe((JSON.parse(mine.text) as Item).id);
  });

  it('after it was refused is decided anew: a refusal keeps nothing', async () => {
    const item = await logCall(ada, customer);
    const kept = (await rowCounts(desk.store)).idempotencyKeys;
    expect((await keyed(ada, `/escalations/${item.id}/resume`, { version: item.version }, 'too-early')).status).toBe(409);
    expect((await rowCounts(desk.store)).idempotencyKeys).toBe(kept);
    await ada.post(`/escalations/${item.id}/claim`, { version: item.version });
    await ada.post(`/escalations/${item.id}/pause`, { reason: 'waiting_for_customer', until: '2026-03-11T10:00:00Z', version: item.version + 1 });
    expect((await keyed(ada, `/escalations/${item.id}/resume`, { version: item.version + 2 }, 'too-early')).status).toBe(200);
  });

  it.each([['', 400], ['x'.repeat(256), 400], ['x'.repeat(255), 200]])('with a key of %# characters', async (key, status) => {
    const item = await logCall(ada, customer);
    expect((await keyed(ada, `/escalations/${item.id}/claim`, { version: item.version }, key)).status).toBe(status);
  });
});

describe('An answer with a link that opens something', () => {
  const held = async () => {
    const caller = await makeCustomer(desk.store);
    const draft = await startUpgrade(ada, caller);
    const item = await claim(ada, await logCall(ada, caller, { upgradeId: draft.id }));
    await configure(ada, draft);
    return { client: ada, path: `/escalations/${item.id}/hand-back`, body: { step: 'review', rootCause: 'quote_needed', version: item.version } };
  };
  const asks: Record<string, () => Promise<{ client: Client; path: string; body: object }>> = {
    'of the customer’s journey': held,
    'of the signing page': async () => ({ client: ada, path: `/returns/${(await makeReturn(desk, ada)).back.id}/request-attestation`, body: { message: 'Please sign.' } }),
    'by which a person sets a password': async () => ({ client: admin, path: '/users/ben/access-link', body: {} }),
  };
  const kept = async () => JSON.stringify(await desk.store.read.select().from(desk.store.t.idempotencyKeys));

  it.each(Object.keys(asks))('%s is told again to the letter, and a copy of the database opens nothing', async (name) => {
    const { client, path, body } = (await asks[name]?.()) ?? { client: ada, path: '', body: {} };
    const first = await keyed(client, path, body, `link ${name}`);
    const { link = '' } = JSON.parse(first.text) as Return;
    const secret = link.split(/[/.]/).at(-1) ?? '';
    expect(secret.length).toBeGreaterThan(40);
    expect(await kept()).not.toContain(secret);
    const again = await keyed(client, path, body, `link ${name}`);
    expect([again.text, again.status, again.replayed]).toEqual([first.text, 200, 'true']);
  });

  it('keeps the rest of it readable, so that a person can be erased from it', async () => {
    const { path, body } = await held();
    await keyed(ada, path, { ...body, message: 'A word of mine to find again.' }, 'readable');
    expect(await kept()).toContain('A word of mine to find again.');
  });

  it('cannot be told again once the server’s secret is another one, and nothing is done twice', async () => {
    const { path, body } = await held();
    await keyed(ada, path, body, 'older secret');
    const before = await rowCounts(desk.store);
    const settings = { ...SETTINGS };
    const app = await buildApp({ store: desk.store, clock: () => new Date(START), settings, files: filesInMemory() });
    settings.sessionSecret = 'another secret of the tests, at least 32 letters';
    const { cookie } = await signIn({ ...desk, app }, 'ada@desk.example');
    const again = await app.inject({ method: 'POST', url: `/api${path}`, headers: { cookie, 'idempotency-key': 'older secret' }, payload: body });
    expect([again.statusCode, again.json<{ detail: string }>().detail]).toEqual([409, expect.stringContaining('secret')]);
    expect((await rowCounts(desk.store)).handBackLinks).toBe(before.handBackLinks);
    await app.close();
  });
});

describe('A restart', () => {
  it('on the same database keeps the answers, and the sessions', async () => {
    const url = await freshDatabase();
    const run = async () => {
      const store = await openStore(url);
      const app = await buildApp({ store, clock: () => new Date(START), settings: SETTINGS, files: filesInMemory() });
      return { store, app, end: async () => { await app.close(); await store.close(); } };
    };
    const first = await run();
    await makeStaff(first.store, START);
    const made = await makeCustomer(first.store);
    const { cookie } = await signIn({ ...desk, app: first.app }, 'ada@desk.example');
    const send = (app: typeof first.app) => app.inject({ method: 'POST', url: '/api/escalations', headers: { cookie, 'idempotency-key': 'kept' }, payload: { ...call(), accountId: made.accountId } });
    const answer = await send(first.app);
    await first.end();
    const second = await run();
    const again = await send(second.app);
    expect([again.statusCode, again.body, again.headers['idempotent-replayed']]).toEqual([answer.statusCode, answer.body, 'true']);
    expect(await second.store.read.select().from(second.store.t.escalations)).toHaveLength(1);
    await second.end();
  });
});
