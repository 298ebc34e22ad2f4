import { eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { readPolicy } from '../admin/commands.ts';
import { dayIn } from '../domain/days.ts';
import { planAccount, type AccountValues } from '../domain/imports/accounts.ts';
import { can } from '../domain/permissions.ts';
import { moveAccount } from '../record/account.ts';
import { recordMany } from '../record/record.ts';
import { searchText } from '../rest/search.ts';
import { keyOf, keysOf, type Opened, type Work, writtenInOrder } from './session.ts';
import type { Reader } from './read.ts';

export async function openAccounts({ db, t }: Reader, { options, rows, now }: Work): Promise<Opened<AccountValues>> {
  const { accounts, regions, users } = t;
  const { booksZone } = await readPolicy({ db, t });
  const people = (await db.select({ id: users.id, email: users.email, role: users.role }).from(users).where(eq(users.status, 'active'))).filter((one) => can(one.role, 'escalations:work'));
  const managers = people.filter((one) => (options.managerIds.length === 0 ? one.role === 'account_manager' : options.managerIds.includes(one.id))).map((one) => one.id).sort();
  const refs = { today: dayIn(booksZone, now), regions: await db.select({ id: regions.id, name: regions.name }).from(regions), managers, managerByEmail: new Map(people.map((one) => [one.email.toLowerCase(), one.id])) };
  const found = await db.select().from(accounts).where(inArray(accounts.externalId, keysOf(rows)));
  const byKey = new Map(found.map((row) => [row.externalId ?? '', { ...row, externalId: row.externalId ?? '' }]));
  const byId = new Map(found.map((row) => [row.id, row]));

  return {
    decide: (row) => planAccount(row, byKey.get(keyOf(row)), refs, options),
    write: async (act, decisions) => {
      const made = decisions.flatMap((one) => (one.outcome !== 'create' ? [] : [{
        ...one.values, id: uuidv7(), reportingArrMinor: 0, createdAt: act.now, search: searchText(one.values.name, one.values.externalId), version: 1,
      }]));
      if (made.length > 0) await act.tx.db.insert(accounts).values(made);
      const created = made.map((row) => ({ command: 'records.create' as const, resource: 'accounts', id: row.id, before: null, after: row, accountId: row.id }));
      const updated = [];
      for (const one of decisions) {
        const before = one.outcome === 'update' ? byId.get(one.id) : undefined;
        if (one.outcome !== 'update' || !before) continue;
        const after = { ...before, ...one.changes, version: before.version + 1 };
        await act.tx.db.update(accounts).set({ ...one.changes, search: searchText(after.name, after.externalId), version: after.version }).where(eq(accounts.id, one.id));
        await moveAccount(act.tx, one.id, before, after);
        updated.push({ command: 'records.update' as const, resource: 'accounts', id: one.id, before, after, accountId: one.id });
      }
      await recordMany(act, [...created, ...updated]);
      return writtenInOrder('accounts', decisions, made, byId);
    },
  };
}
