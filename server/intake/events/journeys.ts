import { and, asc, inArray, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { inSlices, insertRows, putRows } from '../../../db/many.ts';
import { stateOf, type JourneyEvent, type JourneyState } from '../../domain/events.ts';
import { OPEN_ESCALATION_STATUSES, type EventDisposition, type Step } from '../../domain/words.ts';
import { settleWaiting, type SaidRow } from '../../escalations/by-customer.ts';
import { followStep } from '../../escalations/hand-back-ends.ts';
import type { EscalationRow } from '../../escalations/read.ts';
import { recordEach } from '../../record/record.ts';
import { Problem } from '../../rest/problem.ts';
import type { Act } from '../../rest/request.ts';
import { numberStarts, writeStartLines, type Start } from '../../upgrades/by-event.ts';
import type { UpgradeRow } from '../../upgrades/read.ts';
import type { DataOf, JourneyType, TakenType } from './shapes.ts';

export type Incoming = Act['tx']['t']['incomingEvents']['$inferSelect'];
type StepRow = Act['tx']['t']['upgradeSteps']['$inferSelect'];

/** A journey that events are about: read once for all of them, changed in memory, written once. Its rows are replaced, never changed. */
export type Journey = {
  readonly ref: string;
  /** As it was last written; null while it is not. */
  before: UpgradeRow | null;
  upgrade: UpgradeRow | null;
  start: Start | null;
  /** Those that count so far, and those that wait. */
  events: Incoming[];
  waiting: Incoming[];
  steps: StepRow[];
  openBefore: EscalationRow | null;
  open: EscalationRow | null;
  said: SaidRow[];
  changed: boolean;
};

export const dataOf = <T extends TakenType>(event: Incoming, _type: T) => event.data as unknown as DataOf<T>;

export type Outcome = { disposition: EventDisposition; because: string | null };

/** What a rule refuses goes to the quarantine with its reason; anything else is a defect. */
export function refused(error: unknown): Outcome {
  if (!(error instanceof Problem)) throw error;
  return { disposition: 'quarantined', because: error.message };
}

/** What an event says of its journey. */
export function meaning(event: Incoming): JourneyEvent {
  const at = event.occurredAt;
  switch (event.type as JourneyType) {
    case 'upgrade.started': return { type: 'started', at };
    case 'upgrade.step_reached': return { type: 'step_reached', at, step: dataOf(event, 'upgrade.step_reached').step };
    case 'upgrade.escalated': return { type: 'escalated', at, step: dataOf(event, 'upgrade.escalated').step };
    case 'upgrade.placed': return { type: 'placed', at };
    case 'upgrade.completed': return { type: 'completed', at };
    case 'upgrade.cancelled': return { type: 'cancelled', at };
  }
}

/** Where its events say that a journey stands. Steps that staff took count like any other, and so does that they cancelled it. */
export function stateAfter({ upgrade, events, steps }: Journey, more: readonly Incoming[] = []): JourneyState | null {
  const byStaff = steps.filter((row) => row.by !== 'customer').map((row): JourneyEvent => (row.step === 'placed' ? { type: 'placed', at: row.startedAt } : { type: 'step_reached', at: row.startedAt, step: row.step as Step }));
  // Of a cancelling that came by an event this says the same once more.
  if (upgrade?.cancelledAt) byStaff.push({ type: 'cancelled', at: upgrade.cancelledAt });
  return stateOf([...(upgrade ? [{ type: 'started' as const, at: upgrade.startedAt }] : []), ...events.map(meaning), ...more.map(meaning), ...byStaff]);
}

const COUNTING: EventDisposition[] = ['applied', 'late'];

export const inOrder = (a: Incoming, b: Incoming): number => (a.occurredAt === b.occurredAt ? (a.eventId < b.eventId ? -1 : 1) : a.occurredAt < b.occurredAt ? -1 : 1);

/** The journeys that these events are about, without the events themselves. */
export async function readJourneys(act: Act, events: readonly Incoming[]): Promise<Map<string, Journey>> {
  const { db, t } = act.tx;
  const own = new Set(events.map((event) => event.id));
  const refs = new Set(events.map((event) => event.upgradeRef ?? ''));
  const upgrades = await inSlices(refs, (some) => db.select().from(t.upgrades).where(inArray(t.upgrades.externalId, some)));
  const known = (await inSlices(refs, (some) => db.select().from(t.incomingEvents).where(and(inArray(t.incomingEvents.upgradeRef, some), inArray(t.incomingEvents.disposition, [...COUNTING, 'waiting']))))).filter((event) => !own.has(event.id)).sort(inOrder);
  const journeys = new Map<string, Journey>([...refs].map((ref) => [ref, { ref, before: null, upgrade: null, start: null, events: [], waiting: [], steps: [], openBefore: null, open: null, said: [], changed: false }]));
  for (const event of known) journeys.get(event.upgradeRef ?? '')?.[event.disposition === 'waiting' ? 'waiting' : 'events'].push(event);
  await fill(act, journeys, upgrades);
  return journeys;
}

/** Reads anew what commands beside this one may have changed. */
export async function rereadJourneys(act: Act, journeys: readonly Journey[]): Promise<void> {
  const { upgrades } = act.tx.t;
  const rows = await inSlices(journeys.flatMap((journey) => journey.upgrade?.id ?? []), (ids) => act.tx.db.select().from(upgrades).where(inArray(upgrades.id, ids)));
  await fill(act, new Map(journeys.map((journey) => [journey.ref, journey])), rows);
}

async function fill({ tx: { db, t } }: Act, journeys: ReadonlyMap<string, Journey>, upgrades: readonly UpgradeRow[]): Promise<void> {
  const ids = upgrades.map((upgrade) => upgrade.id);
  const steps = Map.groupBy(await inSlices(ids, (some) => db.select().from(t.upgradeSteps).where(inArray(t.upgradeSteps.upgradeId, some)).orderBy(asc(t.upgradeSteps.id))), (row) => row.upgradeId);
  const open = new Map((await inSlices(ids, (some) => db.select().from(t.escalations).where(and(inArray(t.escalations.upgradeId, some), inArray(t.escalations.status, [...OPEN_ESCALATION_STATUSES]))))).map((row) => [row.upgradeId, row]));
  for (const upgrade of upgrades) {
    const journey = journeys.get(upgrade.externalId ?? '');
    if (!journey) continue;
    const call = open.get(upgrade.id) ?? null;
    Object.assign(journey, { before: journey.before ?? upgrade, upgrade, steps: steps.get(upgrade.id) ?? [], openBefore: call, open: call });
  }
}

/** Why the customer cancelled at that time, where they said so. */
function toldReason(events: readonly Incoming[], at: string): string | null {
  const told = events.find((event) => event.type === 'upgrade.cancelled' && event.occurredAt === at);
  return (told && dataOf(told, 'upgrade.cancelled').reason) ?? null;
}

/** What a journey's row and its steps are to be, from what its events say. */
function settled(journey: Journey, upgrade: UpgradeRow): { upgrade: UpgradeRow; steps: StepRow[] } {
  const state = stateAfter(journey);
  if (!state) throw new Error(`Upgrade ${upgrade.id} has no beginning`);
  const { steps, ...fields } = state;
  // A journey that staff ended stays ended: only they or the customer's next order take it up again.
  const ended = upgrade.status === 'abandoned' && state.status === 'draft' ? { status: upgrade.status } : {};
  const moved = steps.flatMap(({ step, startedAt }): StepRow[] => {
    const row = journey.steps.find((one) => one.step === step);
    if (!row) return [{ id: uuidv7(), upgradeId: upgrade.id, step, startedAt, by: 'customer', actorId: null }];
    return row.by === 'customer' && row.startedAt > startedAt ? [{ ...row, startedAt }] : [];
  });
  return { upgrade: { ...upgrade, ...fields, ...ended, cancelReason: state.cancelledAt === null ? null : (toldReason(journey.events, state.cancelledAt) ?? upgrade.cancelReason), version: journey.before ? upgrade.version + 1 : upgrade.version }, steps: moved };
}

/** Writes what events have changed, with what it leaves behind: so many statements for all of them together. */
export async function writeJourneys(act: Act, journeys: Iterable<Journey>): Promise<void> {
  const { db, t } = act.tx;
  const changed = [...journeys].flatMap((journey) => (journey.changed && journey.upgrade ? [{ journey, upgrade: journey.upgrade }] : []));
  if (changed.length === 0) return;
  const starts = changed.flatMap(({ journey }) => journey.start ?? []);
  const numbers = await numberStarts(act, starts);
  const after = changed.map(({ journey, upgrade }) => ({ journey, ...settled(journey, { ...upgrade, ...numbers.get(upgrade.id) }) }));
  // What a search finds it by stays: writing it would have the index kept anew.
  await putRows(db, t.upgrades, after.map((one) => one.upgrade), ['externalId', 'reference', 'search']);
  await writeStartLines(act, starts);
  await putRows(db, t.upgradeSteps, after.flatMap((one) => one.steps));
  const said = changed.flatMap(({ journey }) => journey.said);
  const open = after.flatMap(({ journey, upgrade }) => (journey.open ? [{ escalation: journey.open, upgrade }] : []));
  const settledCalls = new Map((await settleWaiting(act, open, said)).map((row) => [row.id, row]));
  const unsaid = new Set(changed.map(({ journey }) => journey.openBefore));
  await putRows(db, t.escalations, open.flatMap(({ escalation }) => settledCalls.get(escalation.id) ?? (unsaid.has(escalation) ? [] : [escalation])));
  await insertRows(db, t.timeline, said);
  await recordEach(act, after.flatMap(({ journey, upgrade }) => {
    const call = journey.open && { row: settledCalls.get(journey.open.id) ?? journey.open, before: journey.openBefore };
    const about = { accountId: upgrade.accountId, upgradeId: upgrade.id };
    return [
      { command: 'upgrades.event' as const, resource: 'upgrades', id: upgrade.id, before: journey.before, after: upgrade, ...about },
      ...(call && journey.said.length > 0 ? [{ command: 'escalations.event' as const, resource: 'escalations', id: call.row.id, before: call.before, after: call.row, ...about }] : []),
    ];
  }));
  for (const { journey, upgrade, steps } of after) {
    const call = journey.open && (settledCalls.get(journey.open.id) ?? journey.open);
    const row = call && (await followStep(act, call, upgrade)) ? null : call;
    const moved = new Map(steps.map((step) => [step.id, step]));
    const kept = [...journey.steps.filter((step) => !moved.has(step.id)), ...steps];
    Object.assign(journey, { before: upgrade, upgrade, start: null, steps: kept, openBefore: row, open: row, said: [], changed: false } satisfies Partial<Journey>);
  }
}

/** Every event keeps what became of it, and which upgrade of ours it is about. */
export async function keepOutcomes({ tx: { db, t } }: Act, outcomes: ReadonlyMap<Incoming, Outcome>): Promise<void> {
  const changed = [...outcomes].filter(([event, outcome]) => event.disposition !== outcome.disposition || event.because !== outcome.because);
  const upgradeId = sql`(select ${t.upgrades.id} from ${t.upgrades} where ${t.upgrades.externalId} = ${t.incomingEvents.upgradeRef})`;
  for (const [, some] of Map.groupBy(changed, ([, { disposition, because }]) => `${disposition} ${because}`)) {
    const [, outcome] = some[0] ?? [];
    if (outcome) await inSlices(some.map(([event]) => event.id), (ids) => db.update(t.incomingEvents).set({ ...outcome, upgradeId }).where(inArray(t.incomingEvents.id, ids)).returning({ id: t.incomingEvents.id }));
  }
}
