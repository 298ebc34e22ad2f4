import { and, eq, gt, inArray, isNull, min } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { readPolicy } from '../admin/commands.ts';
import { dayIn, daysBetween } from '../domain/days.ts';
import type { Decision } from '../domain/imports/decision.ts';
import { planEscalation, type TicketAccount, type TicketReferences, type TicketValues } from '../domain/imports/escalations.ts';
import type { Day } from '../domain/words.ts';
import { recordMany } from '../record/record.ts';
import type { Act } from '../rest/request.ts';
import { searchText } from '../rest/search.ts';
import { keyOf, keysOf, type Opened, type Work, type Written, writtenInOrder } from './session.ts';
import type { Reader } from './read.ts';

export async function openEscalations(reader: Reader, { options, rows, now, actorName }: Work): Promise<Opened<TicketValues>> {
  const { db, t } = reader;
  const { escalations, rootCauses } = t;
  const policy = await readPolicy(reader);
  const accounts = await ticketAccounts(reader, keysOf(rows, 'account'), dayIn(policy.booksZone, now));
  const causes = await db.select({ id: rootCauses.id }).from(rootCauses).where(eq(rootCauses.active, true));
  const refs: TicketReferences = { now, actorName, policy, accounts, rootCauses: new Set(causes.map((one) => one.id)) };
  const found = await db.select().from(escalations).where(inArray(escalations.externalId, keysOf(rows)));
  const byKey = new Map(found.map((row) => [row.externalId ?? '', row]));
  const byId = new Map(found.map((row) => [row.id, row]));
  const names = new Map([...accounts.values()].map((account) => [account.id, account.name]));
  const searchOf = (row: { subject: string; accountId: string; externalId: string | null }) => searchText(row.subject, names.get(row.accountId), row.externalId);

  return {
    decide: (row) => planEscalation(row, byKey.get(keyOf(row)), refs, options),
    write: async (act, decisions) => {
      const made = decisions.flatMap((one) => (one.outcome === 'create' ? [newRow(one.values, searchOf(one.values))] : []));
      if (made.length > 0) await act.tx.db.insert(escalations).values(made);
      const created = made.map((row) => ({ command: 'records.create' as const, resource: 'escalations', id: row.id, before: null, after: row, accountId: row.accountId }));
      const updated = [];
      for (const one of decisions) {
        const before = one.outcome === 'update' ? byId.get(one.id) : undefined;
        if (one.outcome !== 'update' || !before) continue;
        const { text: _text, note: _note, ...changes } = one.changes;
        const after = { ...before, ...changes, version: before.version + 1 };
        await act.tx.db.update(escalations).set({ ...changes, search: searchOf(after), version: after.version }).where(eq(escalations.id, one.id));
        updated.push({ command: 'records.update' as const, resource: 'escalations', id: one.id, before, after, accountId: before.accountId });
      }
      const written = writtenInOrder('escalations', decisions, made, byId);
      await tell(act, decisions, written, names);
      await recordMany(act, [...created, ...updated]);
      return written;
    },
  };
}

function newRow({ text: _text, note: _note, ...values }: TicketValues, search: string) {
  return {
    ...values, id: uuidv7(), upgradeId: null, contactId: null, step: null, assigneeId: null, claimedAt: null, leaseUntil: null, leaseLeftMinutes: null, clockStops: [], pauseReason: null, pausedUntil: null,
    handedBackStep: null, handedBackAt: null, timesEscalated: 1, handleSeconds: 0, kind: null, search, version: 1,
  };
}

/** The timeline: the customer's words when it opened, and a note where the import has something to tell. */
async function tell(act: Act, decisions: readonly Decision<TicketValues>[], written: readonly Written[], names: ReadonlyMap<string, string>): Promise<void> {
  const { actor, now, tx } = act;
  const rows = decisions.flatMap((one, index) => {
    const { id: escalationId = '', undo } = written[index] ?? {};
    const values: Partial<TicketValues> = one.outcome === 'create' ? one.values : one.outcome === 'update' ? one.changes : {};
    const said = one.outcome !== 'create' ? [] : [{
      id: uuidv7(), escalationId, at: one.values.openedAt, kind: 'customer' as const, verb: 'import', authorId: null, authorName: names.get(one.values.accountId) ?? 'Customer', text: one.values.text,
      detail: { channel: one.values.channel, reason: one.values.reason },
    }];
    const noted = values.note ? [{ id: uuidv7(), escalationId, at: now, kind: 'note' as const, verb: 'import', authorId: actor.id, authorName: actor.name, text: values.note, detail: {} }] : [];
    undo?.created.push(...[...said, ...noted].map((row): ['timeline', string] => ['timeline', row.id]));
    return [...said, ...noted];
  });
  if (rows.length > 0) await tx.db.insert(tx.t.timeline).values(rows);
}

async function ticketAccounts({ db, t }: Reader, keys: readonly string[], today: Day): Promise<Map<string, TicketAccount>> {
  const { accounts, calendars, regions, returns, subscriptions, users } = t;
  const found = await db.select({ account: accounts, calendarId: regions.calendarId, status: users.status, awayFrom: users.awayFrom, awayUntil: users.awayUntil })
    .from(accounts).innerJoin(regions, eq(regions.id, accounts.region)).innerJoin(users, eq(users.id, accounts.managerId)).where(inArray(accounts.externalId, [...keys]));
  const ids = found.map(({ account }) => account.id);
  const calendarById = new Map((await db.select().from(calendars)).map((calendar) => [calendar.id, calendar]));
  const terms = await db.select({ accountId: subscriptions.accountId, endsOn: min(subscriptions.endsOn) }).from(subscriptions)
    .where(and(inArray(subscriptions.accountId, ids), isNull(subscriptions.countsUntil), gt(subscriptions.endsOn, ''))).groupBy(subscriptions.accountId);
  const open = await db.select({ accountId: returns.accountId, dueOn: returns.dueOn }).from(returns).where(and(inArray(returns.accountId, ids), eq(returns.complete, false)));
  const endOf = new Map(terms.map((one) => [one.accountId, one.endsOn]));
  return new Map(found.flatMap(({ account, calendarId, status, awayFrom, awayUntil }) => {
    const calendar = calendarById.get(calendarId);
    if (!calendar) return [];
    const endsOn = endOf.get(account.id);
    const back = open.filter((one) => one.accountId === account.id);
    const { id, name, managerId, region, segment, reportingArrMinor } = account;
    return [[account.externalId ?? '', {
      id, name, managerId, region, segment, reportingArrMinor, calendar,
      managerAway: status !== 'active' || (awayFrom !== null && awayFrom <= today && (awayUntil === null || today <= awayUntil)),
      daysToTermEnd: endsOn ? daysBetween(today, endsOn) : null, returnOutstanding: back.length > 0, returnOverdue: back.some((one) => one.dueOn < today),
    }] as const];
  }));
}
