import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskRound } from '../../server/jobs/desk.ts';
import { openDesk, type Body, type Client, type Desk } from '../support/app.ts';
import { makeCatalogue } from '../support/customers.ts';
import { imported, planned, type Row } from '../support/imports.ts';
import { accountsCsv, subscriptionsCsv } from '../support/oddities.ts';
import { listPath } from '../support/paths.ts';
import { upgradesCsv, upgradeRow } from '../support/upgrade-files.ts';
import { act, done, type Upgrade } from '../support/work.ts';

let desk: Desk;
let ops: Client;
let ada: Client;
beforeAll(async () => {
  desk = await openDesk();
  [ops, ada] = [await desk.as('sales_ops'), await desk.as('ada')];
  await makeCatalogue(desk.store);
  await imported(desk, ops, 'accounts', accountsCsv());
  await imported(desk, ops, 'subscriptions', subscriptionsCsv());
});
afterAll(() => desk.close());

const rowsOf = async (id: string, filter = {}) => (await ops.get(listPath(`imports/${id}/rows`, filter))).body as Row[];
const upgradeBy = async (key: string): Promise<Upgrade> => {
  const { upgrades } = desk.store.t;
  const [row] = await desk.store.read.select({ id: upgrades.id }).from(upgrades).where(eq(upgrades.externalId, key));
  return done(ops.get(`/upgrades/${row?.id}`));
};
const subscription = async (key: string) => (await desk.store.read.select().from(desk.store.t.subscriptions).where(eq(desk.store.t.subscriptions.externalId, key)))[0];
const account = async (key: string) => (await desk.store.read.select().from(desk.store.t.accounts).where(eq(desk.store.t.accounts.externalId, key)))[0];
const plan = (rows: readonly Body[], wish: Body = {}) => planned(desk, ops, 'upgrades', upgradesCsv(rows), wish);

const COMPLETED = { kind: 'refresh', path: 'refresh', started: '2025-05-01 09:00', placed: '2025-05-03 10:00', completed: '2025-05-20 12:00', by: 'customer' };

