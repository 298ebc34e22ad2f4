import { count, eq, sum } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Body, type Client, type Desk } from '../support/app.ts';
import { imported, planned, settled, upload, uploaded, type Batch, type Row } from '../support/imports.ts';
import { accountsCsv, subscriptionsCsv, ticketsCsv } from '../support/oddities.ts';
import { listPath } from '../support/paths.ts';

let desk: Desk;
let ops: Client;
beforeAll(async () => {
  desk = await openDesk();
  ops = await desk.as('sales_ops');
});
afterAll(() => desk.close());

const rowsOf = async (id: string, filter = {}) => (await ops.get(listPath(`imports/${id}/rows`, filter))).body as Row[];
const accountLine = (key: string, part = '') => `account_id,account_name,signup_date,seats,country\n${key},${part || 'Acme'},2024-01-01,5,US\n`;

describe('a file goes from upload to plan to commit', () => {
  it('the upload is mapped by its headers and says how much of each column is filled', async () => {
    const batch = await uploaded(desk, ops, 'accounts', accountsCsv());
    expect(batch).toMatchObject({ status: 'uploaded', total: 12, done: 0, version: 1, mapping: { externalId: 'account_id', customerSince: 'signup_date' }, filled: { account_name: 1 }, options: { currency: 'USD', midMarketSeats: 20 } });
    expect((await rowsOf(batch.id)).map((row) => [row.line, row.outcome])).toEqual(Array.from({ length: 12 }, (_, n) => [n + 2, 'pending']));
  });

  it('the dry run is the plan, and changes nothing', async () => {
    const plan = await planned(desk, ops, 'accounts', accountsCsv());
    expect(plan).toMatchObject({ status: 'planned', counts: { create: 12, update: 0, unchanged: 0, skipped: 0 } });
    const [accounts] = await desk.store.read.select({ n: count() }).from(desk.store.t.accounts);
    expect(Number(accounts?.n)).toBe(0);
  });

  it('the commit does what the plan said, and the same file again changes nothing', async () => {
    const { accounts, subscriptions, escalations, auditEvents } = desk.store.t;
    const all: [string, string, Body][] = [['accounts', accountsCsv(), {}], ['subscriptions', subscriptionsCsv(), {}], ['escalations', ticketsCsv(), { options: { reopenEscalated: true } }]];
    for (const [kind, text, wish] of all) {
      const batch = await imported(desk, ops, kind, text, wish);
      expect(batch).toMatchObject({ status: 'done', counts: { create: batch.total, skipped: 0 }, done: batch.total });
    }
    const [before] = await desk.store.read.select({ n: count() }).from(auditEvents);
    const stored = await Promise.all([desk.store.read.select().from(accounts), desk.store.read.select().from(subscriptions), desk.store.read.select().from(escalations)]);
    desk.later(60);
    for (const [kind, text, wish] of all) expect(await imported(desk, ops, kind, text, wish)).toMatchObject({ status: 'done', counts: { create: 0, update: 0, skipped: 0 }, done: { accounts: 12, subscriptions: 40, escalations: 25 }[kind] });
    expect(await Promise.all([desk.store.read.select().from(accounts), desk.store.read.select().from(subscriptions), desk.store.read.select().from(escalations)])).toEqual(stored);
    const [after] = await desk.store.read.select({ n: count() }).from(auditEvents);
    expect(Number(after?.n) - Number(before?.n)).toBe(12);
  });

  it('every account’s ARR is what its counting lines sum to', async () => {
    const { accounts, subscriptions } = desk.store.t;
    for (const { id, arr } of await desk.store.read.select({ id: accounts.id, arr: accounts.reportingArrMinor }).from(accounts)) {
      const lines = await desk.store.read.select().from(subscriptions).where(eq(subscriptions.accountId, id));
      expect(arr).toBe(lines.filter((line) => line.countsUntil === null).reduce((total, line) => total + line.reportingArrMinor, 0));
    }
    const [total] = await desk.store.read.select({ n: sum(accounts.reportingArrMinor).mapWith(Number) }).from(accounts);
    expect(total?.n).toBeGreaterThan(0);
  });

  it('escalated tickets wait in the queue from now, the others are history, and both tell what they were', async () => {
    const { escalations, timeline } = desk.store.t;
    const rows = await desk.store.read.select().from(escalations);
    expect(rows.filter((row) => row.status === 'waiting')).toHaveLength(5);
    expect(rows.filter((row) => row.status === 'resolved')).toHaveLength(20);
    const waiting = rows.find((row) => row.externalId === 'T-000005');
    const said = await desk.store.read.select().from(timeline).where(eq(timeline.escalationId, waiting?.id ?? ''));
    expect(said.map((row) => row.kind).sort()).toEqual(['customer', 'note']);
    expect(said.find((row) => row.kind === 'note')?.text).toContain('submitted 2025-06-15 00:00 UTC');
    const claimed = await (await desk.as('ada')).post(`/escalations/${waiting?.id}/claim`, { version: waiting?.version ?? 1 });
    expect(claimed.status).toBe(200);
  });

  it('products that the catalogue lacks come with the file, at the price of a paying row', async () => {
    expect((await ops.get(listPath('products', {}, [0, 9], ['id', 'ASC']))).body).toMatchObject([{ id: 'Basic', listPriceMinor: 22_800 }, { id: 'Enterprise', listPriceMinor: 238_800 }, { id: 'Pro', listPriceMinor: 58_800 }]);
    const plan = await planned(desk, ops, 'subscriptions', subscriptionsCsv(3).replaceAll('Pro', 'Platinum'), { options: { createProducts: false } });
    expect(plan).toMatchObject({ reasons: { unknown_product: 1 }, newProducts: [] });
  });

  it('a changed cell is one update, of what it changes', async () => {
    const plan = await planned(desk, ops, 'accounts', accountsCsv().replace('Harbour 3,', 'Harbour Three,'));
    expect(plan.counts).toEqual({ create: 0, update: 1, unchanged: 11, skipped: 0 });
    expect(await rowsOf(plan.id, { outcome: 'update' })).toMatchObject([{ line: 5, detail: 'name', reason: null }]);
  });
});

