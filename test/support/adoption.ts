import { asc } from 'drizzle-orm';
import { expect } from 'vitest';
import { COUNTERS, type Counter } from '../../server/domain/adoption/journey.ts';
import type { Desk } from './app.ts';

type Told = Partial<Record<Counter, number>>;

/** What the figures by cut and day, and by month for all cuts together, have to be, told from upgrades, escalations and the audit log alone. Books are kept in UTC here. */
export async function figuresFromScratch({ store: { read, t } }: Desk): Promise<Map<string, Told>> {
  const [upgrades, escalations, steps, accounts, paths, acts] = await Promise.all([
    read.select().from(t.upgrades), read.select().from(t.escalations), read.select().from(t.upgradeSteps).orderBy(asc(t.upgradeSteps.startedAt)), read.select().from(t.accounts), read.select().from(t.upgradePaths), read.select().from(t.auditEvents),
  ]);
  const figures = new Map<string, Told>();
  for (const upgrade of upgrades) {
    const account = accounts.find(({ id }) => id === upgrade.accountId);
    const path = paths.find(({ id }) => id === upgrade.pathId);
    if (!account) throw new Error('An upgrade has an account');
    const touches = acts.filter((one) => one.upgradeId === upgrade.id && one.touch === 'touch' && one.actorId !== null).map(({ at }) => at);
    const calls = escalations.filter(({ upgradeId }) => upgradeId === upgrade.id);
    const [started, placed, completed] = [upgrade.startedAt, upgrade.placedAt, upgrade.completedAt].map((at) => at?.slice(0, 10) ?? null);
    const isNew = Date.parse(started ?? '') - Date.parse(account.customerSince) <= 365 * 86_400_000;
    const family = path?.fromFamily ?? path?.toFamily ?? null;
    const cuts = ['', `kind:${upgrade.kind}`, `segment:${account.segment}`, `region:${account.region}`, ...(family === null ? [] : [`family:${family}`]), ...(upgrade.pathId === null ? [] : [`pathId:${upgrade.pathId}`]), `managerId:${account.managerId}`, `newCustomer:${isNew}`];
    const add = (day: string | null | undefined, counter: Counter, by = 1) => {
      if (day === null || day === undefined || by === 0) return;
      const together = [upgrade.kind, account.segment, account.region, family ?? '', upgrade.pathId ?? '', isNew].join('|');
      for (const id of [...cuts.map((cut) => `${cut}|${day}`), `${day.slice(0, 7)}|${together}`]) {
        const sums = figures.get(id) ?? {};
        sums[counter] = (sums[counter] ?? 0) + by;
        figures.set(id, sums);
      }
    };
    if (upgrade.startedBy === 'system') {
      add(completed, 'automatic');
      continue;
    }
    const begun = upgrade.startedBy === 'customer';
    const touchedBy = (at: string | null) => at !== null && touches.some((one) => one <= at);
    const strict = begun && completed !== null && calls.length === 0 && !touchedBy(upgrade.completedAt);
    const through = steps.findLast(({ upgradeId, step }) => upgradeId === upgrade.id && step === 'placed')?.by;
    add(completed, 'completed');
    add(completed, 'strict', Number(strict));
    add(completed, 'helped', Number(begun && completed !== null && touchedBy(upgrade.completedAt) && calls.some(({ outcome }) => outcome === 'self_completed')));
    add(completed, 'shadowTouches', Number(acts.some((one) => one.upgradeId === upgrade.id && one.touch === 'shadow' && one.actorId !== null)));
    add(placed, 'placed');
    add(placed, 'untouchedOrders', Number(begun && !touchedBy(upgrade.placedAt)));
    add(placed, 'takenUp', Number(through === 'customer'));
    add(started, 'cohort');
    add(started, 'cohortOver', Number(['completed', 'cancelled', 'abandoned'].includes(upgrade.status)));
    add(started, 'cohortCompleted', Number(completed !== null));
    add(started, 'cohortStrict', Number(strict));
    if (!begun) continue;
    add(started, 'begun');
    add(started, 'contained', Number(calls.length === 0));
    add(started, 'begunPlaced', Number(placed !== null));
  }
  return figures;
}

const inWords = (figures: Iterable<[string, Told]>) => [...figures].map(([id, sums]) => `${id}: ${COUNTERS.filter((counter) => (sums[counter] ?? 0) !== 0).map((counter) => `${counter} ${sums[counter]}`).join(', ')}`).filter((line) => !line.endsWith(': ')).sort();

/** The figures that are kept, as lines that a person can compare. */
export async function keptFigures({ store: { read, t } }: Desk): Promise<string[]> {
  return inWords([...(await read.select().from(t.adoptionDays)), ...(await read.select().from(t.adoptionMonths))].map((row) => [row.id, row]));
}

/** Kept figures are the full count, neither more nor less. */
export async function expectFigures(desk: Desk): Promise<void> {
  expect(await keptFigures(desk)).toEqual(inWords(await figuresFromScratch(desk)));
}