describe('upgrades that have ended come in as they were', () => {
  it('with their lines, steps and motion, and the books as they are', async () => {
    const before = await account('A-000001');
    const batch = await imported(desk, ops, 'upgrades', upgradesCsv([
      upgradeRow({ key: 'U-1', account: 'A-000001', ...COMPLETED, side: 'before', line: 'old', product: 'T4-2TB', quantity: 1, arr: '1200.00', currency: 'USD' }),
      upgradeRow({ key: 'U-1', account: 'A-000001', side: 'after', line: 'new', subscription: 'S-000001', replaces: 'old' }),
    ]));
    expect(batch).toMatchObject({ status: 'done', counts: { create: 2, skipped: 0 }, total: 2 });
    const [one, other] = await rowsOf(batch.id);
    expect(one?.recordId).toBe(other?.recordId);
    const upgrade = await upgradeBy('U-1');
    const known = await subscription('S-000001');
    expect(upgrade).toMatchObject({ status: 'completed', step: 'completed', motion: 'self_serve', touches: 0, effectiveOn: '2025-05-03', completedAt: '2025-05-20T12:00:00.000Z', beforeArrMinor: 120_000, afterArrMinor: known?.reportingArrMinor });
    expect(upgrade.before).toMatchObject([{ line: 'old', product: 'T4-2TB', subscriptionId: null }]);
    expect(upgrade.after).toMatchObject([{ line: 'new', subscriptionId: known?.id, quantity: known?.quantity, replaces: ['old'] }]);
    expect(known?.upgradeId).toBe(upgrade.id);
    expect(known).toMatchObject({ status: 'active', countsUntil: null });
    expect((await account('A-000001'))?.reportingArrMinor).toBe(before?.reportingArrMinor);
    const { upgradeSteps, returns } = desk.store.t;
    const steps = await desk.store.read.select().from(upgradeSteps).where(eq(upgradeSteps.upgradeId, upgrade.id)).orderBy(asc(upgradeSteps.startedAt));
    expect(steps.map((row) => [row.step, row.by])).toEqual([['entry', 'customer'], ['placed', 'customer'], ['completed', 'system']]);
    expect(await desk.store.read.select().from(returns)).toEqual([]);
  });

  it.each([
    ['customer', '', 'self_serve', 0], ['customer', 'yes', 'assisted', 1], ['staff', '', 'sales_led', 1], ['system', '', 'automatic', 0],
  ])('begun by %s, touched %j: %s', async (by, touched, motion, touches) => {
    const key = `M-${by}-${touched}`;
    await imported(desk, ops, 'upgrades', upgradesCsv([upgradeRow({ key, account: 'A-000002', kind: 'renewal', started: '2025-05-01', placed: '2025-05-02', completed: '2025-05-02', by, touched })]));
    expect(await upgradeBy(key)).toMatchObject({ motion, touches, status: 'completed' });
  });

  it('the same file again changes nothing, weeks later and in another order', async () => {
    const rows = [
      upgradeRow({ key: 'S-1', account: 'A-000003', ...COMPLETED, side: 'before', subscription: 'S-000015', line: 'x' }),
      upgradeRow({ key: 'S-2', account: 'A-000004', kind: 'renewal', started: '2026-02-01', by: 'staff', side: 'before', subscription: 'S-000004' }),
      upgradeRow({ key: 'S-1', account: '', side: 'after', line: 'new', product: 'T5-3TB', quantity: 2, unit: '1500', currency: 'USD', replaces: 'x' }),
      upgradeRow({ key: 'S-2', account: '', side: 'after', product: 'CLOUD', quantity: 3, replaces: 'S-000004' }),
    ];
    expect((await imported(desk, ops, 'upgrades', upgradesCsv(rows))).counts).toMatchObject({ create: 4, skipped: 0 });
    const { upgrades, upgradeLines, upgradeSteps, subscriptions } = desk.store.t;
    const stored = () => Promise.all([desk.store.read.select().from(upgrades), desk.store.read.select().from(upgradeLines), desk.store.read.select().from(upgradeSteps), desk.store.read.select().from(subscriptions)]);
    const before = await stored();
    desk.later(60);
    for (const again of [rows, rows.toReversed()]) expect((await imported(desk, ops, 'upgrades', upgradesCsv(again))).counts).toEqual({ create: 0, update: 0, unchanged: 4, skipped: 0 });
    expect(await stored()).toEqual(before);
  });

  it('a file that tells more updates what only files have told', async () => {
    const own = { key: 'G-1', account: 'A-000005', kind: 'renewal', started: '2025-05-01' };
    await imported(desk, ops, 'upgrades', upgradesCsv([upgradeRow({ ...own, side: 'before', subscription: 'S-000005' })]));
    const batch = await imported(desk, ops, 'upgrades', upgradesCsv([upgradeRow({ ...own, placed: '2025-06-01', side: 'before', subscription: 'S-000005' }), upgradeRow({ ...own, side: 'after', product: 'CLOUD', quantity: 1, arr: '600', currency: 'USD' })]));
    expect(batch.counts).toMatchObject({ update: 2, skipped: 0 });
    expect(await upgradeBy('G-1')).toMatchObject({ status: 'placed', step: 'placed', version: 2, after: [{ product: 'CLOUD' }] });
  });
});

