import type { Store } from '../db/store.ts';
import { DEFAULT_POLICY, POLICY_ID } from '../server/domain/policy.ts';
import type { Meaning, REASON_CODES, ROOT_CAUSES } from '../server/domain/words.ts';
import type { WorkingCalendar, WorkingRange } from '../server/domain/working-time.ts';
import { holidaysOf } from './holidays.ts';
import { STATEMENTS } from './statements.ts';

type Week = WorkingCalendar['week'];

const weekOf = (...ranges: WorkingRange[]): Week => ({ 1: ranges, 2: ranges, 3: ranges, 4: ranges, 5: ranges, 6: [], 7: [] });
const everyDay: WorkingRange[] = [['00:00', '24:00']];

export const CALENDARS = [
  { id: 'new_york', name: 'New York', zone: 'America/New_York', week: weekOf(['09:00', '17:30']), holidays: holidaysOf('us') },
  { id: 'london', name: 'London', zone: 'Europe/London', week: weekOf(['09:00', '17:30']), holidays: holidaysOf('england') },
  { id: 'berlin', name: 'Berlin', zone: 'Europe/Berlin', week: weekOf(['08:30', '12:00'], ['13:00', '17:30']), holidays: holidaysOf('berlin') },
  { id: 'kolkata', name: 'Kolkata', zone: 'Asia/Kolkata', week: weekOf(['09:30', '18:30']), holidays: holidaysOf('india') },
  { id: 'sydney', name: 'Sydney', zone: 'Australia/Sydney', week: weekOf(['09:00', '17:00']), holidays: holidaysOf('newSouthWales') },
  { id: 'always', name: 'Round the clock', zone: 'UTC', week: { 1: everyDay, 2: everyDay, 3: everyDay, 4: everyDay, 5: everyDay, 6: everyDay, 7: everyDay }, holidays: [] },
] satisfies (WorkingCalendar & { id: string; name: string })[];

export const REGIONS = [
  { id: 'north_america', name: 'North America', calendarId: 'new_york' },
  { id: 'uk_ireland', name: 'UK and Ireland', calendarId: 'london' },
  { id: 'emea', name: 'Europe, Middle East and Africa', calendarId: 'berlin' },
  { id: 'apac', name: 'Asia-Pacific', calendarId: 'sydney' },
  { id: 'india', name: 'India', calendarId: 'kolkata' },
  { id: 'worldwide', name: 'Worldwide, round the clock', calendarId: 'always' },
] as const;

export type RegionId = (typeof REGIONS)[number]['id'];

const CAUSES: Record<(typeof ROOT_CAUSES)[number], [name: string, description: string]> = {
  pricing_exception: ['Pricing exception', 'The price on screen is not the one they were promised, or they ask for a better one.'],
  eligibility_unclear: ['Eligibility unclear', 'They cannot tell whether their device or subscription may take this path.'],
  choice_of_services: ['Choice of services', 'Several services would do, and the journey does not help them choose.'],
  auto_renew_options: ['Auto-renew options', 'They want to renew by themselves, stop renewing, or change the term.'],
  payment_method: ['Payment method', 'Purchase order, bank transfer or another card: the way they pay is not offered or fails.'],
  card_by_phone: ['Card by phone', 'They want to read out a card number. They are shown the hosted page instead.'],
  quote_needed: ['Quote needed', 'Their purchasing department needs a quote on paper before anything is ordered.'],
  compatibility: ['Compatibility', 'Will it work with their servers, agents, or the backups they have.'],
  return_question: ['Return question', 'How, when or whether the old device goes back, and what happens to what is on it.'],
  contract_terms: ['Contract terms', 'Term, co-terming, liability or data protection need a word with someone.'],
  portal_defect: ['Portal defect', 'The page is broken: an error, a wrong figure, a button that does nothing.'],
  customer_preference: ['Customer preference', 'Nothing was in the way: they would rather deal with a person.'],
  other: ['Other', 'None of the above. Say what it was in the note.'],
};

const REASONS: Record<(typeof REASON_CODES)[number], [name: string, description: string]> = {
  wrong_path: ['Wrong path', 'It went along a path that does not describe what was done.'],
  wrong_kind: ['Wrong kind', 'A renewal that was an upgrade, a refresh that was a downgrade, and the like.'],
  unlinked_pair: ['Belongs together', 'One line left and another came, and nothing said that one took the place of the other.'],
  wrong_price: ['Wrong price', 'What the customer pays is not what the lines said.'],
  data_error: ['Data error', 'A figure or a date came in wrong.'],
  other: ['Other', 'None of the above. Say what it was in the note.'],
};

/** When the rules as shipped were written: nobody has set them yet. */
const AS_SHIPPED = '2026-01-01T00:00:00.000Z';
/** Before anything that can be signed. */
const FROM_THE_BEGINNING = '2000-01-01T00:00:00.000Z';

export const statementId = (meaning: Meaning): string => `statement-${meaning}`;

/**
 * What every installation starts with: root causes, reasons for corrections, calendars with their public holidays, regions, the statements that customers sign, and the policy. Safe to run at every
 * start: what is there already, changed or not, stays as it is.
 */
export async function seedReference(store: Store): Promise<void> {
  await store.write(async ({ db, t }) => {
    const causes = Object.entries(CAUSES).map(([id, [name, description]], index) => ({ id, name, description, active: true, position: (index + 1) * 10 }));
    await db.insert(t.rootCauses).values(causes).onConflictDoNothing();
    const reasons = Object.entries(REASONS).map(([id, [name, description]], index) => ({ id, name, description, active: true, position: (index + 1) * 10 }));
    await db.insert(t.reasonCodes).values(reasons).onConflictDoNothing();
    await db.insert(t.calendars).values(CALENDARS.map(({ week, ...calendar }) => ({ ...calendar, week: plainWeek(week) }))).onConflictDoNothing();
    await db.insert(t.regions).values([...REGIONS]).onConflictDoNothing();
    const statements = (Object.keys(STATEMENTS) as Meaning[]).map((meaning) => ({ id: statementId(meaning), meaning, edition: 1, ...STATEMENTS[meaning], createdAt: FROM_THE_BEGINNING, createdById: null, createdByName: 'Upgrade Desk', version: 1 }));
    await db.insert(t.statements).values(statements).onConflictDoNothing();
    await db.insert(t.policies).values({ id: POLICY_ID, rules: DEFAULT_POLICY, updatedAt: AS_SHIPPED }).onConflictDoNothing();
  });
}

type PlainWeek = Record<keyof Week, [string, string][]>;
/** The column's type has no read-only ranges. */
const plainWeek = (week: Week): PlainWeek =>
  Object.fromEntries(Object.entries(week).map(([day, ranges]) => [day, ranges.map(([from, to]): [string, string] => [from, to])])) as PlainWeek;
