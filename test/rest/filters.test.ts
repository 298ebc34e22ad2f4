import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBooks } from '../../server/coding/history.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer, type Customer } from '../support/customers.ts';
import { listPath } from '../support/paths.ts';
import { makeReturn } from '../support/returns.ts';
import { claim, logCall, type Item } from '../support/work.ts';

/** When the call came in. */
const OPENED = '2026-03-10T10:00:42.520Z';
let desk: Desk;
let ada: Client;
let admin: Client;
let customer: Customer;
let mine: Item;
let free: Item;

beforeAll(async () => {
  desk = await openDesk();
  [ada, admin] = [await desk.as('ada'), await desk.as('admin')];
  customer = await makeCustomer(desk.store, { name: 'Ørsted Energi' });
  await makeCustomer(desk.store, { name: 'Brook Dairy', managerId: 'ben', segment: 'smb' });
  desk.at(OPENED);
  free = await logCall(ada, customer);
  mine = await claim(ada, await logCall(ada, customer));
  await openBooks({ store: desk.store, clock: () => new Date(desk.now()) });
});
afterAll(() => desk.close());

type Row = { id: string };
const found = async (resource: string, filter: Record<string, unknown>, client = ada): Promise<string[]> => {
  const { status, body } = await client.get(listPath(resource, filter));
  expect(status, JSON.stringify(body)).toBe(200);
  return (body as Row[]).map(({ id }) => id);
};
const refused = async (resource: string, filter: Record<string, unknown>, client = ada) => {
  const { status, body } = await client.get(listPath(resource, filter));
  expect(status, JSON.stringify(body).slice(0, 300)).toBe(400);
  return (body as { errors: Record<string, string> }).errors;
};

describe('A time in a filter', () => {
  it.each<[Record<string, string>, number]>([
    [{ openedAt_gte: '2026-03-10T10:00:42Z' }, 2], [{ openedAt_lte: '2026-03-10T10:00:42Z' }, 0], [{ openedAt_gt: '2026-03-10T10:00:42.52Z' }, 0], [{ openedAt_lte: '2026-03-10T10:00:42.520Z' }, 2], [{ openedAt_lt: '2026-03-10T10:00:43Z' }, 2],
    [{ openedAt: '2026-03-10T12:00:42.520+02:00' }, 2], [{ openedAt: '2026-03-10T05:30:42.520-04:30' }, 2], [{ openedAt_gte: '2026-03-10T11:00:42.521+01:00' }, 0], [{ openedAt_ne: '2026-03-10T12:00:42.520+02:00' }, 0],
    [{ openedAt_gte: '2026-03-10' }, 2], [{ openedAt_gte: '2026-03-11' }, 0], [{ openedAt_lt: '2026-03-10' }, 0],
  ])('%j is compared as a time, in whatever zone and however exactly it is written', async (filter, rows) => {
    expect(await found('escalations', filter)).toHaveLength(rows);
  });

  it.each(['garbage', '', '2026-02-30', '2026-03-10T10:00:42', '2026-02-30T10:00:00Z', '2026-03-10T25:00:00Z', '20260310T100042Z', '+020260-03-10T10:00:00Z'])('is refused by name where it is none: %j', async (wrong) => {
    expect(await refused('escalations', { openedAt_lte: wrong })).toEqual({ openedAt_lte: 'must be a day, or a time that exists with its zone, as 2026-03-10T09:00:00Z' });
    expect(Object.keys(await refused('audit-events', { at: [OPENED, wrong] }))).toEqual(['at']);
  });

  it('has no part to look for', async () => {
    expect(await refused('escalations', { openedAt_like: '2026-03' })).toEqual({ openedAt_like: 'can only be asked of a text' });
  });
});

describe('A day or a month in a filter', () => {
  it('is compared as it is written', async () => {
    expect(await found('devices', { shippedOn_gte: '2025-04-01', shippedOn_lt: '2025-04-02' })).toHaveLength(2);
    expect(await found('codings', { month: '2025-04', effectiveOn: '2025-04-01' })).toHaveLength(2);
  });

  it.each([['devices', 'shippedOn', '2025-02-29'], ['devices', 'shippedOn', '1.4.2025'], ['subscriptions', 'endsOn', '2026-03-10T10:00:00Z'], ['upgrades', 'completedOn', 'garbage'], ['returns', 'dueOn', '']])('of %s is refused where %s is %j', async (resource, field, wrong) => {
    expect(await refused(resource, { [`${field}_gte`]: wrong })).toEqual({ [`${field}_gte`]: 'must be a day that exists, as 2026-03-10' });
  });

  it('is refused where the month is none', async () => {
    expect(await refused('revenue-entries', { postingPeriod_lte: '2026-13' })).toEqual({ postingPeriod_lte: 'must be a month, as 2026-03' });
  });
});

