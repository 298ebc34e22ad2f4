import { Type } from 'typebox';
import { uuidv7 } from 'uuidv7';
import type { Tables } from '../../db/schema/index.ts';
import { BASIS_POINTS } from '../domain/adoption/rate.ts';
import { dayIn } from '../domain/days.ts';
import { invalid, type Refusal } from '../domain/refusal.ts';
import { ANNOTATION_KINDS, SEGMENTS } from '../domain/words.ts';
import { readPolicy } from '../admin/commands.ts';
import { flag, text } from '../rest/query.ts';
import type { Act } from '../rest/request.ts';
import type { Resource, Row, RowQuery } from '../rest/resource.ts';
import { Body, orNull, Text, words, wordsOrNull } from '../rest/schemas.ts';

const day = Text.day as ReturnType<typeof Type.String>;

const goalFields = {
  segment: Type.Optional(wordsOrNull(SEGMENTS)), targetBasisPoints: Type.Integer({ minimum: 1, maximum: BASIS_POINTS }), startsOn: day, dueOn: Type.Optional(orNull(day)), note: Text.free(500),
};

/** A goal is what somebody will be measured by: it has to be reached after it is set, not before. */
const goalFault = ({ startsOn, dueOn }: Row): Refusal | null => (typeof dueOn === 'string' && dueOn < String(startsOn) ? invalid('dueOn', 'must not be before the day from which the goal holds') : null);

const goals = (t: Tables): Resource => ({
  name: 'adoption-goals', title: 'goals', read: 'adoption:read', table: t.adoptionGoals,
  select: (db) => db.select().from(t.adoptionGoals).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), segment: wordsOrNull(SEGMENTS), targetBasisPoints: Type.Integer(), startsOn: Type.String(), dueOn: orNull(Type.String()), note: Type.String(), setByName: Type.String(), setAt: Type.String(), version: Type.Integer() }),
  filters: { id: text(t.adoptionGoals.id), segment: text(t.adoptionGoals.segment), startsOn: text(t.adoptionGoals.startsOn) },
  sorts: { id: { column: t.adoptionGoals.id }, startsOn: { column: t.adoptionGoals.startsOn } }, standardSort: { field: 'startsOn', order: 'DESC' },
  create: { permission: 'adoption:edit', fields: Body(goalFields), make: async (act, body) => goalFault(body) ?? { id: uuidv7(), segment: null, dueOn: null, ...body, setByName: act.actor.name, setAt: act.now } },
  update: { permission: 'adoption:edit', fields: Body(goalFields), check: async (act, current, changes) => goalFault({ ...current, ...changes }) ?? { ...changes, setByName: act.actor.name, setAt: act.now } },
  remove: { permission: 'adoption:edit' },
});

const annotationFields = { day, kind: words(ANNOTATION_KINDS), text: Text.line(200), rebaselines: Type.Boolean() };

/** What has not happened yet explains nothing. */
async function annotationFault({ tx, now }: Act, { day: on }: Row): Promise<Refusal | null> {
  return typeof on === 'string' && on > dayIn((await readPolicy(tx)).booksZone, now) ? invalid('day', 'has not come yet') : null;
}

const annotations = (t: Tables): Resource => ({
  name: 'adoption-annotations', title: 'annotations', read: 'adoption:read', table: t.adoptionAnnotations,
  select: (db) => db.select().from(t.adoptionAnnotations).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), ...annotationFields, addedByName: Type.String(), version: Type.Integer() }),
  filters: { id: text(t.adoptionAnnotations.id), day: text(t.adoptionAnnotations.day), rebaselines: flag(t.adoptionAnnotations.rebaselines) },
  sorts: { id: { column: t.adoptionAnnotations.id }, day: { column: t.adoptionAnnotations.day } }, standardSort: { field: 'day', order: 'DESC' },
  create: { permission: 'adoption:edit', fields: Body(annotationFields), make: async (act, body) => (await annotationFault(act, body)) ?? { id: uuidv7(), ...body, addedByName: act.actor.name } },
  update: { permission: 'adoption:edit', fields: Body(annotationFields), check: async (act, _current, changes) => (await annotationFault(act, changes)) ?? changes },
  remove: { permission: 'adoption:edit' },
});

export const adoptionResources = (t: Tables): Resource[] => [goals(t), annotations(t)];
