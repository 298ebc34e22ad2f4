import { and, count, eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runChunks, stopImports } from '../../server/intake/commit.ts';
import { importFile, resumeImports } from '../../server/intake/commands.ts';
import { DESK } from '../../server/domain/escalation.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { planned, settled, type Batch } from '../support/imports.ts';
import { accountsCsv, subscriptionsCsv } from '../support/oddities.ts';

let desk: Desk;
let ops: Client;
beforeAll(async () => {
  desk = await openDesk();
  ops = await desk.as('sales_ops');
});
afterAll(() => desk.close());

const kernel = () => ({ store: desk.store, clock: () => new Date(desk.now()) });

const unexpected = (error: unknown) => expect(error).toBeUndefined();

let files = 0;
/** A file whose keys no other file has, and how many of its accounts are in. */
function fileOf(many: number) {
  const prefix = `F${(files += 1)}-`;
  const { accounts } = desk.store.t;
  const accountsIn = async () => Number((await desk.store.read.select({ n: count() }).from(accounts).where(like(accounts.externalId, `${prefix}%`)))[0]?.n);
  return { text: accountsCsv(many).replaceAll('A-', prefix), accountsIn };
}

/** Planned and told to run, with nobody running it: what a killed server leaves behind. */
async function leftRunning(many: number): Promise<Batch & { accountsIn: () => Promise<number> }> {
  const { text, accountsIn } = fileOf(many);
  const plan = await planned(desk, ops, 'accounts', text);
  const { importBatches } = desk.store.t;
  await desk.store.write(({ db }) => db.update(importBatches).set({ status: 'running', committedById: 'ops', committedByName: 'Olga Park' }).where(eq(importBatches.id, plan.id)).then(() => undefined));
  return { ...plan, accountsIn };
}

describe('an import that runs', () => {
  it('moves on in steps that others can see, and that are announced', async () => {
    const plan = await leftRunning(450);
    const seen: number[] = [];
    const heard: string[] = [];
    const stop = desk.store.listen((changes) => heard.push(...changes.map((one) => `${one.resource} ${one.action}`)));
    await runChunks(kernel(), plan.id, undefined, (batch) => seen.push(batch.done));
    stop();
    expect(seen).toEqual([100, 200, 300, 400, 450]);
    expect(heard.filter((one) => one === 'imports imports.progress')).toHaveLength(5);
    expect(heard.filter((one) => one === 'accounts accounts.create')).toHaveLength(5);
    expect(await settled(ops, plan.id)).toMatchObject({ status: 'done', done: 450, counts: { create: 450 } });
  });

  it('leaves an audit row for each record, in the name of who committed it', async () => {
    const plan = await leftRunning(12);
    await runChunks(kernel(), plan.id);
    const { auditEvents } = desk.store.t;
    const rows = await desk.store.read.select().from(auditEvents).where(and(eq(auditEvents.action, 'accounts.create'), eq(auditEvents.requestId, `imports/${plan.id}`)));
    expect(rows).toHaveLength(12);
    expect(new Set(rows.map((row) => row.actorName))).toEqual(new Set(['Olga Park']));
  });

  it('ends between two steps when it is cancelled; what is in stays in', async () => {
    const plan = await leftRunning(450);
    let steps = 0;
    await runChunks(kernel(), plan.id, () => (steps += 1) < 2);
    expect(await ops.post(`/imports/${plan.id}/cancel`, { version: plan.version })).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    await runChunks(kernel(), plan.id);
    expect((await ops.get(`/imports/${plan.id}`)).body).toMatchObject({ status: 'cancelled', done: 100, counts: { create: 450 } });
    expect(await plan.accountsIn()).toBe(100);
  });

  it('goes on after a restart where it left off, each row once', async () => {
    const plan = await leftRunning(450);
    let steps = 0;
    await runChunks(kernel(), plan.id, () => (steps += 1) < 2);
    expect(await plan.accountsIn()).toBe(100);
    await resumeImports(kernel(), unexpected);
    expect(await settled(ops, plan.id)).toMatchObject({ status: 'done', done: 450, counts: { create: 450, skipped: 0 } });
    expect(await plan.accountsIn()).toBe(450);
  });

  it('run by two servers at once, each row goes in once', async () => {
    const plan = await leftRunning(450);
    await Promise.all([runChunks(kernel(), plan.id), runChunks(kernel(), plan.id)]);
    expect(await settled(ops, plan.id)).toMatchObject({ status: 'done', done: 450, counts: { create: 450, skipped: 0 } });
    expect(await plan.accountsIn()).toBe(450);
  });

  it('that fails when it is gone on with says so', async () => {
    const plan = await leftRunning(3);
    const { importBatches } = desk.store.t;
    await desk.store.write(({ db }) => db.update(importBatches).set({ kind: 'of no kind' as never }).where(eq(importBatches.id, plan.id)).then(() => undefined));
    const failure = await new Promise((resolve) => { void resumeImports(kernel(), resolve); });
    expect(failure).toBeInstanceOf(Error);
    expect(await desk.store.read.select({ status: importBatches.status }).from(importBatches).where(eq(importBatches.id, plan.id))).toEqual([{ status: 'failed' }]);
  });
});

describe('a file from the command line', () => {
  it('runs from end to end, or only to its plan', async () => {
    const { text, accountsIn } = fileOf(12);
    const file = { kind: 'accounts' as const, fileName: 'a.csv', text, actor: DESK };
    expect(await importFile(kernel(), { ...file, dryRun: true })).toMatchObject({ status: 'planned', counts: { create: 12 } });
    expect(await accountsIn()).toBe(0);
    const seen: string[] = [];
    expect(await importFile(kernel(), { ...file, progress: (batch) => seen.push(batch.status) })).toMatchObject({ status: 'done', counts: { create: 12 } });
    expect(seen).toEqual(['planned', 'running']);
    expect(await importFile(kernel(), { ...file, kind: 'subscriptions', text: subscriptionsCsv().replaceAll(/A-0/g, `${text.match(/F\d+-/)?.[0]}0`), options: { createProducts: false } })).toMatchObject({ counts: { create: 0, skipped: 40 }, reasons: { unknown_product: 40 } });
  });

  it('what it cannot map is told by field', async () => {
    await expect(importFile(kernel(), { kind: 'escalations', fileName: 'a.csv', text: accountsCsv(), actor: DESK })).rejects.toThrow('needs a column: Ticket key');
  });
});

describe('a server that stops', () => {
  it('stops between two steps when the server stops, and can be taken up again', async () => {
    const plan = await leftRunning(450);
    await resumeImports(kernel(), unexpected);
    await stopImports(desk.store);
    expect((await ops.get(`/imports/${plan.id}`)).body).toMatchObject({ status: 'running' });
    expect(await plan.accountsIn()).toBeLessThan(450);
  });
});
