import type { Store } from '../db/store.ts';
import { addDays } from '../server/domain/days.ts';
import type { Actor } from '../server/domain/escalation.ts';
import type { Day, Role } from '../server/domain/words.ts';
import type { WorkingCalendar } from '../server/domain/working-time.ts';
import { searchText } from '../server/rest/search.ts';
import { makeRandom } from './random.ts';
import { CALENDARS, type RegionId } from './reference.ts';

type UserRow = Store['t']['users']['$inferInsert'];
type Profile = { key: string; email: string; name: string; role: Role; calendarId: (typeof CALENDARS)[number]['id']; regions?: readonly (readonly [RegionId, number])[]; away?: true };

/** Account managers in the order in which accounts are dealt out; the regions of each with their weights. */
const PROFILES: readonly Profile[] = [
  { key: 'am', email: 'am@demo.example', name: 'Maren Holt', role: 'account_manager', calendarId: 'new_york', regions: [['north_america', 5], ['worldwide', 3], ['uk_ireland', 1], ['emea', 1]] },
  { key: 'am2', email: 'am2@demo.example', name: 'Idris Vale', role: 'account_manager', calendarId: 'london', regions: [['uk_ireland', 4], ['emea', 3], ['worldwide', 2], ['north_america', 1]] },
  { key: 'tomasz', email: 'tomasz.wrona@upgrade-desk.example', name: 'Tomasz Wrona', role: 'account_manager', calendarId: 'berlin', regions: [['emea', 1]] },
  { key: 'orla', email: 'orla.fenwick@upgrade-desk.example', name: 'Orla Fenwick', role: 'account_manager', calendarId: 'london', regions: [['uk_ireland', 1]] },
  { key: 'priya', email: 'priya.ramani@upgrade-desk.example', name: 'Priya Ramani', role: 'account_manager', calendarId: 'kolkata', regions: [['india', 4], ['apac', 1]] },
  { key: 'callum', email: 'callum.reyes@upgrade-desk.example', name: 'Callum Reyes', role: 'account_manager', calendarId: 'sydney', regions: [['apac', 1]] },
  { key: 'june', email: 'june.okafor@upgrade-desk.example', name: 'June Okafor', role: 'account_manager', calendarId: 'new_york', regions: [['north_america', 1]] },
  { key: 'søren', email: 'soren.brandt@upgrade-desk.example', name: 'Søren Brandt', role: 'account_manager', calendarId: 'berlin', regions: [['emea', 3], ['worldwide', 1]], away: true },
  { key: 'ops', email: 'ops@demo.example', name: 'Petra Lund', role: 'sales_ops', calendarId: 'london' },
  { key: 'admin', email: 'admin@demo.example', name: 'Adela Quist', role: 'admin', calendarId: 'new_york' },
  { key: 'admin2', email: 'admin2@demo.example', name: 'Bruno Sand', role: 'admin', calendarId: 'berlin' },
];

/** Account i goes to the i-th of these, over and over: the two demo account managers have a fifth each, the others a tenth. */
export const DEALING = ['am', 'tomasz', 'am2', 'orla', 'am', 'priya', 'am2', 'callum', 'june', 'søren'] as const;

export type Person = Actor & { key: string; email: string; calendarId: string; calendar: WorkingCalendar; regions: readonly (readonly [RegionId, number])[]; away: boolean };

const DAYS_AWAY = { before: 3, after: 8 } as const;

/** Everyone who works at the demo's desk; the same people, with the same ids, for the same seed and day. */
export function makePeople(seed: number, today: Day): Map<string, Person> {
  const random = makeRandom(seed, 'people');
  const joined = Date.parse(`${today}T09:00:00Z`) - 900 * 86_400_000;
  return new Map(PROFILES.map(({ key, email, name, role, calendarId, regions = [], away = false }, index) => {
    const calendar = CALENDARS.find((one) => one.id === calendarId);
    if (!calendar) throw new Error(`There is no calendar ${calendarId}`);
    return [key, { id: random.id(joined + index * 86_400_000), key, email, name, role, calendarId, calendar, regions, away }];
  }));
}

/** Puts the staff in. `passwordHash` is for all of them: this is a demo. */
export async function seedPeople(store: Store, people: ReadonlyMap<string, Person>, today: Day, passwordHash: string): Promise<void> {
  const cover = people.get('tomasz')?.id ?? null;
  const rows = [...people.values()].map((person, index): UserRow => ({
    id: person.id, email: person.email, name: person.name, role: person.role, status: 'active', passwordHash, calendarId: person.calendarId,
    awayFrom: person.away ? addDays(today, -DAYS_AWAY.before) : null, awayUntil: person.away ? addDays(today, DAYS_AWAY.after) : null, coverUserId: person.away ? cover : null,
    preferences: {}, createdAt: `${addDays(today, index - 900)}T09:00:00.000Z`, search: searchText(person.name, person.email),
  }));
  await store.write(async ({ db, t }) => {
    await db.insert(t.users).values(rows).onConflictDoNothing();
  });
}
