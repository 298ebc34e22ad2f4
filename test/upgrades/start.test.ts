import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { listPath } from '../support/paths.ts';
import { act, claim, configure, done, fresh, logCall, move, place, startUpgrade, type Upgrade } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let ben: Client;
let admin: Client;

beforeAll(async () => {
  desk = await openDesk();
  [ada, ben, admin] = [await desk.as('ada'), await desk.as('ben'), await desk.as('admin')];
});
afterAll(() => desk.close());

const draft = async (more = {}): Promise<Upgrade> => startUpgrade(ada, await makeCustomer(desk.store), more);

describe('Starting an upgrade for an account', () => {
  it('reads what they have today, and is a sale that staff began', async () => {
    const upgrade = await draft();
    expect(upgrade).toMatchObject({ status: 'draft', step: 'options', motion: 'sales_led', startedBy: 'staff', beforeArrMinor: 120_000, afterArrMinor: 0, effectiveOn: '2026-03-10', touches: 1, allowed: ['configure', 'advance', 'cancel'] });
    expect(upgrade.before).toEqual([expect.objectContaining({ product: 'T4-2TB', productName: 'T4 T4-2TB', quantity: 1, unitArrMinor: 120_000, serial: expect.stringContaining('4KX-7719') })]);
  });

  it('on a path begins at configuring, of the path’s kind', async () => {
    expect(await draft({ kind: 'upgrade', pathId: 'refresh' })).toMatchObject({ step: 'configure', kind: 'refresh', pathId: 'refresh' });
  });

  it('for a renewal takes effect the day after the term that it renews', async () => {
    expect((await draft({ kind: 'renewal' })).effectiveOn).toBe('2026-04-01');
  });

  it('for a call is possible while one holds it, not once it is resolved', async () => {
    const customer = await makeCustomer(desk.store);
    const call = await claim(ada, await logCall(ada, customer));
    await move(ada, call, 'resolve', { rootCause: 'quote_needed' });
    expect(await ada.post('/upgrades', { accountId: customer.accountId, kind: 'refresh', escalationId: call.id })).toMatchObject({ status: 409, body: { detail: 'The escalation is resolved' } });
  });

  it.each([['2037-01-01', 422], ['2999-01-01', 400], ['1000-01-01', 400], ['2025-03-01', 422]])('refuses %s as its day, and names the field', async (effectiveOn, status) => {
    const customer = await makeCustomer(desk.store);
    const refused = await ada.post('/upgrades', { accountId: customer.accountId, kind: 'renewal', effectiveOn });
    expect(refused).toMatchObject({ status, body: { errors: { effectiveOn: expect.any(String) } } });
  });

  it('numbers them one after the other, however many start at once', async () => {
    const customer = await makeCustomer(desk.store);
    const started = await Promise.all(Array.from({ length: 24 }, (_, index) => startUpgrade(index % 2 === 0 ? ada : ben, customer)));
    const references = started.map((upgrade) => (upgrade as Upgrade & { reference: string }).reference);
    expect(new Set(references).size).toBe(24);
    const numbers = references.map((reference) => Number(reference.slice(-5))).sort((a, b) => a - b);
    expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(23);
  });

  it('is found by its reference, its account, its kind and its status', async () => {
    const upgrade = (await draft({ kind: 'downgrade' })) as Upgrade & { reference: string; accountId: string };
    for (const filter of [{ reference: upgrade.reference }, { accountId: upgrade.accountId }, { kind: 'downgrade' }, { q: upgrade.reference.toLowerCase() }]) {
      expect((await done<Upgrade[]>(ada.get(listPath('upgrades', { ...filter, status: 'draft' })))).map((row) => row.id)).toEqual([upgrade.id]);
    }
  });

  it('shows its possible paths side by side, those that fit first', async () => {
    const { beforeArrMinor, options } = await done<{ beforeArrMinor: number; options: { pathId: string; fits: boolean; deltaMinor: number }[] }>(ada.get(`/upgrades/${(await draft()).id}/options`));
    expect(beforeArrMinor).toBe(120_000);
    expect(options.map((one) => [one.pathId, one.fits, one.deltaMinor])).toEqual([['cloud', true, 60_000], ['refresh', true, 30_000], ['renew', true, 0]]);
  });
});

describe('Configuring', () => {
  it('sets path and lines, priced from the catalogue', async () => {
    const configured = await configure(ada, await draft());
    expect(configured).toMatchObject({ pathId: 'refresh', kind: 'refresh', beforeArrMinor: 120_000, afterArrMinor: 150_000, exceptionStatus: null, touches: 2 });
    expect(configured.after).toEqual([expect.objectContaining({ line: 'new', product: 'T5-3TB', arrMinor: 150_000, startsOn: '2026-03-10', endsOn: '2027-03-09' })]);
    expect(configured.allowed).toContain('place-on-behalf');
  });

  it('again replaces what was configured before', async () => {
    const first = await configure(ada, await draft());
    const second = await configure(ada, first, { pathId: 'cloud', lines: [{ product: 'CLOUD', quantity: 2 }] });
    expect(second).toMatchObject({ kind: 'add_on', pathId: 'cloud', afterArrMinor: 120_000 });
    expect(second.after.map((line) => line.product)).toEqual(['CLOUD']);
  });

  it('may name a line of the account that the draft was not about yet', async () => {
    const customer = await makeCustomer(desk.store);
    const bare = await startUpgrade(ada, customer, { subscriptionIds: [] });
    const configured = await configure(ada, bare, { lines: [{ product: 'T5-3TB', quantity: 1, replaces: [customer.subscriptionId] }] });
    expect(configured.before.map((line) => line.line)).toEqual([customer.subscriptionId]);
    const other = await makeCustomer(desk.store);
    expect((await ada.post(`/upgrades/${bare.id}/configure`, { pathId: 'refresh', lines: [{ product: 'T5-3TB', quantity: 1, replaces: [other.subscriptionId] }], reason: 'x', version: configured.version })).status).toBe(422);
  });

  it('in a version that somebody else has changed is refused with theirs', async () => {
    const upgrade = await draft();
    const theirs = await configure(ben, upgrade);
    const late = await ada.post(`/upgrades/${upgrade.id}/configure`, { pathId: 'cloud', lines: [{ product: 'CLOUD', quantity: 1 }], reason: 'x', version: upgrade.version });
    expect(late).toMatchObject({ status: 409, body: { current: { version: theirs.version, afterArrMinor: 150_000, after: [{ product: 'T5-3TB' }] } } });
  });
});

