import { eq, sql, type SQL } from 'drizzle-orm';
import { Type } from 'typebox';
import { readPolicy } from '../admin/commands.ts';
import { dayIn } from '../domain/days.ts';
import { instant, type Kernel } from '../rest/request.ts';
import { orNull, Text } from '../rest/schemas.ts';

/** What somebody working for an account wants to know of it at a glance. */
export const AccountFacts = Type.Object({
  subscriptions: Type.Integer(), nextTermEndsOn: orNull(Text.day), openReturns: Type.Integer(), overdueReturns: Type.Integer(),
  /** Completed journeys that the customer began, and how many of them needed nobody. */
  journeys: Type.Integer(), selfServed: Type.Integer(), escalations: Type.Integer(),
});

/** One statement for all of them: each figure is a subquery that an index of the account's answers. */
export async function accountFacts(kernel: Kernel, accountId: string) {
  const { read, t } = kernel.store;
  const { accounts, subscriptions, returns, upgrades, escalations } = t;
  const { booksZone } = await readPolicy({ db: read, t });
  const today = dayIn(booksZone, instant(kernel));
  const own = (table: typeof subscriptions | typeof returns | typeof upgrades | typeof escalations) => sql`${table} where ${table.accountId} = ${accounts.id}`;
  const count = (from: SQL) => sql`(select count(*) from ${from})`.mapWith(Number);
  const counting = sql`${own(subscriptions)} and ${subscriptions.countsUntil} is null`;
  const open = sql`${own(returns)} and ${eq(returns.complete, false)}`;
  // Looked through account by account: as conditions, state and motion would make SQLite look through everybody's completed upgrades.
  const journey = sql`${upgrades.status} = 'completed' and ${upgrades.startedBy} = 'customer'`;
  const journeys = (which: SQL) => sql`(select count(case when ${which} then 1 end) from ${own(upgrades)})`.mapWith(Number);
  const [facts] = await read.select({
    subscriptions: count(counting),
    nextTermEndsOn: sql<string | null>`(select min(${subscriptions.endsOn}) from ${counting} and ${subscriptions.endsOn} >= ${today})`,
    openReturns: count(open),
    overdueReturns: count(sql`${open} and ${eq(returns.owed, true)} and ${returns.dueOn} < ${today}`),
    journeys: journeys(journey),
    selfServed: journeys(sql`${journey} and ${upgrades.motion} = 'self_serve' and ${upgrades.timesEscalated} = 0`),
    escalations: count(sql`${own(escalations)} and ${escalations.status} <> 'cancelled'`),
  }).from(accounts).where(eq(accounts.id, accountId));
  return facts ?? null;
}
