import { asc, eq, getTableName } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { undoImport } from '../../server/intake/commands.ts';
import { DESK } from '../../server/domain/escalation.ts';
import { openDesk, type Body, type Client, type Desk } from '../support/app.ts';
import { makeCatalogue } from '../support/customers.ts';
import { expectBooks } from '../support/books.ts';
import { imported, planned, type Batch } from '../support/imports.ts';
import { accountsCsv, subscriptionsCsv, ticketsCsv } from '../support/oddities.ts';
import { listPath } from '../support/paths.ts';
import { upgradeRow, upgradesCsv } from '../support/upgrade-files.ts';
import { act, claim, type Item, type Upgrade } from '../support/work.ts';

let desk: Desk;
let ops: Client;
let ada: Client;
beforeAll(async () => {
  desk = await openDesk();
  [ops, ada] = [await desk.as('sales_ops'), await desk.as('ada')];
  await makeCatalogue(desk.store);
});
afterAll(() => desk.close());

type Preview = { possible: boolean; blockedBy: { line: number | null; resource: string; id: string; because: string }[]; blocked: number; records: number };
type Undone = Batch & { undoneByName: string | null };

const previewOf = async ({ id }: Batch): Promise<Preview> => (await ops.get(`/imports/${id}/undo`)).body;
const undo = ({ id, version }: Batch) => ops.post(`/imports/${id}/undo`, { version });
const one = async (resource: string, key: string): Promise<{ id: string; version: number }> => ((await ops.get(listPath(resource, { externalId: key }))).body as { id: string; version: number }[])[0] ?? { id: '', version: 0 };

/** Not what the records are: the log, the books (which are never rewritten, but take back what was posted), the imports themselves, numbers that are taken once, and who is signed in. */
const APART = new Set(['codings', 'revenue_entries', 'chain_heads', 'periods', 'audit_events', 'import_batches', 'import_rows', 'counters', 'sessions', 'idempotency_keys']);

/** Every row of every table. Versions go on counting over an undo, so that nobody overwrites with what they saw before it. */
async function everything(): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const table of Object.values(desk.store.t)) {
    const name = getTableName(table);
    if (APART.has(name)) continue;
    // A month whose sum is back at nothing is as good as none.
    const rows = (await desk.store.read.select().from(table as typeof desk.store.t.accounts)).filter((row) => name !== 'revenue_months' || (row as unknown as { amountMinor: number }).amountMinor !== 0);
    tables[name] = rows.map(({ version: _version, ...row }) => JSON.stringify(name === 'search_entries' ? { ...row, id: 0 } : row)).sort();
  }
  return tables;
}

