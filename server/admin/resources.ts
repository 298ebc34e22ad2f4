import { eq, or } from 'drizzle-orm';
import { Type, type TObject } from 'typebox';
import { uuidv7 } from 'uuidv7';
import type { Tables } from '../../db/schema/index.ts';
import { can } from '../domain/permissions.ts';
import { checkPolicy, DEFAULT_POLICY, type FieldFault, type PolicyRules } from '../domain/policy.ts';
import { forbidden, invalid, type Refusal } from '../domain/refusal.ts';
import { BANDS, PAUSE_REASONS, TOUCH_CLASSES } from '../domain/words.ts';
import { checkCalendar, type WorkingCalendar } from '../domain/working-time.ts';
import { recountEnd } from '../record/journeys.ts';
import { counted, flag, moment, text } from '../rest/filterable.ts';
import type { Act } from '../rest/request.ts';
import type { Resource, RowQuery } from '../rest/resource.ts';
import { Body, orNull, Text, words } from '../rest/schemas.ts';

const faults = (found: FieldFault[], prefix: string): Refusal | null =>
  found.length === 0 ? null : { refused: 'invalid', because: found.map((one) => `${one.field} ${one.message}`).join('; '), errors: Object.fromEntries(found.map((one) => [prefix + one.field, one.message])) };

const minutes = Type.Integer();
const perWord = (list: readonly string[], shape: () => ReturnType<typeof Type.Object> | ReturnType<typeof Type.Boolean>) => Body(Object.fromEntries(list.map((word) => [word, shape()])));

const Rules = Body({
  booksZone: Text.line(60), reportingCurrency: Text.currency,
  targets: perWord(BANDS, () => Body({ firstResponseMinutes: minutes, resolutionMinutes: minutes })),
  leaseMinutes: minutes, leaseFloorMinutes: minutes, ownerWindowMinutes: minutes, declineHours: Type.Integer(),
  stopsClock: perWord(PAUSE_REASONS, () => Type.Boolean()),
  abandonAfterDays: Type.Integer(), handBackLinkHours: Type.Integer(), exceptionLimitBasisPoints: Type.Integer(), returnDueWorkingDays: Type.Integer(), neverScannedDays: Type.Integer(), quietDays: Type.Integer(), signingLinkHours: Type.Integer(), returnStakeBasisPoints: Type.Integer(),
  gapDays: Type.Integer(), overrideThresholdMinor: Type.Integer(),
});

const Week = Body(Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, Type.Array(Type.Array(Type.String({ maxLength: 5 }), { minItems: 2, maxItems: 2 }), { maxItems: 12 })])));
const Holidays = Type.Array(Body({ date: Text.day, name: Text.line(100) }), { maxItems: 500 });

/** Whether anything is kept in the reporting currency: its amounts would be called by another name. */
async function hasBooks({ tx: { db, t } }: Act): Promise<boolean> {
  const [line] = await db.select({ id: t.subscriptions.id }).from(t.subscriptions).limit(1);
  const [entry] = await db.select({ id: t.revenueEntries.id }).from(t.revenueEntries).limit(1);
  return line !== undefined || entry !== undefined;
}

const policies = (t: Tables): Resource => ({
  name: 'policies', title: 'policies', read: 'policies:read', table: t.policies,
  select: (db) => db.select().from(t.policies).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), rules: Rules, updatedAt: Type.String(), version: Type.Integer() }),
  filters: { id: text(t.policies.id) }, sorts: { id: { column: t.policies.id } }, standardSort: { field: 'id', order: 'ASC' },
  view: (row) => ({ ...row, rules: { ...DEFAULT_POLICY, ...(row.rules as PolicyRules) } }),
  update: {
    permission: 'policies:edit', fields: Body({ rules: Rules }),
    check: async (act, current, changes) => {
      const [before, after] = [current.rules, changes.rules] as PolicyRules[];
      const refusal = faults(checkPolicy(after as PolicyRules), 'rules.');
      // Days are of this zone: every figure by day is another one in another.
      if (!refusal && before?.booksZone !== after?.booksZone) recountEnd(act.tx);
      if (!refusal && before?.reportingCurrency !== after?.reportingCurrency && (await hasBooks(act))) return invalid('rules.reportingCurrency', 'cannot change: the books have amounts in it');
      return refusal ?? { ...changes, updatedAt: act.now };
    },
  },
});

const calendarFields = { name: Text.line(100), zone: Text.line(60), week: Week, holidays: Holidays };
const checkWeek = (row: object) => faults(checkCalendar(row as WorkingCalendar), '');

const calendars = (t: Tables): Resource => ({
  name: 'calendars', title: 'calendars', read: 'policies:read', table: t.calendars, searchable: { texts: [t.calendars.id, t.calendars.name] },
  select: (db) => db.select().from(t.calendars).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), ...calendarFields, version: Type.Integer() }),
  filters: { id: text(t.calendars.id), name: text(t.calendars.name) }, sorts: { id: { column: t.calendars.id } }, standardSort: { field: 'id', order: 'ASC' },
  create: { permission: 'policies:edit', fields: Body(calendarFields), make: async (_act, body) => checkWeek(body) ?? { id: uuidv7(), ...body } },
  update: { permission: 'policies:edit', fields: Body(calendarFields), check: async (_act, current, changes) => checkWeek({ ...current, ...changes }) ?? changes },
  remove: { permission: 'policies:edit' },
});

