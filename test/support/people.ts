import type { Store } from '../../db/store.ts';
import type { Role } from '../../server/domain/words.ts';
import { hashPassword } from '../../server/people/passwords.ts';
import { searchText } from '../../server/rest/search.ts';

export const PASSWORD = 'a password of the tests';
export type Staff = { id: string; name: string; email: string; role: Role };

const person = (id: string, name: string, role: Role): Staff => ({ id, name, email: `${id}@desk.example`, role });

export const STAFF: Record<string, Staff> = {
  ada: person('ada', 'Ada Berg', 'account_manager'),
  ben: person('ben', 'Ben Cole', 'account_manager'),
  eve: person('eve', 'Eve Dorn', 'account_manager'),
  ops: person('ops', 'Olga Park', 'sales_ops'),
  admin: person('admin', 'Adil Roy', 'admin'),
  admin2: person('admin2', 'Anna Sand', 'admin'),
};

let hashed: Promise<string> | undefined;

/** The same few people in every test; each role's name works for one of them too. */
export async function makeStaff(store: Store, now: string): Promise<Record<string, Staff>> {
  hashed ??= hashPassword(PASSWORD);
  const passwordHash = await hashed;
  await store.write(async ({ db, t }) => {
    const [berlin] = await db.select({ id: t.calendars.id, zone: t.calendars.zone }).from(t.calendars);
    const calendars = await db.select().from(t.calendars);
    const calendarId = calendars.find((one) => one.zone === 'Europe/Berlin')?.id ?? berlin?.id ?? '';
    for (const { id, name, email, role } of Object.values(STAFF)) {
      await db.insert(t.users).values({
        id, name, email, role, status: 'active', passwordHash, calendarId, awayFrom: null, awayUntil: null, coverUserId: null, preferences: {}, createdAt: now, search: searchText(name, email),
      });
    }
  });
  return { ...STAFF, account_manager: STAFF.ada as Staff, sales_ops: STAFF.ops as Staff };
}
