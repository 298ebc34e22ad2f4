import { and, eq, ne } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Body, type Client, type Desk } from '../support/app.ts';
import { expectBooks } from '../support/books.ts';
import { makeCatalogue } from '../support/customers.ts';
import { imported, planned, type Row } from '../support/imports.ts';
import { listPath } from '../support/paths.ts';
import { upgradesCsv, upgradeRow } from '../support/upgrade-files.ts';

let desk: Desk;
let ops: Client;
let admin: Client;
let made = 0;

beforeAll(async () => {
  desk = await openDesk();
  [ops, admin] = [await desk.as('sales_ops'), await desk.as('admin')];
  await makeCatalogue(desk.store);
});
afterAll(() => desk.close());

type Code = { movement?: string; driver?: string };

/** A refresh of last year that took a line's place, both in the books; what each row was coded as. */
async function told(before: Code, after: Code, arr = '1500.00'): Promise<{ key: string; account: string; rows: Body[] }> {
  const account = `C-${(made += 1)}`;
  await imported(desk, ops, 'accounts', `account_id,account_name,customer_since,segment,region\n${account},Company ${made},2024-01-01,smb,emea`);
  await imported(desk, ops, 'subscriptions', `subscription_id,account_id,product,quantity,arr,currency,start_date\n${account}-old,${account},T4-2TB,1,1200,USD,2024-05-01`);
  const row = { key: `${account}-U`, account, kind: 'refresh', path: 'refresh', started: '2025-05-01 09:00', placed: '2025-05-03 10:00', completed: '2025-05-20 12:00' };
  return {
    key: row.key, account,
    rows: [upgradeRow({ ...row, side: 'before', line: 'old', subscription: `${account}-old`, ...before }), upgradeRow({ ...row, side: 'after', line: 'new', product: 'T5-3TB', quantity: 1, arr, currency: 'USD', subscription: `${account}-new`, replaces: 'old', ...after })],
  };
}

const OPENING = { options: { openSubscriptions: true } };
const bring = (rows: readonly Body[]) => imported(desk, ops, 'upgrades', upgradesCsv(rows), OPENING);

async function codingOf(key: string) {
  const { codings, upgrades } = desk.store.t;
  const [row] = await desk.store.read.select({ coding: codings }).from(codings).innerJoin(upgrades, eq(upgrades.id, codings.upgradeId)).where(and(eq(upgrades.externalId, key), ne(codings.status, 'reversed')));
  if (!row) throw new Error(`${key} is not coded`);
  const written = (legs: typeof row.coding.legs) => legs.map(({ movement, driver, amountMinor }) => `${movement}/${driver} ${amountMinor}`);
  return { ...row.coding, legs: written(row.coding.legs), computed: written(row.coding.computed) };
}

