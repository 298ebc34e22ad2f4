import { eq } from 'drizzle-orm';
import { Type } from 'typebox';
import { uuidv7 } from 'uuidv7';
import { rowById } from '../../db/kept.ts';
import type { Tables } from '../../db/schema/index.ts';
import { BASIS_POINTS } from '../domain/adoption/rate.ts';
import { dayIn } from '../domain/days.ts';
import { invalid, type Refusal } from '../domain/refusal.ts';
import { ANNOTATION_KINDS, SEGMENTS, STEPS } from '../domain/words.ts';
import { readPolicy } from '../admin/commands.ts';
import { day, flag, text, word } from '../rest/filterable.ts';
import type { Act } from '../rest/request.ts';
import type { Resource, Row, RowQuery } from '../rest/resource.ts';
import { Body, orNull, Text, words, wordsOrNull } from '../rest/schemas.ts';

const aDay = Text.day as ReturnType<typeof Type.String>;

const goalFields = {
  segment: Type.Optional(wordsOrNull(SEGMENTS)), targetBasisPoints: Type.Integer({ minimum: 1, maximum: BASIS_POINTS }), startsOn: aDay, dueOn: Type.Optional(orNull(aDay)), note: Text.free(500),
};

/** A goal is what somebody will be measured by: it has to be reached after it is set, not before; and there is one from a day on, not two. */
async function goalFault({ tx: { db, t } }: Act, { id, segment, startsOn, dueOn }: Row): Promise<Refusal | null> {
  if (typeof dueOn === 'string' && dueOn < String(startsOn)) return invalid('dueOn', 'must not be before the day from which the goal holds');
  const others = await db.select({ id: t.adoptionGoals.id, segment: t.adoptionGoals.segment }).from(t.adoptionGoals).where(eq(t.adoptionGoals.startsOn, String(startsOn)));
  return others.some((other) => other.id !== id && other.segment === (segment ?? null)) ? invalid('startsOn', 'is the day from which another goal of the same holds') : null;
}

const goals = (t: Tables): Resource => ({
  name: 'adoption-goals', title: 'goals', read: 'adoption:read', table: t.adoptionGoals, searchable: { texts: [t.adoptionGoals.note] },
  select: (db) => db.select().from(t.adoptionGoals).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), segment: wordsOrNull(SEGMENTS), targetBasisPoints: Type.Integer(), startsOn: Type.String(), dueOn: orNull(Type.String()), note: Type.String(), setByName: Type.String(), setAt: Type.String(), version: Type.Integer() }),
  filters: { id: text(t.adoptionGoals.id), segment: word(t.adoptionGoals.segment, SEGMENTS), startsOn: day(t.adoptionGoals.startsOn) },
  sorts: { id: { column: t.adoptionGoals.id }, startsOn: { column: t.adoptionGoals.startsOn } }, standardSort: { field: 'startsOn', order: 'DESC' },
  create: { permission: 'adoption:edit', fields: Body(goalFields), make: async (act, body) => (await goalFault(act, body)) ?? { id: uuidv7(), segment: null, dueOn: null, ...body, setByName: act.actor.name, setAt: act.now } },
  update: { permission: 'adoption:edit', fields: Body(goalFields), check: async (act, current, changes) => (await goalFault(act, { ...current, ...changes })) ?? { ...changes, setByName: act.actor.name, setAt: act.now } },
  remove: { permission: 'adoption:edit' },
});

const annotationFields = { day: aDay, kind: words(ANNOTATION_KINDS), text: Text.line(200), rebaselines: Type.Boolean() };

/** What has not happened yet explains nothing. */
async function annotationFault({ tx, now }: Act, { day: on }: Row): Promise<Refusal | null> {
  return typeof on === 'string' && on > dayIn((await readPolicy(tx)).booksZone, now) ? invalid('day', 'has not come yet') : null;
}

