import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openBooks } from '../../server/coding/history.ts';
import type { Leg } from '../../server/domain/coding/case.ts';
import { addDays } from '../../server/domain/days.ts';
import { booksRound } from '../../server/jobs/books.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { expectBooks } from '../support/books.ts';
import { makeCustomer, type Customer } from '../support/customers.ts';
import { imported } from '../support/imports.ts';
import type { Upgrade } from '../support/work.ts';

type Coding = { id: string; status: string; version: number; legs: Leg[]; deltaMinor: number; effectiveOn: string; allowed: string[]; before: { line: string }[]; after: { line: string }[] };

/** One thing that happens at the desk; numbers choose what it happens to. */
type Step =
  | { do: 'place'; customer: number; product: number; quantity: number; linked: boolean; inDays: number }
  | { do: 'cancel' | 'confirm' | 'approve' | 'reject' | 'override' | 'join' | 'autoRenew' | 'move'; pick: number; other: number }
  | { do: 'wait'; days: number }
  | { do: 'import'; customer: number; rows: { key: number; arr: number; start: number; months: number }[] }
  | { do: 'close' | 'reopen' };

const PRODUCTS = ['T4-2TB', 'T5-3TB', 'CLOUD'] as const;
const pick = fc.nat({ max: 1_000 });
const some = { pick, other: pick };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('place' as const), customer: fc.nat({ max: 2 }), product: fc.nat({ max: 2 }), quantity: fc.integer({ min: 1, max: 3 }), linked: fc.boolean(), inDays: fc.integer({ min: -20, max: 40 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 45 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('override' as const), ...some }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('cancel', 'confirm', 'approve', 'reject', 'join', 'autoRenew', 'move'), ...some }) as fc.Arbitrary<Step> },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('import' as const), customer: fc.nat({ max: 2 }), rows: fc.array(fc.record({ key: fc.nat({ max: 3 }), arr: fc.nat({ max: 900 }), start: fc.nat({ max: 400 }), months: fc.integer({ min: 1, max: 14 }) }), { minLength: 1, maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('close', 'reopen') }) as fc.Arbitrary<Step> },
);

let desk: Desk;
afterEach(() => desk.close());

class History {
  readonly #customers: Customer[];
  readonly #people: Record<'admin' | 'admin2' | 'ops', Client>;
  readonly placed: string[] = [];

  private constructor(customers: Customer[], people: Record<'admin' | 'admin2' | 'ops', Client>) {
    this.#customers = customers;
    this.#people = people;
  }

  static async begin(): Promise<History> {
    desk = await openDesk();
    const customers = [await makeCustomer(desk.store), await makeCustomer(desk.store, { managerId: 'ben', region: 'apac' }), await makeCustomer(desk.store, { segment: 'smb' })];
    await desk.store.write(async ({ db, t }) => {
      for (const { accountId } of customers) await db.update(t.accounts).set({ externalId: accountId }).where(eq(t.accounts.id, accountId));
    });
    await openBooks({ store: desk.store, clock: () => new Date(desk.now()) });
    return new History(customers, { admin: await desk.as('admin'), admin2: await desk.as('admin2'), ops: await desk.as('ops') });
  }

  async take(one: Step): Promise<void> {
    switch (one.do) {
      case 'place': return this.#place(one);
      case 'wait': return this.#wait(one.days);
      case 'import': return this.#import(one);
      case 'close':
      case 'reopen': return this.#period(one.do);
      default: return this.#act(one.do, one.pick, one.other);
    }
  }

