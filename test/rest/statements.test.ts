import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kit } from '../../db/kit.sqlite.ts';
import { defineSchema } from '../../db/schema/index.ts';
import { openBooks } from '../../server/coding/history.ts';
import { listed } from '../../server/lists.ts';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { eventAt, SECRETS, sendTo } from '../support/events.ts';
import { uploaded } from '../support/imports.ts';
import { written } from '../support/outbox.ts';
import { listPath } from '../support/paths.ts';
import { attest } from '../support/returns.ts';
import { statementCounter } from '../support/statements.ts';
import { claim, configure, done, logCall, place, startUpgrade } from '../support/work.ts';

const counter = statementCounter();
let desk: Desk;
let ada: Client;
let admin: Client;
const ids: Record<string, string> = {};

const t = defineSchema(kit);
/** Every list that is served. */
const LISTS = listed(t, { store: { engine: 'sqlite', t, read: undefined as never }, clock: () => new Date(START) }).map(({ name }) => name);
/** The session is looked up at every request; beside it, a page or a record takes no more. */
const SESSION = 1;
const MOST = 4;

beforeAll(async () => {
  desk = await openDesk({ onQuery: counter.onQuery, webhookSecrets: SECRETS });
  [ada, admin] = [await desk.as('ada'), await desk.as('admin')];
  for (const name of ['Alpine Freight', 'Brook Dairy', 'Cedar Bank']) {
    const customer = await makeCustomer(desk.store, { name });
    const draft = await configure(ada, await startUpgrade(ada, customer));
    const placed = await place(ada, draft);
    await attest(desk, ada, { id: placed.returns[0]?.id ?? '' }, customer.serial);
    await claim(ada, await logCall(ada, customer, { upgradeId: placed.id }));
    await ada.post('/saved-views', { resource: 'accounts', name, shared: true, filter: {} });
  }
  await openBooks({ store: desk.store, clock: () => new Date(desk.now()) });
  await written(desk, ada);
  await uploaded(desk, admin, 'accounts', 'name,segment\nDelta Foods,smb\n');
  await sendTo(desk, eventAt('upgrade.started', { upgradeRef: 'U-1', accountRef: 'nobody', kind: 'renewal' }, START));
  await desk.store.write(async ({ db, t: tables }) => {
    await db.insert(tables.adoptionGoals).values({ id: 'goal', segment: null, targetBasisPoints: 9000, startsOn: '2026-01-01', dueOn: null, note: '', setByName: 'x', setAt: START });
    await db.insert(tables.adoptionTraffic).values({ id: '2026-02', visits: 10, contacts: 5, contactOrders: 1, loadedAt: START, loadedByName: 'x' });
  });
  await done(admin.post('/adoption-annotations', { day: '2026-03-01', kind: 'release', text: 'A release', rebaselines: false }));
  await done(admin.post('/adoption-fixes', { name: 'A fix', step: 'review', rootCause: 'quote_needed', confidencePercent: 50, effortDays: 3, note: '' }));
  await done(admin.post('/exchange-rates', { base: 'EUR', quote: 'USD', on: '2026-03-01', rate: '1.1' }));
  await done(admin.post('/saved-replies', { name: 'Hello', text: 'Hello', active: true }));
  for (const resource of LISTS) {
    const [row] = await done<{ id: string }[]>(admin.get(`/${resource}`));
    if (row) ids[resource] = row.id;
  }
});
afterAll(() => desk.close());

describe('However many rows it holds', () => {
  it.each(LISTS)('a page of %s takes at most four statements beside the session’s', async (resource) => {
    const sent = await counter.during(() => admin.get(listPath(resource, {}, [0, 1])));
    expect(sent.length - SESSION, sent.join('\n')).toBeLessThanOrEqual(MOST);
  });

  it.each(LISTS)('one of %s takes at most four statements beside the session’s', async (resource) => {
    const answers: number[] = [];
    const sent = await counter.during(async () => answers.push((await admin.get(`/${resource}/${ids[resource]}`)).status));
    expect(answers).toEqual([200]);
    expect(sent.length - SESSION, sent.join('\n')).toBeLessThanOrEqual(MOST);
  });

  it.each(['/escalations/counts', '/search?q=alpine', '/session', '/sessions', '/sign-in-page'])('%s takes at most four statements beside the session’s', async (path) => {
    const sent = await counter.during(() => ada.get(path));
    expect(sent.length - SESSION, sent.join('\n')).toBeLessThanOrEqual(MOST);
  });

  it('why an escalation is due, and the paths of an upgrade, take at most four statements beside the session’s', async () => {
    for (const path of [`/escalations/${ids.escalations}/clock`, `/upgrades/${ids.upgrades}/options`]) {
      const sent = await counter.during(() => ada.get(path));
      expect(sent.length - SESSION, sent.join('\n')).toBeLessThanOrEqual(MOST);
    }
  });
});

describe('The palette', () => {
  it('finds an account by its name and a device by any part of its serial', async () => {
    const byName = (await ada.get('/search?q=alpine')).body as { resource: string; title: string; accountId: string }[];
    expect(byName.find((hit) => hit.resource === 'accounts')).toMatchObject({ title: 'Alpine Freight', subtitle: 'mid_market' });
    expect(byName.find((hit) => hit.resource === 'upgrades')?.title).toMatch(/^UP-2026-/);
    const bySerial = (await ada.get('/search?q=7719')).body as { resource: string; title: string }[];
    expect(bySerial.find((hit) => hit.resource === 'devices')).toMatchObject({ subtitle: expect.stringContaining(' · Alpine Freight') });
    expect(bySerial.map((hit) => hit.resource)).toEqual(Array.from({ length: 4 }, () => 'devices'));
  });

  it('finds nothing for nothing', async () => {
    expect((await ada.get('/search?q=')).body).toEqual([]);
    expect((await ada.get('/search?q=%20%20')).body).toEqual([]);
  });
});
