import { and, count, eq, gte, isNull, lt, min, ne } from 'drizzle-orm';
import { Type } from 'typebox';
import { dayIn } from '../domain/days.ts';
import { instant, type Kernel } from '../rest/request.ts';
import { orNull, Text } from '../rest/schemas.ts';

/** What somebody working for an account wants to know of it at a glance. */
export const AccountFacts = Type.Object({
  subscriptions: Type.Integer(), nextTermEndsOn: orNull(Text.day), openReturns: Type.Integer(), overdueReturns: Type.Integer(),
  /** Completed journeys that the customer began, and how many of them needed nobody. */
  journeys: Type.Integer(), selfServed: Type.Integer(), escalations: Type.Integer(),
});

export async function accountFacts(kernel: Kernel, accountId: string) {
  const { read, t } = kernel.store;
  const { subscriptions, returns, upgrades, escalations } = t;
  const today = dayIn('UTC', instant(kernel));
  const counting = and(eq(subscriptions.accountId, accountId), isNull(subscriptions.countsUntil));
  const [lines] = await read.select({ n: count() }).from(subscriptions).where(counting);
  const [term] = await read.select({ endsOn: min(subscriptions.endsOn) }).from(subscriptions).where(and(counting, gte(subscriptions.endsOn, today)));
  const open = and(eq(returns.accountId, accountId), eq(returns.complete, false));
  const [openReturns] = await read.select({ n: count() }).from(returns).where(open);
  const [overdue] = await read.select({ n: count() }).from(returns).where(and(open, lt(returns.dueOn, today)));
  const journeys = await read.select({ motion: upgrades.motion, escalated: upgrades.timesEscalated }).from(upgrades).where(and(eq(upgrades.accountId, accountId), eq(upgrades.status, 'completed'), eq(upgrades.startedBy, 'customer')));
  const [calls] = await read.select({ n: count() }).from(escalations).where(and(eq(escalations.accountId, accountId), ne(escalations.status, 'cancelled')));
  return {
    subscriptions: Number(lines?.n ?? 0), nextTermEndsOn: term?.endsOn ?? null, openReturns: Number(openReturns?.n ?? 0), overdueReturns: Number(overdue?.n ?? 0),
    journeys: journeys.length, selfServed: journeys.filter((one) => one.motion === 'self_serve' && one.escalated === 0).length, escalations: Number(calls?.n ?? 0),
  };
}