  async #lines(accountId: string) {
    const { subscriptions } = desk.store.t;
    return (await desk.store.read.select().from(subscriptions).where(eq(subscriptions.accountId, accountId))).filter((line) => line.countsUntil === null);
  }

  async #place({ customer, product, quantity, linked, inDays }: Extract<Step, { do: 'place' }>): Promise<void> {
    const accountId = this.#customers[customer]?.accountId ?? '';
    const lines = await this.#lines(accountId);
    const { admin } = this.#people;
    const today = desk.now().slice(0, 10);
    const started = await admin.post('/upgrades', { accountId, kind: linked ? 'refresh' : 'add_on', subscriptionIds: lines.slice(0, 1).map(({ id }) => id), effectiveOn: addDays(today, inDays) });
    const upgrade = started.body as Upgrade;
    const replaces = linked ? upgrade.before.map(({ line }) => line) : [];
    const configured = await admin.post(`/upgrades/${upgrade.id}/configure`, { pathId: linked ? 'refresh' : 'cloud', lines: [{ product: PRODUCTS[product], quantity, replaces }], reason: 'chance', version: upgrade.version });
    expect(configured.status, JSON.stringify(configured.body)).toBe(200);
    const answer = await admin.post(`/upgrades/${upgrade.id}/place-on-behalf`, { version: (configured.body as Upgrade).version });
    expect([200, 409], JSON.stringify(answer.body)).toContain(answer.status);
    if (answer.status === 200) this.placed.push(upgrade.id);
  }

  async #wait(days: number): Promise<void> {
    desk.later(days * 1_440);
    const kernel = { store: desk.store, clock: () => new Date(desk.now()) };
    while ((await booksRound(kernel)) > 0);
  }

  async #import({ customer, rows }: Extract<Step, { do: 'import' }>): Promise<void> {
    const account = this.#customers[customer]?.accountId ?? '';
    const day = (start: number) => addDays('2025-02-01', start);
    const text = ['subscription_id,account_id,product,quantity,arr,start_date,end_date', ...rows.map(({ key, arr, start, months }) => `${account}-${key},${account},T4-2TB,1,${arr},${day(start)},${addDays(day(start), months * 30)}`)].join('\n');
    await imported(desk, this.#people.ops, 'subscriptions', text);
  }

  async #period(verb: 'close' | 'reopen'): Promise<void> {
    const { admin } = this.#people;
    const periods = (await admin.get('/periods?sort=["id","ASC"]&range=[0,99]')).body as { id: string; state: string }[];
    const target = verb === 'close' ? periods.find(({ state }) => state === 'open') : periods.findLast(({ state }) => state === 'closed');
    if (!target) return;
    const answer = await admin.post(`/periods/${target.id}/${verb}`, verb === 'reopen' ? { reason: 'chance' } : {});
    expect([200, 409], JSON.stringify(answer.body)).toContain(answer.status);
  }

  async #coding(pickOne: number): Promise<Coding | null> {
    const list = (await this.#people.admin.get('/codings?range=[0,199]&sort=["id","ASC"]')).body as { id: string }[];
    const id = list[pickOne % Math.max(1, list.length)]?.id;
    return id === undefined ? null : ((await this.#people.admin2.get(`/codings/${id}`)).body as Coding);
  }

  async #act(verb: string, one: number, other: number): Promise<void> {
    const { admin, admin2 } = this.#people;
    if (verb === 'cancel') {
      const id = this.placed[one % Math.max(1, this.placed.length)];
      if (id === undefined) return;
      const upgrade = (await admin.get(`/upgrades/${id}`)).body as Upgrade;
      const answer = await admin.post(`/upgrades/${id}/cancel`, { reason: 'chance', version: upgrade.version });
      expect([200, 409], JSON.stringify(answer.body)).toContain(answer.status);
      return;
    }
    if (verb === 'autoRenew' || verb === 'move') return this.#change(verb, one, other);
    const coding = await this.#coding(one);
    if (!coding) return;
    const body = verb === 'override' ? { legs: otherLegs(coding, other), reasonCode: 'other', note: 'chance' }
      : verb === 'join' ? { otherId: (await this.#coding(other))?.id, note: 'chance' }
        : verb === 'confirm' ? {} : { note: 'chance' };
    const answer = await (verb === 'approve' ? admin2 : admin).post(`/codings/${coding.id}/${verb}`, { ...body, version: coding.version });
    expect([200, 403, 409, 422], `${verb}: ${JSON.stringify(answer.body)}`).toContain(answer.status);
  }

  async #change(verb: 'autoRenew' | 'move', one: number, other: number): Promise<void> {
    const { admin } = this.#people;
    const accountId = this.#customers[one % 3]?.accountId ?? '';
    if (verb === 'autoRenew') {
      const line = (await this.#lines(accountId))[0];
      if (line?.status === 'active') await admin.put(`/subscriptions/${line.id}`, { autoRenew: !line.autoRenew, version: line.version });
      return;
    }
    const account = (await admin.get(`/accounts/${accountId}`)).body as { version: number };
    const answer = await admin.put(`/accounts/${accountId}`, { segment: ['smb', 'mid_market', 'enterprise'][other % 3], region: ['emea', 'apac'][other % 2], managerId: ['ada', 'ben'][other % 2], version: account.version });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  }
}

/** Other legs that sum to the same: a split, another name for the movement, or another day. */
function otherLegs({ legs, deltaMinor }: Coding, chance: number): Leg[] {
  const [first] = legs;
  if (!first) return [];
  const moved = chance % 3 === 0 ? addDays(first.effectiveOn, (chance % 80) - 40) : first.effectiveOn;
  const leg = (movement: Leg['movement'], amountMinor: number): Leg => ({ ...first, movement, driver: 'price', amountMinor, effectiveOn: moved });
  const extra = 1 + (chance % 5_000);
  if (chance % 2 === 0) return legs.map((one) => ({ ...one, effectiveOn: moved }));
  return deltaMinor >= 0 ? [leg('expansion', deltaMinor + extra), leg('contraction', -extra)] : [leg('expansion', extra), leg('churn', deltaMinor - extra)];
}

describe('Whatever happens at the desk', () => {
  it('the books balance after every step: bridge, sums that are kept, codings, chain', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
      const history = await History.begin();
      await expectBooks(desk.store);
      for (const one of steps) {
        await history.take(one);
        await expectBooks(desk.store);
      }
    }).beforeEach(async () => desk?.close().catch(() => undefined)), { numRuns: process.env['ENGINE'] === 'postgres' ? 2 : 6 });
  });
});