describe('A code that comes with a file', () => {
  it('stands as it came, line by line, with what the rules say beside it, and counts as a miscoding where they differ', async () => {
    const { key, rows } = await told({ movement: 'Churn' }, { movement: 'new_logo' });
    expect(await bring(rows)).toMatchObject({ status: 'done', counts: { create: 2, skipped: 0 } });
    expect(await codingOf(key)).toMatchObject({ status: 'imported', legs: ['churn/none -120000', 'new/none 150000'], computed: ['expansion/tier 30000'], miscoded: true });
    await expectBooks(desk.store);
  });

  it('is told apart by its side where a line before and a line after have one name', async () => {
    const { key, rows } = await told({ movement: 'Churn' }, { movement: 'new_logo', driver: 'none' });
    expect(await bring(rows.map((row) => ({ ...row, line: 'seat' })).map((row, index) => (index === 1 ? { ...row, replaces: 'seat' } : row)))).toMatchObject({ status: 'done', counts: { create: 2, skipped: 0 } });
    expect(await codingOf(key)).toMatchObject({ status: 'imported', legs: ['churn/none -120000', 'new/none 150000'] });
    await expectBooks(desk.store);
  });

  it('of a whole upgrade has its whole change, and agrees with the rules where it says the same', async () => {
    const { key, rows } = await told({ movement: 'upsell' }, { movement: 'upsell' });
    await bring(rows);
    expect(await codingOf(key)).toMatchObject({ status: 'imported', legs: ['expansion/tier 30000'], computed: ['expansion/tier 30000'], miscoded: false });
  });

  it('the same file again changes nothing; without the code the rules take over; and a later file about the line leaves the code', async () => {
    const { key, account, rows } = await told({ movement: 'contraction' }, { movement: 'expansion', driver: 'price' });
    await bring(rows);
    expect((await bring(rows)).counts).toEqual({ create: 0, update: 0, unchanged: 2, skipped: 0 });
    const { id } = await codingOf(key);
    await imported(desk, ops, 'subscriptions', `subscription_id,account_id,product,quantity,arr,currency,start_date\n${account}-more,${account},CLOUD,1,600,USD,2025-06-01`);
    expect(await codingOf(key)).toMatchObject({ id, legs: ['contraction/none -120000', 'expansion/price 150000'] });
    await bring(rows.map((row) => ({ ...row, movement: '', driver: '' })));
    expect(await codingOf(key)).toMatchObject({ status: 'auto', legs: ['expansion/tier 30000'] });
    await expectBooks(desk.store);
  });

  it('can be corrected like any other, by reversal and new entries', async () => {
    const { key, rows } = await told({ movement: 'churn' }, { movement: 'new' });
    await bring(rows);
    const { id, version, currency, effectiveOn } = await codingOf(key);
    const leg = { movement: 'expansion', driver: 'tier', amountMinor: 30_000, currency, effectiveOn, lines: [] };
    expect((await admin.post(`/codings/${id}/override`, { legs: [leg], reasonCode: 'other', note: 'A refresh is neither lost nor new', version })).status).toBe(200);
    expect(await codingOf(key)).toMatchObject({ status: 'overridden', legs: ['expansion/tier 30000'] });
    expect((await bring(rows)).counts).toMatchObject({ create: 0, update: 0 });
    expect(await codingOf(key)).toMatchObject({ status: 'overridden', legs: ['expansion/tier 30000'] });
    await expectBooks(desk.store);
  });

  it('goes again when its import is undone', async () => {
    const { key, account, rows } = await told({ movement: 'churn' }, { movement: 'new' });
    const { id, version } = await bring(rows);
    expect((await ops.post(`/imports/${id}/undo`, { version })).status).toBe(200);
    await expect(codingOf(key)).rejects.toThrow('is not coded');
    const { subscriptions } = desk.store.t;
    expect(await desk.store.read.select({ key: subscriptions.externalId, until: subscriptions.countsUntil }).from(subscriptions).where(eq(subscriptions.externalId, `${account}-old`))).toEqual([{ key: `${account}-old`, until: null }]);
    await expectBooks(desk.store);
  });

  it.each<[string, Code, Code, string, string]>([
    ['a word that is no movement', { movement: 'shrinkage' }, {}, 'bad_word', 'movement'], ['half of a move between accounts', { movement: 'transfer' }, {}, 'bad_word', 'movement'],
    ['a renewal that moves something', { movement: 'renewal' }, { movement: 'renewal' }, 'contradiction', 'must be 0'], ['a loss that rises', { movement: 'churn' }, { movement: 'churn' }, 'contradiction', 'must not be above 0'],
    ['a driver alone', { driver: 'price' }, {}, 'missing_value', 'movement is empty'], ['one line with a code and one without', { movement: 'churn' }, { movement: '' }, 'contradiction', 'must not be above 0'],
  ])('that is %s leaves the upgrade out, and says why', async (_what, before, after, reason, detail) => {
    const { rows } = await told(before, after);
    const { id } = await planned(desk, ops, 'upgrades', upgradesCsv(rows), OPENING);
    const found = (await ops.get(listPath(`imports/${id}/rows`))).body as Row[];
    expect(found.map((row) => row.outcome)).toEqual(['skipped', 'skipped']);
    expect(found.find((row) => row.reason === reason)?.detail).toContain(detail);
  });

  it('of an upgrade that was never placed is a contradiction', async () => {
    const { rows } = await told({}, {});
    const draft = rows.map((row, index) => ({ ...row, placed: '', completed: '', ...(index === 1 && { subscription: '', movement: 'expansion' }) }));
    const { id } = await planned(desk, ops, 'upgrades', upgradesCsv(draft), OPENING);
    expect(((await ops.get(listPath(`imports/${id}/rows`))).body as Row[]).find((row) => row.reason === 'contradiction')?.detail).toContain('has moved nothing');
  });
});