async function undoneWhole(batch: Batch): Promise<Undone> {
  expect(await previewOf(batch)).toMatchObject({ possible: true, blockedBy: [], blocked: 0 });
  const answer = await undo(batch);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

const HISTORY = (key: string, part: Body = {}) => [
  upgradeRow({ key, account: 'A-000001', kind: 'upgrade', started: '2026-01-05', placed: '2026-01-10', by: 'staff', side: 'before', subscription: 'S-000001', ...part }),
  upgradeRow({ key, account: '', side: 'after', line: 'a', subscription: `${key}-new`, product: 'CLOUD', quantity: 4, unit: '600', currency: 'USD', replaces: 'S-000001' }),
  upgradeRow({ key: `${key}-draft`, account: 'A-000002', kind: 'refresh', path: 'refresh', started: '2026-02-01', side: 'before', subscription: 'S-000002' }),
  upgradeRow({ key: `${key}-draft`, account: '', side: 'after', line: 'new', product: 'T5-3TB', quantity: 1, replaces: 'S-000002' }),
  upgradeRow({ key: `${key}-linked`, account: 'A-000003', kind: 'renewal', started: '2025-02-01', placed: '2025-02-02', completed: '2025-02-03', side: 'after', subscription: 'S-000015' }),
];

describe('an import that is undone leaves everything as it was', () => {
  it('accounts, subscriptions with their products, upgrades and tickets, one after the other', async () => {
    const files: [string, string, Body][] = [
      ['accounts', accountsCsv(), {}], ['subscriptions', subscriptionsCsv(), {}], ['upgrades', upgradesCsv(HISTORY('U')), { options: { openSubscriptions: true } }], ['escalations', ticketsCsv(), { options: { reopenEscalated: true } }],
    ];
    const before = [await everything()];
    const batches: Batch[] = [];
    for (const [kind, text, wish] of files) {
      const batch = await imported(desk, ops, kind, text, wish);
      expect(batch, kind).toMatchObject({ status: 'done', counts: { skipped: 0 } });
      batches.push(batch);
      before.push(await everything());
    }
    for (const [index, batch] of [...batches.entries()].toReversed()) {
      expect(await undoneWhole(batch)).toMatchObject({ status: 'undone', undoneByName: 'Olga Park' });
      expect(await everything(), batch.id).toEqual(before[index]);
      await expectBooks(desk.store);
    }
    // And what was undone can be imported again.
    for (const [kind, text, wish] of files) expect(await imported(desk, ops, kind, text, wish), kind).toMatchObject({ status: 'done', counts: { skipped: 0, update: 0 } });
  });

  it('what it changed is as it was: account, line with its ARR, upgrade with its lines, and a ticket that it had opened again', async () => {
    const before = await everything();
    const files: [string, string, Body][] = [
      ['accounts', accountsCsv().replace('Harbour 3,', 'Harbour Three,'), {}], ['subscriptions', subscriptionsCsv().replace(/^(S-000009,.*?,Basic,)(\d+),(\d+),(\d+)/m, '$1$2,99,1188'), {}],
      ['upgrades', upgradesCsv(HISTORY('U').map((row) => (row['key'] === 'U-draft' && row['side'] === 'after' ? { ...row, quantity: 3 } : row.key === 'U-linked' ? { ...row, touched: 'yes' } : row))), {}], ['escalations', ticketsCsv().replace(/^(T-000003,[^,]+,[^,]+),[^,]+/m, '$1,'), {}],
    ];
    const batches = [];
    for (const [kind, text, wish] of files) {
      const batch = await imported(desk, ops, kind, text, wish);
      expect(batch.counts['update'], kind).toBeGreaterThan(0);
      batches.push(batch);
    }
    expect(await everything()).not.toEqual(before);
    // In the order in which they came in: none of them stands on another.
    for (const batch of batches) await undoneWhole(batch);
    expect(await everything()).toEqual(before);
  });

  it('whatever a file changes, in whatever order two of them are undone that changed the same records', async () => {
    const row = fc.record({ n: fc.integer({ min: 0, max: 15 }), name: fc.constantFrom('Quay', 'Pier', 'Dock'), industry: fc.constantFrom('', 'Ports', 'Ships'), seats: fc.integer({ min: 1, max: 300 }) });
    const csv = (rows: { n: number; name: string; industry: string; seats: number }[]) =>
      ['account_id,account_name,industry,country,signup_date,seats', ...rows.map(({ n, name, industry, seats }) => `A-${String(n).padStart(6, '0')},${name},${industry},US,2024-01-0${(n % 9) + 1},${seats}`)].join('\n');
    await fc.assert(fc.asyncProperty(fc.uniqueArray(row, { selector: ({ n }) => n, minLength: 1, maxLength: 6 }), fc.uniqueArray(row, { selector: ({ n }) => n, minLength: 1, maxLength: 6 }), async (first, second) => {
      const before = await everything();
      const one = await imported(desk, ops, 'accounts', csv(first));
      const between = await everything();
      const other = await imported(desk, ops, 'accounts', csv(second));
      const changed = ({ counts }: Batch) => (counts['create'] ?? 0) + (counts['update'] ?? 0) > 0;
      if (changed(other)) await undoneWhole(other);
      expect(await everything()).toEqual(between);
      if (changed(one)) await undoneWhole(one);
      expect(await everything()).toEqual(before);
    }), { numRuns: 6 });
  });
});

describe('what has been touched since keeps an import from being undone', () => {
  const accountFile = (key: string) => `account_id,account_name,signup_date,seats,country\n${key}-1,Acme,2024-01-01,5,US\n${key}-2,Bolt,2024-01-01,5,US\n`;

  it('a change by hand, by line and record, and nothing at all is taken back', async () => {
    const batch = await imported(desk, ops, 'accounts', accountFile('B'));
    const account = await one('accounts', 'B-2');
    await (await desk.as('admin')).put(`/accounts/${account.id}`, { version: account.version, name: 'Bolts' });
    const before = await everything();
    const blocker = { line: 3, resource: 'accounts', id: account.id, because: 'accounts.update by Adil Roy, 2026-03-10 10:00 UTC' };
    expect(await previewOf(batch)).toEqual({ possible: false, blockedBy: [blocker], blocked: 1, records: 2 });
    expect(await undo(batch)).toMatchObject({ status: 409, body: { blockedBy: [blocker], detail: expect.stringContaining('Line 3') as string } });
    expect(await everything()).toEqual(before);
    expect((await ops.get(`/imports/${batch.id}`)).body).toMatchObject({ status: 'done' });
  });

  it('an escalation on an account, a contact, and lines of a later import', async () => {
    const batch = await imported(desk, ops, 'accounts', accountFile('C'));
    const [first, second] = [await one('accounts', 'C-1'), await one('accounts', 'C-2')];
    const call = (await ada.post('/escalations', { accountId: first.id, channel: 'phone', reason: 'other', text: 'Hello' })).body as Item;
    const lines = await imported(desk, ops, 'subscriptions', 'subscription_id,account_id,product,quantity,arr,start_date\nC-S,C-2,CLOUD,1,600,2026-01-01\n');
    const line = await one('subscriptions', 'C-S');
    expect((await previewOf(batch)).blockedBy).toMatchObject([
      { line: 2, id: first.id, because: expect.stringContaining(call.id) as string }, { line: 3, id: second.id, because: `The subscription ${line.id} belongs to it` },
    ]);
    expect((await undo(batch)).status).toBe(409);
    await undoneWhole(lines);
    expect((await previewOf(batch)).blockedBy).toMatchObject([{ id: first.id }]);
  });

  it('an order that replaced an imported line, and work on an imported draft and ticket', async () => {
    const lines = await imported(desk, ops, 'subscriptions', 'subscription_id,account_id,product,quantity,arr,start_date\nD-S,A-000006,T4-2TB,1,1200,2025-04-01\nD-T,A-000006,T4-2TB,1,1200,2025-04-01\n');
    const orders = await imported(desk, ops, 'upgrades', upgradesCsv([
      upgradeRow({ key: 'D-U', account: 'A-000006', kind: 'refresh', path: 'refresh', started: '2026-03-01', side: 'before', subscription: 'D-S' }),
      upgradeRow({ key: 'D-U', account: '', side: 'after', line: 'new', product: 'T5-3TB', quantity: 1, replaces: 'D-S' }),
    ]));
    const tickets = await imported(desk, ops, 'escalations', 'ticket_id,account_id,submitted_at\nD-K,A-000006,2026-03-09 10:00\n');
    const { upgrades, subscriptions } = desk.store.t;
    const [found] = await desk.store.read.select({ id: upgrades.id, version: upgrades.version }).from(upgrades).where(eq(upgrades.externalId, 'D-U'));
    await act(ada, 'upgrades', found as Upgrade, 'place-on-behalf');
    await claim(ada, (await one('escalations', 'D-K')) as Item);
    const line = await one('subscriptions', 'D-S');
    expect((await previewOf(lines)).blockedBy).toMatchObject([{ line: 2, resource: 'subscriptions', id: line.id }]);
    expect((await previewOf(orders)).blockedBy).toMatchObject([{ line: 2, resource: 'upgrades', id: found?.id }]);
    expect((await previewOf(tickets)).blockedBy).toMatchObject([{ line: 2, resource: 'escalations', because: expect.stringContaining('escalations.claim by Ada Berg') as string }]);
    for (const batch of [lines, orders, tickets]) expect((await undo(batch)).status).toBe(409);
    expect(await desk.store.read.select().from(subscriptions).where(eq(subscriptions.externalId, 'D-T'))).toHaveLength(1);
  });

  it('a change of a changed line by an order is seen, though the log has no entry of the line', async () => {
    await imported(desk, ops, 'subscriptions', 'subscription_id,account_id,product,quantity,arr,start_date\nE-S,A-000006,T4-2TB,1,1200,2025-04-01\n');
    const batch = await imported(desk, ops, 'subscriptions', 'subscription_id,account_id,product,quantity,arr,start_date\nE-S,A-000006,T4-2TB,2,2400,2025-04-01\n');
    const line = await one('subscriptions', 'E-S');
    const draft = (await ada.post('/upgrades', { accountId: (await one('accounts', 'A-000006')).id, kind: 'refresh', subscriptionIds: [line.id] })).body as Upgrade;
    const configured = await act(ada, 'upgrades', draft, 'configure', { pathId: 'refresh', lines: [{ line: 'n', product: 'T5-3TB', quantity: 1, replaces: [line.id] }], reason: 'asked' });
    await act(ada, 'upgrades', configured, 'place-on-behalf');
    expect((await previewOf(batch)).blockedBy).toEqual([{ line: 2, resource: 'subscriptions', id: line.id, because: 'An order here has replaced or ended it' }]);
  });
});

describe('an undo', () => {
  const file = (key: string) => `account_id,account_name,signup_date,seats,country\n${key},Acme,2024-01-01,5,US\n`;

  it('stands in the log, as one act and record by record', async () => {
    const batch = await imported(desk, ops, 'accounts', file('L-1'));
    const { id } = await one('accounts', 'L-1');
    await undoneWhole(batch);
    const { auditEvents } = desk.store.t;
    const rows = await desk.store.read.select().from(auditEvents).where(eq(auditEvents.requestId, `imports/${batch.id}`)).orderBy(asc(auditEvents.id));
    expect(rows.map((row) => [row.action, row.recordId, row.actorName]).slice(-2)).toEqual([['accounts.delete', id, 'Olga Park'], ['imports.undo', batch.id, 'Olga Park']]);
    expect((await ops.get(`/accounts/${id}`)).status).toBe(404);
  });

  it('is once, of an import that has ended and changed something, and with the version that was seen', async () => {
    const plan = await planned(desk, ops, 'accounts', file('L-2'));
    expect(await undo(plan)).toMatchObject({ status: 409, body: { detail: expect.stringContaining('planned') as string } });
    expect(await previewOf(plan)).toMatchObject({ possible: false, records: 0 });
    const batch = await imported(desk, ops, 'accounts', file('L-2'));
    expect((await undo({ ...batch, version: batch.version - 1 })).status).toBe(409);
    const answers = await Promise.all([undo(batch), undo(batch)]);
    expect(answers.map((answer) => answer.status).sort((first, second) => first - second)).toEqual([200, 409]);
    expect((await ops.post(`/imports/${batch.id}/commit`, { version: batch.version + 1 })).status).toBe(409);
    const nothing = await imported(desk, ops, 'accounts', accountsCsv(1));
    expect(nothing.counts).toMatchObject({ unchanged: 1 });
    expect(await undo(nothing)).toMatchObject({ status: 409, body: { detail: expect.stringContaining('nothing') as string } });
    expect((await ops.get('/imports/nowhere/undo')).status).toBe(404);
  });

  it('of an import that was stopped takes back what was in', async () => {
    const before = await everything();
    const batch = await imported(desk, ops, 'accounts', file('L-3'));
    const { importBatches } = desk.store.t;
    await desk.store.write(({ db }) => db.update(importBatches).set({ status: 'cancelled' }).where(eq(importBatches.id, batch.id)).then(() => undefined));
    await undoneWhole(batch);
    expect(await everything()).toEqual(before);
  });

  it('from the command line is the same, and a dry run of it changes nothing', async () => {
    const batch = await imported(desk, ops, 'accounts', file('L-4'));
    const kernel = { store: desk.store, clock: () => new Date(desk.now()) };
    expect(await undoImport(kernel, batch.id, DESK, true)).toMatchObject({ possible: true, records: 1 });
    expect((await one('accounts', 'L-4')).id).not.toBe('');
    await undoImport(kernel, batch.id, DESK);
    expect((await one('accounts', 'L-4')).id).toBe('');
    expect((await ops.get(`/imports/${batch.id}`)).body).toMatchObject({ status: 'undone', undoneByName: 'Upgrade Desk' });
  });
});
