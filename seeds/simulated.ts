import { addDays } from '../server/domain/days.ts';
import { ROOT_CAUSES, type EventType, type Instant, type Step, type UpgradeKind } from '../server/domain/words.ts';
import { makeRandom, type Random } from './random.ts';
import { askedFor } from './texts.ts';

/** What a running desk has, as its lists answer it: journeys are made of nothing else. */
export type Market = {
  accounts: readonly { id: string; externalId: string | null; name: string }[];
  subscriptions: readonly { externalId: string | null; accountId: string; product: string; productName: string; quantity: number; endsOn: string | null; termMonths: number }[];
  paths: readonly { id: string; kind: UpgradeKind; fromFamily: string | null; toFamily: string | null; selfServe: boolean; active: boolean }[];
  products: readonly { id: string; name: string; family: string; listPriceMinor: number; active: boolean }[];
};

type CloudEvent = { specversion: '1.0'; id: string; source: string; type: EventType; time: Instant; data: Record<string, unknown> };

export type SimulatedJourney = {
  upgradeRef: string;
  accountName: string;
  kind: UpgradeKind;
  /** How far the customer got, in words. */
  story: string;
  /** In the order in which they are sent: repeats and late ones are among them. */
  events: CloudEvent[];
};

type Told = { type: EventType; data: Record<string, unknown> };
type Way = { account: Market['accounts'][number]; subscription: Market['subscriptions'][number]; path: Market['paths'][number]; product: Market['products'][number] };

const DRAFT_STEPS = ['options', 'configure', 'review', 'payment'] as const satisfies readonly Step[];
type Ending = 'escalated' | 'escalated twice' | 'escalated, then ordered by themselves' | 'ordered' | 'completed' | 'left lying' | 'cancelled';
const ENDINGS: readonly (readonly [Ending, number])[] = [['escalated', 34], ['escalated twice', 6], ['escalated, then ordered by themselves', 8], ['ordered', 22], ['completed', 10], ['left lying', 12], ['cancelled', 8]];
const BETWEEN_SECONDS = [15, 90] as const;

/** What this customer may do with this subscription, by the paths that customers may take. */
function waysOf(market: Market, account: Way['account'], subscription: Way['subscription']): Way[] {
  const owned = market.products.find((one) => one.id === subscription.product);
  if (!owned) return [];
  return market.paths.filter((path) => path.active && path.selfServe && (path.fromFamily === null || path.fromFamily === owned.family)).flatMap((path) => {
    const fits = market.products.filter((one) => one.active && {
      renewal: one.id === owned.id, add_on: one.family === path.toFamily && one.family !== owned.family, refresh: one.family === path.toFamily,
      upgrade: one.family === path.toFamily && one.listPriceMinor > owned.listPriceMinor, downgrade: one.family === path.toFamily && one.listPriceMinor < owned.listPriceMinor,
    }[path.kind]);
    return fits.map((product) => ({ account, subscription, path, product }));
  });
}

/** One way for each subscription, each account once: two journeys that want the same lines would stand in each other's way. */
function chooseWays(random: Random, market: Market): Way[] {
  const accounts = market.accounts.filter((one) => one.externalId !== null).map((account) => ({ account, key: random.real() })).sort((a, b) => a.key - b.key);
  return accounts.flatMap(({ account }) => {
    const ways = market.subscriptions.filter((one) => one.accountId === account.id && one.externalId !== null).map((one) => waysOf(market, account, one)).filter((some) => some.length > 0);
    if (ways.length === 0) return [];
    const some = random.pick(ways);
    // By kind first: a family with many sizes would else leave no room for renewals.
    const kind = random.pick([...new Set(some.map((one) => one.path.kind))]);
    return [random.pick(some.filter((one) => one.path.kind === kind))];
  });
}

function escalation(random: Random, way: Way, step: Step): Told {
  const reason = random.pick(ROOT_CAUSES);
  const price = `$${Math.round((way.product.listPriceMinor * way.subscription.quantity) / 100).toLocaleString('en-US')}`;
  const { subject, text } = askedFor(random, reason, { company: way.account.name, old: way.subscription.productName, new: way.product.name, price });
  return { type: 'upgrade.escalated', data: { step, reason, text: `${subject}\n${text}` } };
}