const regionFields = { name: Text.line(100), calendarId: Text.id };

const regions = (t: Tables): Resource => ({
  name: 'regions', title: 'regions', read: 'policies:read', table: t.regions, searchable: { texts: [t.regions.id, t.regions.name] },
  select: (db) => db.select({ id: t.regions.id, name: t.regions.name, calendarId: t.regions.calendarId, calendarName: t.calendars.name, zone: t.calendars.zone, version: t.regions.version })
    .from(t.regions).innerJoin(t.calendars, eq(t.calendars.id, t.regions.calendarId)).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), ...regionFields, calendarName: Type.String(), zone: Type.String(), version: Type.Integer() }),
  filters: { id: text(t.regions.id), name: text(t.regions.name) }, sorts: { id: { column: t.regions.id } }, standardSort: { field: 'id', order: 'ASC' },
  references: { calendarId: t.calendars },
  create: { permission: 'policies:edit', fields: Body({ id: Type.String({ pattern: '^[a-z][a-z0-9_]{1,40}$' }), ...regionFields }), make: async (_act, body) => body },
  update: { permission: 'policies:edit', fields: Body(regionFields) },
  remove: { permission: 'policies:edit' },
});

const anything = Type.Union([Type.Null(), Type.Record(Type.String(), Type.Unknown())]);

/** One's own actions; sales operations and admins read all. */
const auditEvents = (t: Tables): Resource => ({
  name: 'audit-events', title: 'audit events', read: 'audit:own', table: t.auditEvents,
  select: (db) => db.select().from(t.auditEvents).$dynamic() as unknown as RowQuery,
  shape: Type.Object({
    id: Type.String(), at: Type.String(), actorId: orNull(Type.String()), actorName: Type.String(), action: Type.String(), resource: Type.String(), recordId: Type.String(),
    accountId: orNull(Type.String()), upgradeId: orNull(Type.String()), touch: words(TOUCH_CLASSES), before: anything, after: anything, requestId: Type.String(),
  }),
  filters: {
    id: counted(t.auditEvents.id), at: moment(t.auditEvents.at), actorId: text(t.auditEvents.actorId), action: text(t.auditEvents.action), resource: text(t.auditEvents.resource),
    recordId: text(t.auditEvents.recordId), accountId: text(t.auditEvents.accountId), upgradeId: text(t.auditEvents.upgradeId),
  },
  sorts: { id: { column: t.auditEvents.id }, at: { column: t.auditEvents.at } }, standardSort: { field: 'id', order: 'DESC' },
  view: (row) => ({ ...row, id: String(row.id) }),
  scope: (viewer) => (can(viewer.role, 'audit:all') ? undefined : eq(t.auditEvents.actorId, viewer.id)),
});

const viewFields = {
  resource: Text.line(60), name: Text.line(80), shared: Type.Boolean(), filter: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown()),
  sort: Type.Optional(Type.Union([Type.Null(), Body({ field: Text.line(60), order: words(['ASC', 'DESC']) })])),
  columns: Type.Optional(Type.Union([Type.Null(), Type.Record(Type.String({ maxLength: 60 }), Type.Unknown())])),
};

/** A person's own views of a list, and the ones that others share. */
const savedViews = (t: Tables): Resource => ({
  name: 'saved-views', title: 'saved views', read: 'saved-views:own', table: t.savedViews, searchable: { texts: [t.savedViews.name] },
  select: (db) => db.select({
    id: t.savedViews.id, resource: t.savedViews.resource, name: t.savedViews.name, ownerId: t.savedViews.ownerId, ownerName: t.users.name, shared: t.savedViews.shared,
    filter: t.savedViews.filter, sort: t.savedViews.sort, columns: t.savedViews.columns, version: t.savedViews.version,
  }).from(t.savedViews).innerJoin(t.users, eq(t.users.id, t.savedViews.ownerId)).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), ...viewFields, ownerId: Type.String(), ownerName: Type.String(), version: Type.Integer() }) as TObject,
  filters: { id: text(t.savedViews.id), resource: text(t.savedViews.resource), shared: flag(t.savedViews.shared), ownerId: text(t.savedViews.ownerId) },
  sorts: { id: { column: t.savedViews.id }, name: { column: t.savedViews.name } }, standardSort: { field: 'name', order: 'ASC' },
  scope: (viewer) => or(eq(t.savedViews.ownerId, viewer.id), eq(t.savedViews.shared, true)),
  create: { permission: 'saved-views:own', fields: Body(viewFields), make: async (act, body) => ({ id: uuidv7(), sort: null, columns: null, ...body, ownerId: act.actor.id }) },
  update: { permission: 'saved-views:own', fields: Body(viewFields), check: async (act, current, changes) => (current.ownerId === act.actor.id ? changes : forbidden('This view belongs to somebody else')) },
  remove: { permission: 'saved-views:own', check: async (act, current) => (current.ownerId === act.actor.id ? null : forbidden('This view belongs to somebody else')) },
});

export const adminResources = (t: Tables): Resource[] => [policies(t), calendars(t), regions(t), auditEvents(t), savedViews(t)];