describe('A price exception', () => {
  const asking = (upgrade: Upgrade, discountPercent: number, client = ada) => configure(client, upgrade, { priceException: { discountPercent, reason: 'a competitor’s offer' } });

  it('within the limit is granted at once', async () => {
    const upgrade = await asking(await draft(), 15);
    expect(upgrade).toMatchObject({ exceptionStatus: 'granted', exception: { discountBasisPoints: 1500, reason: 'a competitor’s offer', byId: 'ada' }, afterArrMinor: 127_500 });
    expect((await place(ada, upgrade)).status).toBe('placed');
  });

  it('past the limit waits for an admin, and until then nothing is ordered', async () => {
    const upgrade = await asking(await draft(), 30);
    expect(upgrade).toMatchObject({ exceptionStatus: 'waiting', allowed: ['configure', 'advance', 'cancel'] });
    expect(await ada.post(`/upgrades/${upgrade.id}/place-on-behalf`, { version: upgrade.version })).toMatchObject({ status: 409, body: { detail: 'Its price exception waits for an admin' } });
    expect((await ada.post(`/upgrades/${upgrade.id}/approve-exception`, { version: upgrade.version })).status).toBe(403);
    const granted = await act(admin, 'upgrades', upgrade, 'approve-exception');
    expect(granted).toMatchObject({ exceptionStatus: 'granted', exception: { decidedById: 'admin', decidedByName: 'Adil Roy', decidedAt: START } });
    expect((await place(ada, granted)).afterArrMinor).toBe(105_000);
  });

  it('that was refused is not ordered at its price either: it is configured anew', async () => {
    const refused = await act(admin, 'upgrades', await asking(await draft(), 30), 'refuse-exception');
    expect(refused.exceptionStatus).toBe('refused');
    expect(await ada.post(`/upgrades/${refused.id}/place-on-behalf`, { version: refused.version })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('was refused') } });
    const anew = await configure(ada, refused);
    expect(anew).toMatchObject({ exceptionStatus: null, afterArrMinor: 150_000 });
    expect((await place(ada, anew)).status).toBe('placed');
  });

  it('is not decided by the admin who asked for it before they were one, nor twice', async () => {
    const upgrade = await asking(await draft(), 30);
    await desk.store.write(({ db, t }) => db.update(t.upgrades).set({ exception: { discountBasisPoints: 3000, reason: 'x', byId: 'admin', byName: 'Adil Roy', at: START } }).then(() => undefined));
    expect(await admin.post(`/upgrades/${upgrade.id}/approve-exception`, { version: upgrade.version })).toMatchObject({ status: 403, body: { detail: expect.stringContaining('Somebody else') } });
    const granted = await act(await desk.as('admin2'), 'upgrades', upgrade, 'approve-exception');
    expect((await admin.post(`/upgrades/${upgrade.id}/refuse-exception`, { version: granted.version })).status).toBe(409);
  });

  it('of an admin is granted at once', async () => {
    expect((await asking(await draft(), 40, admin)).exceptionStatus).toBe('granted');
  });
});

describe('While its escalation is open', () => {
  it('only the holder configures, orders, advances or cancels', async () => {
    const customer = await makeCustomer(desk.store);
    const upgrade = await configure(ada, await startUpgrade(ada, customer));
    const call = await logCall(ada, customer, { upgradeId: upgrade.id });
    const bodies: Record<string, object> = { configure: { pathId: 'cloud', lines: [{ product: 'CLOUD', quantity: 1 }], reason: 'x' }, 'place-on-behalf': {}, advance: { to: 'review' }, cancel: { reason: 'x' } };
    const refusedFor = async (client: Client, because: string) => {
      for (const [verb, body] of Object.entries(bodies)) expect(await client.post(`/upgrades/${upgrade.id}/${verb}`, { ...body, version: upgrade.version }), verb).toMatchObject({ status: 409, body: { detail: because } });
      expect((await fresh(client, 'upgrades', upgrade)).allowed).toEqual([]);
    };
    await refusedFor(ben, 'Its escalation waits for somebody: claim it first');
    const held = await claim(ada, call);
    await refusedFor(ben, 'Ada Berg is working on its escalation');
    await refusedFor(admin, 'Ada Berg is working on its escalation');
    await move(ada, held, 'resolve', { rootCause: 'other' });
    expect((await fresh(ben, 'upgrades', upgrade)).allowed).toContain('place-on-behalf');
    const now = await fresh(ben, 'upgrades', upgrade);
    expect((await place(ben, now)).status).toBe('placed');
  });
});
