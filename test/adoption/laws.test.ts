import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { openBooks } from '../../server/coding/history.ts';
import { booksRound } from '../../server/jobs/books.ts';
import { recountAll } from '../../server/record/journeys.ts';
import { expectFigures, keptFigures } from '../support/adoption.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { eventAt, makeKnownCustomer, SECRETS, sendTo } from '../support/events.ts';
import { round } from '../support/work.ts';

type Row = { id: string; version: number; allowed: string[]; legalSteps?: string[]; handBackSteps?: string[]; upgradeId?: string | null };

/** One thing that happens; numbers choose what it happens to. */
type Step =
  | { do: 'begin' | 'finish' | 'help' | 'reach' | 'place' | 'complete' | 'callOff' | 'escalate' | 'phone' | 'handle' | 'work' | 'moveAccount'; pick: number; other: number; late: number }
  | { do: 'wait'; hours: number };

const pick = fc.nat({ max: 1_000 });
const some = { pick, other: pick, late: fc.constantFrom(0, 0, 0, 3, 40) };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('begin', 'begin', 'place', 'complete', 'finish', 'help'), ...some }) as fc.Arbitrary<Step> },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('reach', 'callOff', 'escalate', 'phone', 'moveAccount'), ...some }) as fc.Arbitrary<Step> },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('handle', 'work'), ...some }) as fc.Arbitrary<Step> },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 400 }) }) },
);

let desk: Desk;
afterEach(() => desk.close());

const chosen = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

class History {
  readonly #people: Client[];
  readonly #customers: Awaited<ReturnType<typeof makeKnownCustomer>>[];
  readonly #begun: { ref: string; subscriptionRef: string }[] = [];

  constructor(people: Client[], customers: Awaited<ReturnType<typeof makeKnownCustomer>>[]) {
    this.#people = people;
    this.#customers = customers;
  }

  static async begin(): Promise<History> {
    desk = await openDesk({ webhookSecrets: SECRETS });
    const renewing = await makeKnownCustomer(desk);
    await desk.store.write(async ({ db, t }) => void (await db.update(t.subscriptions).set({ autoRenew: true }).where(eq(t.subscriptions.id, renewing.subscriptionId))));
    await openBooks({ store: desk.store, clock: () => new Date(desk.now()) });
    return new History([await desk.as('admin'), await desk.as('ada'), await desk.as('ben')], [await makeKnownCustomer(desk), await makeKnownCustomer(desk), renewing]);
  }