describe('rows that are left out', () => {
  const file = [
    'account_id,account_name,signup_date,seats,country', 'B-1,Acme,2024-01-01,5,US', 'B-1,Acme again,2024-01-01,5,US', 'B-2,,2024-01-01,5,US', 'B-3,Gone,2024-02-30,5,US', 'B-4,Short,2024-01-01', '1.2E+11,Serial,2024-01-01,5,US',
    'B-5,4111 1111 1111 1111,2024-01-01,5,US', 'B-6,=HYPERLINK(1),2024-01-01,5,Atlantis', 'B-7,"two', 'lines",2024-01-01,x,US',
  ].join('\n');

  it('each has the line of the file and a reason that does not change', async () => {
    const plan = await planned(desk, ops, 'accounts', file);
    expect(plan.counts).toEqual({ create: 1, update: 0, unchanged: 0, skipped: 8 });
    expect((await rowsOf(plan.id, { outcome: 'skipped' })).map((row) => [row.line, row.reason])).toEqual([
      [3, 'duplicate_key'], [4, 'missing_value'], [5, 'bad_date'], [6, 'row_length'], [7, 'spreadsheet_number'], [8, 'card_number'], [9, 'unknown_region'], [10, 'bad_number'],
    ]);
    expect(await rowsOf(plan.id, { reason: 'duplicate_key' })).toMatchObject([{ detail: 'Line 2 has the same key' }]);
    expect(plan.reasons).toMatchObject({ card_number: 1, bad_date: 1 });
  });

  it('they come back as CSV with the reason beside them, and no formula is one', async () => {
    const plan = await planned(desk, ops, 'accounts', file);
    const answer = await ops.get(`/imports/${plan.id}/failed.csv`);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toContain('accounts-failed.csv');
    const lines = String(answer.body).split('\n');
    expect(lines[0]).toBe('account_id,account_name,signup_date,seats,country,import_line,import_reason,import_detail');
    expect(lines).toContain('B-1,Acme again,2024-01-01,5,US,3,duplicate_key,Line 2 has the same key');
    expect(String(answer.body)).toContain('B-6,"\'=HYPERLINK(1)",2024-01-01,5,Atlantis,9,unknown_region');
    expect(String(answer.body)).not.toContain('4111');
  });

  it('a card number is kept nowhere, not even in the row that is refused for it', async () => {
    const batch = await uploaded(desk, ops, 'accounts', file);
    const { importRows } = desk.store.t;
    const stored = JSON.stringify(await desk.store.read.select().from(importRows).where(eq(importRows.batchId, batch.id)));
    expect(stored).not.toContain('4111');
    expect(stored).toContain('card data taken out');
  });

  it('a record that somebody changed after the dry run is not overwritten', async () => {
    await imported(desk, ops, 'accounts', accountLine('M-1'));
    const plan = await planned(desk, ops, 'accounts', accountLine('M-1', 'Renamed by the file'));
    const [account] = (await ops.get(listPath('accounts', { externalId: 'M-1' }))).body as { id: string; version: number }[];
    await (await desk.as('admin')).put(`/accounts/${account?.id}`, { version: account?.version, name: 'Renamed by hand' });
    await ops.post(`/imports/${plan.id}/commit`, { version: plan.version });
    expect(await settled(ops, plan.id)).toMatchObject({ status: 'done', counts: { update: 0, skipped: 1 }, reasons: { changed_meanwhile: 1 } });
    expect((await ops.get(`/accounts/${account?.id}`)).body).toMatchObject({ name: 'Renamed by hand' });
  });
});