const annotations = (t: Tables): Resource => ({
  name: 'adoption-annotations', title: 'annotations', read: 'adoption:read', table: t.adoptionAnnotations, searchable: { texts: [t.adoptionAnnotations.text] },
  select: (db) => db.select().from(t.adoptionAnnotations).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), ...annotationFields, addedByName: Type.String(), version: Type.Integer() }),
  filters: { id: text(t.adoptionAnnotations.id), day: day(t.adoptionAnnotations.day), rebaselines: flag(t.adoptionAnnotations.rebaselines) },
  sorts: { id: { column: t.adoptionAnnotations.id }, day: { column: t.adoptionAnnotations.day } }, standardSort: { field: 'day', order: 'DESC' },
  create: { permission: 'adoption:edit', fields: Body(annotationFields), make: async (act, body) => (await annotationFault(act, body)) ?? { id: uuidv7(), ...body, addedByName: act.actor.name } },
  update: { permission: 'adoption:edit', fields: Body(annotationFields), check: async (act, _current, changes) => (await annotationFault(act, changes)) ?? changes },
  remove: { permission: 'adoption:edit' },
});

const fixFields = {
  name: Text.line(120), step: words(STEPS), rootCause: Type.String({ minLength: 1, maxLength: 80 }), pathId: Type.Optional(orNull(Type.String({ maxLength: 200 }))), confidencePercent: Type.Integer({ minimum: 1, maximum: 100 }), effortDays: Type.Integer({ minimum: 1, maximum: 10_000 }),
  shippedOn: Type.Optional(orNull(aDay)), note: Text.free(1_000),
};

async function fixFault(act: Act, { rootCause, pathId, shippedOn }: Row): Promise<Refusal | null> {
  const { db, t } = act.tx;
  if (rootCause !== undefined && !(await rowById(db, t.rootCauses, String(rootCause)))) return invalid('rootCause', 'is not one of the root causes');
  if (typeof pathId === 'string' && !(await rowById(db, t.upgradePaths, pathId))) return invalid('pathId', 'is not one of the paths');
  if (typeof shippedOn === 'string' && shippedOn > dayIn((await readPolicy(act.tx)).booksZone, act.now)) return invalid('shippedOn', 'has not come yet');
  return null;
}

const fixes = (t: Tables): Resource => ({
  name: 'adoption-fixes', title: 'fixes', read: 'adoption:read', table: t.adoptionFixes, searchable: { texts: [t.adoptionFixes.name, t.adoptionFixes.note] },
  select: (db) => db.select().from(t.adoptionFixes).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), ...fixFields, enteredByName: Type.String(), enteredAt: orNull(Type.String()), version: Type.Integer() }),
  filters: { id: text(t.adoptionFixes.id), name: text(t.adoptionFixes.name), step: word(t.adoptionFixes.step, STEPS), rootCause: text(t.adoptionFixes.rootCause), shippedOn: day(t.adoptionFixes.shippedOn) },
  sorts: { id: { column: t.adoptionFixes.id }, name: { column: t.adoptionFixes.name } }, standardSort: { field: 'name', order: 'ASC' },
  create: { permission: 'adoption:edit', fields: Body(fixFields), make: async (act, body) => (await fixFault(act, body)) ?? { id: uuidv7(), pathId: null, shippedOn: null, ...body, enteredByName: act.actor.name, enteredAt: act.now } },
  update: { permission: 'adoption:edit', fields: Body(fixFields), check: async (act, _current, changes) => (await fixFault(act, changes)) ?? { ...changes, enteredByName: act.actor.name, enteredAt: act.now } },
  remove: { permission: 'adoption:edit' },
});

/** Written by loading a file. */
const traffic = (t: Tables): Resource => ({
  name: 'adoption-traffic', title: 'months of traffic', read: 'adoption:read', table: t.adoptionTraffic,
  select: (db) => db.select().from(t.adoptionTraffic).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), visits: Type.Integer(), contacts: Type.Integer(), contactOrders: Type.Integer(), loadedAt: Type.String(), loadedByName: Type.String(), version: Type.Integer() }),
  filters: { id: text(t.adoptionTraffic.id) }, sorts: { id: { column: t.adoptionTraffic.id } }, standardSort: { field: 'id', order: 'DESC' }, remove: { permission: 'adoption:edit' },
});

export const adoptionResources = (t: Tables): Resource[] => [goals(t), annotations(t), fixes(t), traffic(t)];
