import { and, asc, eq, inArray } from 'drizzle-orm';
import { inSlices } from '../../../db/many.ts';
import { readPolicy } from '../../admin/commands.ts';
import { dayIn } from '../../domain/days.ts';
import { changedTerms, inForce, opensLine, sameTerms, type CataloguePrice, type Saying } from '../../domain/line-change.ts';
import { invalid, isRefusal, notNow } from '../../domain/refusal.ts';
import type { Day } from '../../domain/words.ts';
import { refusalProblem } from '../../rest/problem.ts';
import type { Act } from '../../rest/request.ts';
import { changeLine, comeBack, endLine, findLine, openLine, renewsItself, takeBackChange, type Ground } from '../../upgrades/line-by-event.ts';
import { dataOf, keepOutcomes, refused, type Incoming, type Outcome } from './journeys.ts';

const UNKNOWN_LINE: Outcome = { disposition: 'waiting', because: 'its subscription is not known yet' };

/** What has been said of one line so far, and what waits for it to be known. */
type Told = { ref: string; known: Incoming[]; waiting: Incoming[] };

/**
 * Takes events that tell of subscriptions, in the order in which they came. Whatever that order, what a line was on each day is what its sender
 * said of it: one that comes late is put into its place, and what was said after it is put on top of it again. It stays late where a later
 * order, or a person's correction, stands on what would change.
 */
export async function applyLineEvents(act: Act, events: readonly Incoming[]): Promise<Map<Incoming, Outcome>> {
  const outcomes = new Map<Incoming, Outcome>();
  if (events.length === 0) return outcomes;
  const ground = await readGround(act, events);
  const told = await readTold(act, events);
  for (const event of events) {
    const line = told.get(event.subscriptionRef ?? '');
    if (line) await takeFor(act, ground, line, event, outcomes);
  }
  await keepOutcomes(act, outcomes);
  return outcomes;
}

/** Takes one, and then what waited for it. */
async function takeFor(act: Act, ground: Ground, line: Told, event: Incoming, outcomes: Map<Incoming, Outcome>): Promise<void> {
  const outcome = await act.tx.attempt(() => take(act, ground, line, event)).catch(notTaken);
  outcomes.set(event, outcome);
  if (outcome.disposition === 'waiting') line.waiting.push(event);
  if (outcome.disposition !== 'applied' && outcome.disposition !== 'late') return;
  const next = line.waiting.splice(0).sort(inOrder(ground));
  for (const one of next) await takeFor(act, ground, line, one, outcomes);
}

const dayOf = ({ zone }: Ground, event: Incoming): Day => dataOf(event, 'subscription.changed').effectiveOn ?? dayIn(zone, event.occurredAt);
const saying = (ground: Ground, event: Incoming): Saying => ({ eventId: event.eventId, occurredAt: event.occurredAt, on: dayOf(ground, event) });
const inOrder = (ground: Ground) => (a: Incoming, b: Incoming): number => inForce(saying(ground, a), saying(ground, b));

async function take(act: Act, ground: Ground, line: Told, event: Incoming): Promise<Outcome> {
  const order = inOrder(ground);
  const later = line.known.filter((one) => order(one, event) > 0).sort(order);
  if (later.length === 0 && !opensLine(dataOf(event, 'subscription.changed')) && !(await findLine(act, line.ref))) return UNKNOWN_LINE;
  for (const one of later.toReversed()) if (!(await takeBackChange(act, one.id, ground.today))) throw new Built();
  const because = await put(act, ground, line.ref, event);
  for (const one of later) await put(act, ground, line.ref, one);
  line.known.push(event);
  const says = line.known.filter((one) => dataOf(one, 'subscription.changed').autoRenew !== undefined).sort(order).at(-1);
  if (says) await renewsItself(act, line.ref, dataOf(says, 'subscription.changed').autoRenew ?? false);
  return { disposition: later.length > 0 ? 'late' : 'applied', because };
}