describe('what cannot be done is refused in words', () => {
  it.each([
    ['accounts', 'a,a\n1,2', 422, 'same name'], ['accounts', 'a,b', 422, 'no rows'], ['accounts', 'a,b\n1,"2', 422, 'line 2'], ['accounts', 'a\n\0', 422, 'NUL'], ['accounts', 'A-1,4111 1111 1111 1111\nA-2,x', 422, 'is the first line the header'], ['nonsense', accountLine('X'), 400, 'kind'],
  ])('a file of %s with %j', async (kind, text, status, words) => {
    const answer = await upload(desk, ops, kind, text);
    expect(answer).toMatchObject({ status });
    expect(JSON.stringify(answer.body)).toContain(words);
  });

  it('account managers import nothing', async () => {
    const ada = await desk.as('ada');
    expect((await upload(desk, ada, 'accounts', accountLine('X'))).status).toBe(403);
    expect((await ada.get('/imports')).status).toBe(403);
  });

  it('columns and options that cannot be are named', async () => {
    const batch = await uploaded(desk, ops, 'accounts', accountLine('X'));
    const plan = (wish: Body) => ops.post(`/imports/${batch.id}/plan`, { version: batch.version, ...wish });
    expect(await plan({ mapping: { externalId: 'account_id' } })).toMatchObject({ status: 422, body: { errors: { name: expect.stringContaining('needs a column') as string } } });
    expect(await plan({ mapping: { ...batch.mapping, industry: 'gone' } })).toMatchObject({ status: 422, body: { errors: { industry: expect.any(String) as string } } });
    expect(await plan({ options: { defaultRegion: 'moon' } })).toMatchObject({ status: 422, body: { errors: { defaultRegion: expect.any(String) as string } } });
    expect(await plan({ options: { managerIds: ['ops'] } })).toMatchObject({ status: 422, body: { errors: { managerIds: expect.any(String) as string } } });
    expect(await plan({ options: { midMarketSeats: 100, enterpriseSeats: 20 } })).toMatchObject({ status: 422 });
    expect(await plan({ options: { nonsense: 1 } })).toMatchObject({ status: 400 });
    expect(await plan({ version: 7 })).toMatchObject({ status: 409 });
    expect((await ops.get(`/imports/${batch.id}`)).body).toMatchObject({ status: 'uploaded', version: 1 });
  });

  it('only a plan can be committed, and only once', async () => {
    const batch = await uploaded(desk, ops, 'accounts', accountLine('C-1'));
    expect(await ops.post(`/imports/${batch.id}/commit`, { version: 1 })).toMatchObject({ status: 409, body: { allowed: ['plan', 'cancel'] } });
    const plan = (await ops.post(`/imports/${batch.id}/plan`, { version: 1 })).body as Batch;
    const both = await Promise.all([ops.post(`/imports/${batch.id}/commit`, { version: plan.version }), ops.post(`/imports/${batch.id}/commit`, { version: plan.version })]);
    expect(both.map((answer) => answer.status).sort((one, other) => one - other)).toEqual([200, 409]);
    expect(await settled(ops, batch.id)).toMatchObject({ status: 'done' });
    expect(await ops.post(`/imports/${batch.id}/plan`, { version: 4 })).toMatchObject({ status: 409 });
  });

  it('a plan that was cancelled is not carried out', async () => {
    const plan = await planned(desk, ops, 'accounts', accountLine('C-2'));
    expect(await ops.post(`/imports/${plan.id}/cancel`, { version: plan.version })).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect((await ops.post(`/imports/${plan.id}/commit`, { version: plan.version + 1 })).status).toBe(409);
    expect((await ops.get(listPath('accounts', { externalId: 'C-2' }))).body).toEqual([]);
  });

  it('unknown filters, sorts and batches are refused', async () => {
    const batch = await uploaded(desk, ops, 'accounts', accountLine('X'));
    expect((await ops.get(listPath(`imports/${batch.id}/rows`, { cells: 'x' }))).status).toBe(400);
    expect((await ops.get(listPath(`imports/${batch.id}/rows`, {}, [0, 9], ['reason', 'ASC']))).status).toBe(400);
    expect((await ops.get('/imports/nowhere/rows')).status).toBe(404);
    expect((await ops.get('/imports/nowhere/failed.csv')).status).toBe(404);
    expect((await ops.post('/imports/nowhere/plan', { version: 1 })).status).toBe(404);
  });
});