function order(random: Random, { subscription, path, product }: Way, now: Instant): Told {
  const today = now.slice(0, 10);
  const renews = path.kind === 'renewal' && subscription.endsOn !== null && subscription.endsOn >= today;
  const effectiveOn = renews ? addDays(subscription.endsOn ?? today, 1) : addDays(today, random.int(0, 14));
  const replaces = path.kind === 'add_on' ? [] : [subscription.externalId];
  return { type: 'upgrade.placed', data: { effectiveOn, lines: [{ product: product.id, quantity: subscription.quantity, termMonths: path.kind === 'renewal' ? subscription.termMonths : random.pick([12, 36]), replaces }] } };
}

function tell(random: Random, way: Way, ending: Ending, now: Instant): Told[] {
  const { account, subscription, path } = way;
  const started: Told = { type: 'upgrade.started', data: { accountRef: account.externalId, kind: path.kind, pathId: path.id, subscriptionRefs: path.kind === 'add_on' ? [] : [subscription.externalId] } };
  const ordered = ending === 'ordered' || ending === 'completed' || ending === 'escalated, then ordered by themselves';
  const reached = DRAFT_STEPS.slice(0, ordered ? DRAFT_STEPS.length : random.int(1, DRAFT_STEPS.length));
  const told: Told[] = [started, ...reached.map((step): Told => ({ type: 'upgrade.step_reached', data: { step } }))];
  const stuck = reached.at(-1) ?? 'options';
  if (ending.startsWith('escalated')) told.push(escalation(random, way, stuck));
  if (ending === 'escalated twice') told.push(escalation(random, way, stuck));
  if (ordered) told.push(order(random, way, now));
  if (ending === 'completed') told.push({ type: 'upgrade.step_reached', data: { step: 'shipment' } }, { type: 'upgrade.completed', data: {} });
  if (ending === 'cancelled') told.push({ type: 'upgrade.cancelled', data: { reason: random.pick(['changed their mind', 'will decide next quarter', 'started twice by mistake']) } });
  return told;
}

/** A minute or so between two steps; the last has just happened. */
function inTime(random: Random, told: readonly Told[], upgradeRef: string, now: Instant): CloudEvent[] {
  const gaps = told.map(() => random.int(...BETWEEN_SECONDS) * 1000);
  return told.map(({ type, data }, index) => {
    const at = Date.parse(now) - gaps.slice(index + 1).reduce((sum, gap) => sum + gap, 0);
    return { specversion: '1.0', id: `${upgradeRef}-${index + 1}`, source: '/portal', type, time: new Date(at).toISOString(), data: { upgradeRef, ...data } };
  });
}

/** As networks have it: now and then one comes twice, late, before the start that it belongs to, or not as it should be. */
function asSent(random: Random, events: readonly CloudEvent[]): { events: CloudEvent[]; oddity: string | null } {
  const sent = [...events];
  const oddity = random.weighted<'twice' | 'late' | 'early' | 'misspelt' | 'of no return' | null>([[null, 64], ['twice', 12], ['late', 12], ['early', 6], ['misspelt', 3], ['of no return', 3]]);
  const [first, second] = sent;
  const last = sent.at(-1);
  if (oddity === 'twice') sent.push(random.pick(events));
  if (oddity === 'late' && sent.length > 3) sent.push(...sent.splice(1, 1));
  if (oddity === 'early' && first && second) sent.splice(0, 2, second, first);
  if (oddity === 'misspelt' && first) sent[0] = { ...first, data: { ...first.data, accountRef: `${String(first.data.accountRef)}x` } };
  if (oddity === 'of no return' && last) sent.push({ ...last, id: `${last.id}-return`, type: 'return.fact', data: { trackingNumber: `${last.id}-parcel`, vocabulary: 'easypost', fact: 'in_transit' } });
  return { events: sent, oddity };
}

/**
 * Customers' journeys on what a desk has, as a portal tells of them: the same seed, market and times make the same journeys. `now` is asked
 * for each, so that its last event has just happened. It ends when the accounts are used up.
 */
export function* simulateJourneys(seed: string, market: Market, now: () => Instant): Generator<SimulatedJourney> {
  const random = makeRandom('simulated', seed);
  for (const [index, way] of chooseWays(random, market).entries()) {
    const ending = random.weighted(ENDINGS);
    const upgradeRef = `SIM-${seed}-${index + 1}`;
    const at = now();
    const { events, oddity } = asSent(random, inTime(random, tell(random, way, ending, at), upgradeRef, at));
    yield { upgradeRef, accountName: way.account.name, kind: way.path.kind, story: oddity === null ? ending : `${ending} (an event ${oddity === 'early' ? 'before its start' : oddity})`, events };
  }
}