/** Something that is no event stands on what a late one would change. */
class Built extends Error {
  readonly outcome: Outcome = { disposition: 'late', because: 'what was ordered or corrected since stands on the line as it was: nothing was changed' };
}

const notTaken = (error: unknown): Outcome => (error instanceof Built ? error.outcome : refused(error));

/** Makes the line what one event says, on top of what is there. Answers why it changes nothing, where there is nothing to change. */
async function put(act: Act, ground: Ground, ref: string, event: Incoming): Promise<string | null> {
  const { subscriptionRef: _ref, accountRef, ended = false, ...said } = dataOf(event, 'subscription.changed');
  const accountId = ground.accounts.get(accountRef);
  if (accountId === undefined) throw refusalProblem(invalid('accountRef', 'is not the externalId of an account'));
  const wanted = dayOf(ground, event);
  const found = await findLine(act, ref);
  const current = found && (await comeBack(act, ground, found, wanted));
  const stands = current?.countsUntil === null ? current : null;
  if (found?.status === 'replaced' && !stands) throw refusalProblem(notNow('The line was joined with others, or parted, by an order: name the lines that took its place by their own ids', []));
  // Never before the line began to count.
  const on = stands && stands.countsFrom > wanted ? stands.countsFrom : wanted;
  if (!stands && (ended || !opensLine(said))) return found ? `the line had left the books on ${found.countsUntil ?? wanted}: it takes product and quantity to open it anew` : 'the line was not there yet';
  if (ended && stands) {
    await endLine(act, stands, { eventId: event.id, on });
    return null;
  }
  const terms = changedTerms(stands, said, on, ground.products);
  if (isRefusal(terms)) throw refusalProblem(terms);
  if (!stands) await openLine(act, ground, { ref, accountId, terms, on, eventId: event.id, follows: found });
  else if (stands.accountId !== accountId || !sameTerms(stands, terms)) await changeLine(act, ground, { accountId, was: stands, terms, on, eventId: event.id });
  return null;
}

async function readGround(act: Act, events: readonly Incoming[]): Promise<Ground> {
  const { db, t } = act.tx;
  const policy = await readPolicy(act.tx);
  const refs = new Set(events.map((event) => event.subscriptionRef ?? ''));
  const all = [...events, ...(await inSlices(refs, (some) => db.select().from(t.incomingEvents).where(inArray(t.incomingEvents.subscriptionRef, some))))];
  const accounts = await inSlices(new Set(all.map((event) => String(event.data['accountRef'] ?? ''))), (some) => db.select({ id: t.accounts.id, externalId: t.accounts.externalId }).from(t.accounts).where(inArray(t.accounts.externalId, some)));
  const products = await db.select({ id: t.products.id, listPriceMinor: t.products.listPriceMinor, currency: t.products.currency }).from(t.products);
  return {
    zone: policy.booksZone, today: dayIn(policy.booksZone, act.now), reportingCurrency: policy.reportingCurrency, gapDays: policy.gapDays, rates: await db.select().from(t.exchangeRates), accounts: new Map(accounts.map(({ id, externalId }) => [externalId ?? '', id])),
    products: new Map<string, CataloguePrice>(products.map(({ id, ...price }) => [id, price])),
  };
}

async function readTold({ tx: { db, t } }: Act, events: readonly Incoming[]): Promise<Map<string, Told>> {
  const own = new Set(events.map((event) => event.id));
  const refs = new Set(events.map((event) => event.subscriptionRef ?? ''));
  const { incomingEvents: e } = t;
  const rows = await inSlices(refs, (some) => db.select().from(e).where(and(inArray(e.subscriptionRef, some), eq(e.type, 'subscription.changed'), inArray(e.disposition, ['applied', 'late', 'waiting']))).orderBy(asc(e.occurredAt), asc(e.eventId)));
  const told = new Map<string, Told>([...refs].map((ref) => [ref, { ref, known: [], waiting: [] }]));
  for (const row of rows) if (!own.has(row.id)) told.get(row.subscriptionRef ?? '')?.[row.disposition === 'waiting' ? 'waiting' : 'known'].push(row);
  return told;
}