describe('placed upgrades and the books', () => {
  const rows = (key: string, before: string, opens: string) => [
    upgradeRow({ key, account: 'A-000007', kind: 'upgrade', started: '2026-01-05', placed: '2026-01-10', effective: '2026-01-15', side: 'before', subscription: before }),
    upgradeRow({ key, account: '', side: 'after', line: 'a', subscription: opens, product: 'CLOUD', quantity: 4, unit: '600', currency: 'USD', replaces: before }),
  ];

  it('an after-line whose subscription is not here is a fault, as long as nobody has said that it opens it', async () => {
    const batch = await plan(rows('P-1', 'S-000007', 'S-NEW-1'));
    expect(batch.counts).toEqual({ create: 0, update: 0, unchanged: 0, skipped: 2 });
    expect((await rowsOf(batch.id)).map((row) => row.reason)).toEqual(['other_line', 'unknown_subscription']);
  });

  it('with the option it opens its subscription, what it replaces leaves the books, and once is enough', async () => {
    const [before, arr] = [await subscription('S-000007'), (await account('A-000007'))?.reportingArrMinor ?? 0];
    const file = upgradesCsv(rows('P-1', 'S-000007', 'S-NEW-1'));
    expect(await imported(desk, ops, 'upgrades', file, { options: { openSubscriptions: true } })).toMatchObject({ counts: { create: 2 } });
    expect(await subscription('S-000007')).toMatchObject({ status: 'replaced', countsUntil: '2026-01-15' });
    const opened = await subscription('S-NEW-1');
    expect(opened).toMatchObject({ status: 'active', countsFrom: '2026-01-15', arrMinor: 240_000, autoRenew: before?.autoRenew });
    expect((await account('A-000007'))?.reportingArrMinor).toBe(arr - (before?.reportingArrMinor ?? 0) + 240_000);
    expect(await imported(desk, ops, 'upgrades', file, { options: { openSubscriptions: true } })).toMatchObject({ counts: { unchanged: 2, create: 0 } });
    expect((await account('A-000007'))?.reportingArrMinor).toBe(arr - (before?.reportingArrMinor ?? 0) + 240_000);
  });

  it('two upgrades cannot both have opened one subscription', async () => {
    const both = ['D-1', 'D-2'].flatMap((key) => [upgradeRow({ key, account: 'A-000008', kind: 'renewal', started: '2025-05-01', placed: '2025-05-02', side: 'after', subscription: 'S-000008' })]);
    const batch = await imported(desk, ops, 'upgrades', upgradesCsv(both));
    expect(batch).toMatchObject({ counts: { create: 1, skipped: 1 }, reasons: { other_upgrade: 1 } });
  });
});

describe('drafts', () => {
  it('come in as drafts that can be worked, and are not given up at once', async () => {
    const rows = [
      upgradeRow({ key: 'W-1', account: 'A-000010', kind: 'refresh', path: 'refresh', started: '2025-12-01', by: 'customer', side: 'before', subscription: 'S-000022' }),
      upgradeRow({ key: 'W-1', account: '', side: 'after', line: 'new', product: 'T5-3TB', quantity: 1, replaces: 'S-000022' }),
    ];
    await imported(desk, ops, 'upgrades', upgradesCsv(rows));
    await deskRound({ store: desk.store, clock: () => new Date(desk.now()) });
    const draft = await upgradeBy('W-1');
    const old = await subscription('S-000022');
    expect(draft).toMatchObject({ status: 'draft', step: 'configure', before: [{ line: old?.id }], after: [{ product: 'T5-3TB', unitArrMinor: 150_000, replaces: [old?.id] }] });
    const placed = await act(ada, 'upgrades', draft, 'place-on-behalf');
    expect(placed).toMatchObject({ status: 'placed', motion: 'assisted' });
    expect(await subscription('S-000022')).toMatchObject({ status: 'replaced' });
    // What has been worked on here is not a file's any more.
    const again = await plan(rows);
    expect(again.counts).toMatchObject({ create: 0, update: 0, skipped: 2 });
  });

  it('a price below the list waits for an admin, whatever the file says', async () => {
    await imported(desk, ops, 'upgrades', upgradesCsv([
      upgradeRow({ key: 'W-2', account: 'A-000011', kind: 'add_on', path: 'cloud', started: '2026-03-01', by: 'staff', side: 'after', line: 'c', product: 'CLOUD', quantity: 10, unit: '60', currency: 'USD' }),
    ]));
    const draft = await upgradeBy('W-2');
    expect(draft).toMatchObject({ exceptionStatus: 'waiting', exception: { discountBasisPoints: 9000, byId: 'ops' } });
    expect((await ada.post(`/upgrades/${draft.id}/place-on-behalf`, { version: draft.version })).status).toBe(409);
    expect(await act(await desk.as('admin'), 'upgrades', draft, 'approve-exception')).toMatchObject({ exceptionStatus: 'granted' });
  });
});