  /** An event, which may tell of what was some hours ago. */
  async #told(type: string, data: Record<string, unknown>, late: number): Promise<void> {
    await sendTo(desk, [eventAt(type, data, new Date(Date.parse(desk.now()) - late * 3_600_000).toISOString())]);
  }

  async take(one: Step): Promise<void> {
    if (one.do === 'wait') {
      desk.later(one.hours * 60);
      await booksRound({ store: desk.store, clock: () => new Date(desk.now()) });
      return void (await round(desk));
    }
    desk.later(1);
    const { pick: index, other, late } = one;
    const [customer, journey, person] = [chosen(this.#customers, other), chosen(this.#begun, index), chosen(this.#people, other)];
    if (!customer || !person) throw new Error('There are customers and staff');
    if (one.do === 'begin') {
      const ref = `U-${randomUUID()}`;
      const kind = chosen([['refresh', 'refresh'], ['renewal', 'renew'], ['add_on', 'cloud'], ['upgrade', undefined]] as const, index);
      if (index % 5 === 0) return void (await person.post('/upgrades', { accountId: customer.accountId, kind: kind?.[0], ...(kind?.[1] && { pathId: kind[1] }) }));
      this.#begun.push({ ref, subscriptionRef: customer.subscriptionRef });
      return this.#told('upgrade.started', { upgradeRef: ref, accountRef: customer.ref, kind: kind?.[0], ...(kind?.[1] && { pathId: kind[1] }), subscriptionRefs: [] }, late);
    }
    if (one.do === 'moveAccount') {
      const { version } = (await person.get(`/accounts/${customer.accountId}`)).body as Row;
      return void (await this.#people[0]?.put(`/accounts/${customer.accountId}`, { version, ...chosen([{ segment: 'smb' }, { segment: 'enterprise' }, { region: 'apac' }, { managerId: 'ben' }, { managerId: 'ada' }], index) }));
    }
    if (one.do === 'phone') return void (await person.post('/escalations', { accountId: customer.accountId, channel: 'phone', reason: 'quote_needed', text: 'Nobody answers.', ...(await this.#upgradeOf(customer.accountId, index)) }));
    if (one.do === 'handle') return this.#handle(person, index, other);
    if (one.do === 'work') return this.#work(person, index, other);
    if (!journey) return;
    const upgradeRef = journey.ref;
    if (one.do === 'reach') return this.#told('upgrade.step_reached', { upgradeRef, step: chosen(['options', 'configure', 'review', 'payment', 'shipment', 'return', 'attestation'], other) }, late);
    if (one.do === 'escalate') return this.#told('upgrade.escalated', { upgradeRef, step: chosen(['options', 'configure', 'review', 'payment', 'shipment'], other), reason: 'pricing_exception', text: 'The price is wrong.' }, late);
    if (one.do === 'help') return this.#help(person, journey, late);
    if (one.do === 'finish') {
      await this.take({ ...one, do: 'place' });
      return this.take({ ...one, do: 'complete' });
    }
    if (one.do === 'place') return this.#told('upgrade.placed', { upgradeRef, effectiveOn: desk.now().slice(0, 10), lines: [{ product: 'CLOUD', quantity: 1 }] }, late);
    if (one.do === 'complete') return this.#told('upgrade.completed', { upgradeRef }, late);
    return this.#told('upgrade.cancelled', { upgradeRef, reason: 'They changed their mind.' }, late);
  }

  /** They call from a step, are helped, get it back, and go on by themselves. */
  async #help(person: Client, { ref: upgradeRef }: { ref: string }, late: number): Promise<void> {
    await this.#told('upgrade.escalated', { upgradeRef, step: 'review', reason: 'pricing_exception', text: 'The price is wrong.' }, late);
    const [upgrade] = (await person.get(`/upgrades?filter={"externalId":"${upgradeRef}"}`)).body as Row[];
    const [item] = (await person.get(`/escalations?filter={"upgradeId":"${upgrade?.id}","status":"waiting"}`)).body as Row[];
    if (!item) return;
    const claimed = (await person.post(`/escalations/${item.id}/claim`, { version: item.version })).body as Row;
    await person.post(`/escalations/${item.id}/hand-back`, { version: claimed.version, step: claimed.handBackSteps?.[0], rootCause: 'quote_needed' });
    desk.later(5);
    await this.#told('upgrade.placed', { upgradeRef, effectiveOn: desk.now().slice(0, 10), lines: [{ product: 'CLOUD', quantity: 1 }] }, 0);
    desk.later(5);
    await this.#told('upgrade.completed', { upgradeRef }, 0);
  }

  async #upgradeOf(accountId: string, index: number) {
    const upgrade = chosen((await this.#people[0]?.get(`/upgrades?filter={"accountId":"${accountId}"}`))?.body as unknown as Row[], index);
    return upgrade ? { upgradeId: upgrade.id } : {};
  }

  /** A move on an escalation that is allowed. */
  async #handle(person: Client, index: number, other: number): Promise<void> {
    const listed = chosen((await person.get('/escalations')).body as Row[], index);
    if (!listed) return;
    const item = (await person.get(`/escalations/${listed.id}`)).body as Row;
    const verb = chosen(item.allowed, other);
    const bodies: Record<string, Record<string, unknown>> = {
      'hand-back': { step: item.handBackSteps?.[0], rootCause: 'quote_needed' }, resolve: { rootCause: 'pricing_exception' }, release: { reason: 'lunch' }, decline: { reason: 'not mine' }, cancel: { reason: 'by mistake' }, message: { text: 'We are on it.' },
      pause: { reason: 'waiting_for_customer', until: new Date(Date.parse(desk.now()) + 86_400_000).toISOString() }, transfer: { toUserId: 'ben' }, 'set-priority': { band: 'high', reason: 'asked for' }, note: { text: 'seen' },
    };
    if (verb) await person.post(`/escalations/${item.id}/${verb}`, { version: item.version, ...bodies[verb] });
  }

  /** A command on an upgrade that is allowed. */
  async #work(person: Client, index: number, other: number): Promise<void> {
    const listed = chosen((await person.get('/upgrades')).body as Row[], index);
    if (!listed) return;
    const upgrade = (await person.get(`/upgrades/${listed.id}`)).body as Row;
    const verb = chosen(upgrade.allowed, other);
    const bodies: Record<string, Record<string, unknown>> = { configure: { pathId: 'cloud', lines: [{ line: 'new', product: 'CLOUD', quantity: 1 + (other % 3) }], reason: 'as asked' }, cancel: { reason: 'not wanted' }, advance: { to: chosen(upgrade.legalSteps ?? [], other) } };
    if (verb) await person.post(`/upgrades/${upgrade.id}/${verb}`, { version: upgrade.version, ...bodies[verb] });
  }
}

it('After whatever happens, in whatever order it is told, the figures that are kept are those of a full count', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 30 }), async (steps) => {
    const history = await History.begin();
    try {
      for (const one of steps) {
        await history.take(one);
        await expectFigures(desk);
      }
      const kept = await keptFigures(desk);
      await desk.store.write((tx) => recountAll(tx));
      expect(await keptFigures(desk)).toEqual(kept);
    } finally {
      await desk.close();
    }
  }), { numRuns: process.env['ENGINE'] === 'postgres' ? 4 : 12, endOnFailure: true });
  desk = await openDesk();
});