describe('requests that come twice', () => {
  it('the same upload, plan and commit with their keys have their effect once', async () => {
    const keyed = (key: string) => ({ 'idempotency-key': key });
    const first = await upload(desk, ops, 'accounts', accountLine('I-1'), keyed('up'));
    const second = await upload(desk, ops, 'accounts', accountLine('I-1'), keyed('up'));
    expect(second.body).toEqual(first.body);
    expect((await upload(desk, ops, 'accounts', accountLine('I-2'), keyed('up'))).status).toBe(422);
    const { id } = first.body as Batch;
    for (const [verb, version] of [['plan', 1], ['commit', 2]] as const) {
      const answers = [await ops.post(`/imports/${id}/${verb}`, { version }, keyed(verb)), await ops.post(`/imports/${id}/${verb}`, { version }, keyed(verb))];
      expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
      expect(answers[1]?.body).toEqual(answers[0]?.body);
    }
    expect(await settled(ops, id)).toMatchObject({ status: 'done', counts: { create: 1 } });
    const { importBatches } = desk.store.t;
    expect(await desk.store.read.select({ id: importBatches.id }).from(importBatches).where(eq(importBatches.status, 'failed'))).toEqual([]);
  });

  it('a file can come as JSON too', async () => {
    expect(await ops.post('/imports', { kind: 'accounts', fileName: 'a.csv', text: accountLine('J-1') })).toMatchObject({ status: 201, body: { fileName: 'a.csv', total: 1 } });
    expect((await ops.post('/imports', { kind: 'accounts', text: accountLine('J-1') })).status).toBe(400);
  });
});
