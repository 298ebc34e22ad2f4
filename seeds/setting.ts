import { addDays } from '../server/domain/days.ts';
import { DEFAULT_POLICY, type PolicyRules } from '../server/domain/policy.ts';
import type { Day, Instant, Segment } from '../server/domain/words.ts';
import type { WorkingCalendar } from '../server/domain/working-time.ts';
import type { Signed } from './attestations.ts';
import { exchangeRates, type RateRow } from './catalogue.ts';
import { segmentOf } from './names.ts';
import { DEALING, makePeople, type Person } from './people.ts';
import { makeRandom } from './random.ts';
import { CALENDARS, REGIONS, type RegionId } from './reference.ts';

export type Size = { accounts: number; upgrades: number };

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

export const iso = (ms: number): Instant => new Date(ms).toISOString();
export const dayOf = (ms: number): Day => iso(ms).slice(0, 10);

/** How far back the history goes: 18 months. */
const HISTORY_DAYS = 548;

/** What is fixed before the first account is made. */
export type Setting = {
  seed: number;
  size: Size;
  today: Day;
  /** Finished history ends here, at the start of today: it is the same whatever the time of day. */
  cutoffMs: number;
  startMs: number;
  /** Open work is laid out around this instant. */
  nowMs: number;
  policy: PolicyRules;
  people: ReadonlyMap<string, Person>;
  /** Only rates of a currency are ever looked through for a line in it. */
  rates: ReadonlyMap<string, RateRow[]>;
  allRates: readonly RateRow[];
  /** Everything that customers sign while the world is told: it goes into one chain at the end. */
  signed: Signed[];
};

export function makeSetting({ seed, today, now, size }: { seed: number; today: Day; now: Instant; size: Size }): Setting {
  const cutoffMs = Date.parse(`${today}T00:00:00Z`);
  const nowMs = Date.parse(now);
  if (Number.isNaN(cutoffMs) || Number.isNaN(nowMs)) throw new Error(`"${today}" must be a day and "${now}" an instant`);
  if (nowMs < cutoffMs || nowMs >= cutoffMs + DAY) throw new Error(`${now} is not on ${today} (UTC)`);
  const allRates = exchangeRates(seed, today);
  const rates = new Map<string, RateRow[]>();
  for (const rate of allRates) {
    const currency = rate.base === 'USD' ? rate.quote : rate.base;
    rates.set(currency, [...(rates.get(currency) ?? []), rate]);
  }
  return { seed, size, today, cutoffMs, startMs: cutoffMs - HISTORY_DAYS * DAY, nowMs, policy: DEFAULT_POLICY, people: makePeople(seed, today), rates, allRates, signed: [] };
}

export function personOf({ people }: Pick<Setting, 'people'>, key: string): Person {
  const person = people.get(key);
  if (!person) throw new Error(`Nobody is called ${key} here`);
  return person;
}

/** One object per calendar for the whole world: working days worked out are kept with it. */
const CALENDAR_OF = new Map<string, WorkingCalendar>(REGIONS.map(({ id, calendarId }) => [id, CALENDARS.find((calendar) => calendar.id === calendarId) as WorkingCalendar]));

export function calendarIn(region: string): WorkingCalendar {
  const calendar = CALENDAR_OF.get(region);
  if (!calendar) throw new Error(`There is no region ${region}`);
  return calendar;
}

/** What has to be known of an account before any is made: when and how much it buys, and whose it is. */
export type Profile = { manager: Person; region: RegionId; segment: Segment; since: Day; isNew: boolean };

const NEW_SHARE = 0.12;

export function profileOf(setting: Setting, index: number): Profile {
  const random = makeRandom(setting.seed, 'profile', index);
  const manager = personOf(setting, DEALING[index % DEALING.length] ?? 'am');
  const segment = segmentOf(random);
  const region = random.weighted(manager.regions);
  const isNew = random.chance(NEW_SHARE);
  const daysAgo = isNew ? random.int(70, HISTORY_DAYS - 15) : random.int(HISTORY_DAYS + 60, HISTORY_DAYS + 2_200);
  return { manager, region, segment, since: addDays(setting.today, -daysAgo), isNew };
}