describe('A word in a filter', () => {
  it.each([
    ['escalations', { status: 'WAITING' }, 'status', /^must be one of waiting, claimed, paused/], ['escalations', { status: ['waiting', 'on fire'] }, 'status', /^must be one of/], ['upgrades', { placedBy_ne: 'nobody' }, 'placedBy_ne', /^must be one of customer, staff, system$/],
    ['codings', { segment: 'huge' }, 'segment', /^must be one of smb, mid_market, enterprise$/], ['codings', { flags: 'odd' }, 'flags', /^must be one of contract_broken/], ['returns', { mismatch: 'odd' }, 'mismatch', /^must be one of attested_never_scanned/],
  ])('of the closed list of %s is one of it: %j', async (resource, filter, field, says) => {
    expect((await refused(resource, filter))[field]).toMatch(says);
  });

  it('that admins may add to can be any', async () => {
    expect(await found('escalations', { reason: 'added_later', region: 'moon' })).toEqual([]);
  });

  it('says what the record holds, where it holds several', async () => {
    const { codings: c } = desk.store.t;
    const [one, other] = await found('codings', {});
    await desk.store.write(async ({ db }) => {
      await db.update(c).set({ flags: ['fx', 'outlier'] }).where(eq(c.id, one ?? ''));
      await db.update(c).set({ flags: ['contract_broken'] }).where(eq(c.id, other ?? ''));
    });
    expect(await found('codings', { flags: 'fx' })).toEqual([one]);
    expect(await found('codings', { flags: ['outlier', 'contract_broken'] })).toHaveLength(2);
    expect(await found('codings', { flags_ne: 'outlier' })).not.toContain(one);
    expect(await found('codings', { flags_like: 'fx' })).toEqual([one]);
    expect(await found('codings', { flags: [] })).toEqual([]);
    expect(await refused('codings', { flags_gt: 'fx' })).toEqual({ flags_gt: 'can only be asked for what it holds' });
  });
});

describe('A part of a text', () => {
  it.each(['ørsted', 'ØRSTED', 'Ø', 'energi', 'ENERGI', 'ø'])('is found in whatever case its letters are: %s', async (part) => {
    expect(await found('accounts', { name_like: part })).toEqual([customer.accountId]);
  });
});

describe('What is not the given value', () => {
  it('is also what has none', async () => {
    expect(await found('escalations', { assigneeId_ne: 'ada' })).toEqual([free.id]);
    expect(new Set(await found('escalations', { assigneeId_ne: 'ben' }))).toEqual(new Set([free.id, mine.id]));
    expect(await found('escalations', { assigneeId_ne: null })).toEqual([mine.id]);
  });
});

describe('An id that the database counted', () => {
  it('goes in as the text that went out, and one that nothing has finds nothing', async () => {
    const [first = ''] = await found('audit-events', {}, admin);
    expect(await found('audit-events', { id: first }, admin)).toEqual([first]);
    expect(await found('audit-events', { id: ['x', first, '0', '-1', '1e3'] }, admin)).toEqual([first]);
    expect(await found('audit-events', { id: 'x' }, admin)).toEqual([]);
    expect(await found('audit-events', { id_ne: 'x' }, admin)).toContain(first);
    expect(await found('audit-events', { id_like: first }, admin)).toContain(first);
    expect(await found('audit-events', { id_like: 'x' }, admin)).toEqual([]);
    expect(await found('audit-events', { id_gt: first }, admin)).toEqual([]);
    expect(await refused('audit-events', { id_gt: 'x' }, admin)).toEqual({ id_gt: 'must be a whole number' });
  });
});

describe('What is searched for', () => {
  it('is found in the account, the order or the device that a record is about', async () => {
    const [line = ''] = await found('subscriptions', { accountId: customer.accountId });
    expect(await found('subscriptions', { q: 'orsted ENERGI' })).toEqual([line]);
    expect(await found('subscriptions', { q: customer.serial })).toEqual([line]);
    const codings = await found('codings', { accountId: customer.accountId });
    expect(codings).toHaveLength(1);
    expect(await found('codings', { q: 'ørsted' })).toEqual(codings);
    expect(await found('revenue-entries', { q: 'ørsted', codingId: codings })).toHaveLength(1);
    const { back } = await makeReturn(desk, ada, { name: 'Kranich & Söhne' });
    const [order = ''] = await found('upgrades', { id: back.upgradeId });
    const { reference } = (await ada.get(`/upgrades/${order}`)).body as { reference: string };
    for (const q of ['kranich', 'SOHNE', reference]) expect(await found('returns', { q })).toEqual([back.id]);
    expect(await found('returns', { q: 'kranich', status: 'inspected' })).toEqual([]);
    expect(await found('attestations', { q: 'kranich' })).toEqual([]);
  });

  it('is found in what people read of a short list', async () => {
    expect(await found('users', { q: 'BERG ada' })).toEqual(['ada']);
    expect(await found('users', { q: 'desk.example' }), 'an e-mail is not everybody’s to ask for').toEqual([]);
    expect(await found('root-causes', { q: 'quote' })).toEqual(['quote_needed']);
    expect(await found('regions', { q: 'middle east' })).toEqual(['emea']);
    expect(await found('upgrade-paths', { q: '%' })).toEqual([]);
  });

  it('is everything where nothing is said, and is refused where a list has no texts', async () => {
    for (const resource of ['returns', 'users', 'accounts']) expect(await found(resource, { q: '  ' })).toEqual(await found(resource, {}));
    expect(Object.keys(await refused('audit-events', { q: 'x' }))).toEqual(['q']);
  });
});

describe('A filter as it is written', () => {
  it.each([['{"status":"waiting","status":"paused"}', 'status'], [`{"status":"waiting","status"${' '.repeat(100)}:"paused"}`, 'status'], ['{"q":"a\\u0000b"}', 'q'], ['{"q":"\\ud800"}', 'q'], ['{"reason":["a","\\udc00b"]}', 'reason[1]']])('%s is refused by name', async (filter, field) => {
    const { status, body } = await ada.get(`/escalations?filter=${encodeURIComponent(filter)}`);
    expect(status).toBe(400);
    expect(Object.keys((body as { errors: object }).errors)).toEqual([field]);
  });
});
