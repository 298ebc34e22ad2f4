import { eq, sql } from 'drizzle-orm';
import { kept, rowById } from '../../db/kept.ts';
import type { Tx } from '../../db/store.ts';
import { DEFAULT_POLICY, POLICY_ID, type PolicyRules } from '../domain/policy.ts';
import type { WorkingCalendar } from '../domain/working-time.ts';

type Reader = Pick<Tx, 'db' | 't'>;

/** The rules in force. Rules that a newer version added, and that nobody has set yet, have their defaults. */
export async function readPolicy({ db, t }: Reader): Promise<PolicyRules> {
  const row = await rowById(db, t.policies, POLICY_ID);
  return { ...DEFAULT_POLICY, ...row?.rules };
}

const MOST_CALENDARS = 200;
const calendars = new Map<string, WorkingCalendar>();

/** The same object for the same calendar, whenever it is read: the working days that the rules have worked out are kept with it. */
function known(calendar: WorkingCalendar): WorkingCalendar {
  const text = JSON.stringify(calendar);
  const one = calendars.get(text);
  if (one) return one;
  if (calendars.size >= MOST_CALENDARS) calendars.clear();
  calendars.set(text, calendar);
  return calendar;
}

/** Service levels of an account run on the calendar of its region. */
export async function calendarOfRegion({ db, t }: Reader, region: string): Promise<WorkingCalendar> {
  const [row] = await kept(db, 'calendar of a region', (on) => on.select({ calendar: t.calendars }).from(t.regions).innerJoin(t.calendars, eq(t.calendars.id, t.regions.calendarId)).where(eq(t.regions.id, sql.placeholder('region')))).execute({ region });
  if (!row) throw new Error(`Region ${region} has no calendar`);
  return known(row.calendar);
}

/** Every region's calendar, by the region's id. */
export async function readCalendars({ db, t }: Reader): Promise<Map<string, WorkingCalendar>> {
  const rows = await db.select({ id: t.regions.id, calendar: t.calendars }).from(t.regions).innerJoin(t.calendars, eq(t.calendars.id, t.regions.calendarId));
  return new Map(rows.map((row) => [row.id, row.calendar]));
}

/** A claim runs on the calendar of whoever holds it. */
export async function calendarOfUser({ db, t }: Reader, userId: string): Promise<WorkingCalendar> {
  const [row] = await kept(db, 'calendar of a person', (on) => on.select({ calendar: t.calendars }).from(t.users).innerJoin(t.calendars, eq(t.calendars.id, t.users.calendarId)).where(eq(t.users.id, sql.placeholder('id')))).execute({ id: userId });
  if (!row) throw new Error(`Person ${userId} has no calendar`);
  return known(row.calendar);
}
