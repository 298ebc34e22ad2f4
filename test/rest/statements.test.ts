import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { listPath } from '../support/paths.ts';
import { attest } from '../support/returns.ts';
import { statementCounter } from '../support/statements.ts';
import { claim, configure, logCall, place, startUpgrade } from '../support/work.ts';

const counter = statementCounter();
let desk: Desk;
let ada: Client;
const ids: Record<string, string> = {};

const LISTS = [
  'accounts', 'contacts', 'devices', 'subscriptions', 'products', 'upgrade-paths', 'upgrades', 'escalations', 'returns', 'attestations', 'statements', 'evidence-files', 'root-causes', 'saved-replies', 'saved-views', 'users', 'audit-events', 'policies', 'calendars', 'regions',
];
/** The session is looked up at every request; beside it, a page or a record takes no more. */
const SESSION = 1;
const MOST = 4;

beforeAll(async () => {
  desk = await openDesk({ onQuery: counter.onQuery });
  ada = await desk.as('ada');
  for (const name of ['Alpine Freight', 'Brook Dairy', 'Cedar Bank']) {
    const customer = await makeCustomer(desk.store, { name });
    const draft = await configure(ada, await startUpgrade(ada, customer));
    const placed = await place(ada, draft);
    await attest(desk, ada, { id: placed.returns[0]?.id ?? '' }, customer.serial);
    await claim(ada, await logCall(ada, customer, { upgradeId: placed.id }));
    await ada.post('/saved-views', { resource: 'accounts', name, shared: true, filter: {} });
  }
  for (const resource of LISTS) {
    const rows = (await ada.get(`/${resource}`)).body as { id: string }[];
    if (rows[0]) ids[resource] = rows[0].id;
  }
});
afterAll(() => desk.close());

describe('However many rows it holds', () => {
  it.each(LISTS)('a page of %s takes at most four statements beside the session’s', async (resource) => {
    const sent = await counter.during(() => ada.get(listPath(resource, {}, [0, 1])));
    expect(sent.length - SESSION, sent.join('\n')).toBeLessThanOrEqual(MOST);
  });

  it.each(LISTS.filter((resource) => resource !== 'saved-replies'))('one of %s takes at most four statements beside the session’s', async (resource) => {
    const answers: number[] = [];
    const sent = await counter.during(async () => answers.push((await ada.get(`/${resource}/${ids[resource]}`)).status));
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
    expect(bySerial.map((hit) => hit.resource)).toEqual(['devices', 'devices', 'devices']);
  });

  it('finds nothing for nothing', async () => {
    expect((await ada.get('/search?q=')).body).toEqual([]);
    expect((await ada.get('/search?q=%20%20')).body).toEqual([]);
  });
});