describe('the fault of one line is the whole upgrade’s', () => {
  const good = upgradeRow({ key: 'F-1', account: 'A-000001', ...COMPLETED, side: 'before', line: 'old', product: 'T4-2TB', quantity: 1, arr: '1200', currency: 'USD' });
  it.each<[string, Body, string]>([
    ['a product that is not here', { product: 'NOPE' }, 'unknown_product'], ['no quantity', { quantity: '' }, 'missing_value'], ['a replaced line that is not there', { replaces: 'gone' }, 'unknown_line'], ['another account', { account: 'A-000002' }, 'conflicting_value'],
    ['a line of the same name', { side: 'before', line: 'old' }, 'duplicate_line'], ['a bad day', { ends: '2025-02-30' }, 'bad_date'], ['no rate', { currency: 'JPY', arr: '100' }, 'missing_rate'], ['a wrong side', { side: 'left' }, 'bad_word'],
    ['another account’s subscription', { subscription: 'S-000002' }, 'unknown_subscription'], ['a card number', { line: '4111 1111 1111 1111' }, 'card_number'],
  ])('%s: every line of it is left out, and says where to look', async (_name, part, reason) => {
    const bad = upgradeRow({ key: 'F-1', account: '', side: 'after', line: 'new', product: 'T5-3TB', quantity: 1, arr: '1500', currency: 'USD', replaces: 'old', ...part });
    const other = upgradeRow({ key: 'F-2', account: 'A-000001', kind: 'renewal', started: '2025-01-01' });
    const batch = await plan([good, other, bad]);
    expect(batch.counts).toMatchObject({ create: 1, skipped: 2 });
    const rows = await rowsOf(batch.id);
    const faults = rows.filter((row) => row.outcome === 'skipped');
    expect(faults.map((row) => [row.line, row.reason])).toEqual([[2, 'other_line'], [4, reason]]);
    expect(faults[0]?.detail).toBe(`Line 4 of the same upgrade: ${reason}`);
    const csv = String((await ops.get(`/imports/${batch.id}/failed.csv`)).body);
    expect(csv).toContain(reason);
    expect(csv.trim().split('\n')).toHaveLength(3);
  });

  it.each<[string, Body, string]>([
    ['placed without its time', { status: 'placed', placed: '', completed: '' }, 'contradiction'], ['completed before it was placed', { completed: '2025-05-02' }, 'ends_before_start'], ['a time to come', { completed: '2027-01-01' }, 'in_future'], ['a step that its status does not have', { step: 'review' }, 'contradiction'],
    ['a path of another kind', { kind: 'renewal' }, 'contradiction'], ['no such path', { path: 'nowhere' }, 'unknown_path'], ['no such account', { account: 'A-9' }, 'unknown_account'], ['no start', { started: '' }, 'missing_value'], ['neither kind nor path', { kind: '', path: '' }, 'missing_value'],
  ])('%s: %j is %s', async (_name, part, reason) => {
    const batch = await plan([{ ...good, ...part }]);
    expect(await rowsOf(batch.id)).toMatchObject([{ outcome: 'skipped', reason }]);
  });

  it('the dry run changes nothing', async () => {
    const { upgrades } = desk.store.t;
    const before = (await desk.store.read.select().from(upgrades)).length;
    await plan([good]);
    expect((await desk.store.read.select().from(upgrades)).length).toBe(before);
  });

  it('upgrades of many lines that stand apart in a long file are each planned and written whole', async () => {
    const rows = Array.from({ length: 3 }, (_, round) => Array.from({ length: 120 }, (_two, n) => upgradeRow({ key: `L-${n}`, account: 'A-000009', kind: 'upgrade', started: '2025-01-01', placed: '2025-01-02', side: 'after', line: `l${round}`, product: 'CLOUD', quantity: round + 1, unit: '1', currency: 'USD' }))).flat();
    expect(await imported(desk, ops, 'upgrades', upgradesCsv(rows))).toMatchObject({ status: 'done', done: 360, counts: { create: 360, skipped: 0 } });
    expect((await upgradeBy('L-7')).after.map((line) => line.quantity)).toEqual([1, 2, 3]);
  });
});
