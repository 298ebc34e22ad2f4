import { eq } from 'drizzle-orm';
import type { FastifyError, FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Tables } from '../../../db/schema/index.ts';
import { notNow } from '../../domain/refusal.ts';
import { DISPOSITIONS_OF_EVENTS } from '../../domain/words.ts';
import { record } from '../../record/record.ts';
import { badKeys, fieldAt, jsonOf } from '../../rest/json.ts';
import { fieldProblem, notThere, Problem, refusalProblem, staleProblem } from '../../rest/problem.ts';
import { moment, text, word } from '../../rest/filterable.ts';
import { change, viewerOf, type Act, type Kernel } from '../../rest/request.ts';
import { loadOne, serve, type Resource, type RowQuery } from '../../rest/resource.ts';
import { Body, orNull, problems, Text, words } from '../../rest/schemas.ts';
import { cleaned } from './cleaning.ts';
import type { Incoming } from './journeys.ts';
import { receiveEvents, refsOf, refusalOf, takeEvents, type TextFault } from './receive.ts';
import { checkSignature } from './signature.ts';

const LARGEST_BATCH = 1_000;
const MOST_BYTES = 4 * 1_048_576;
const ONE = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';

const maybe = orNull(Type.String());
const EventShape = Type.Object({
  id: Type.String(), source: Type.String(), eventId: Type.String(), type: Type.String(), occurredAt: Type.String(), receivedAt: Type.String(), upgradeRef: maybe, upgradeId: maybe, subscriptionRef: maybe, returnRef: maybe,
  data: Type.Record(Type.String(), Type.Unknown()), disposition: words(DISPOSITIONS_OF_EVENTS), because: maybe, handledByName: maybe, version: Type.Integer(),
});

export const eventsResource = (t: Tables): Resource => ({
  name: 'incoming-events', title: 'incoming events', read: 'events:read', table: t.incomingEvents,
  select: (db) => db.select().from(t.incomingEvents).$dynamic() as unknown as RowQuery,
  shape: EventShape,
  filters: {
    id: text(t.incomingEvents.id), source: text(t.incomingEvents.source), eventId: text(t.incomingEvents.eventId), type: text(t.incomingEvents.type), disposition: word(t.incomingEvents.disposition, DISPOSITIONS_OF_EVENTS),
    upgradeRef: text(t.incomingEvents.upgradeRef), subscriptionRef: text(t.incomingEvents.subscriptionRef), returnRef: text(t.incomingEvents.returnRef), receivedAt: moment(t.incomingEvents.receivedAt), occurredAt: moment(t.incomingEvents.occurredAt),
  },
  sorts: { id: { column: t.incomingEvents.id }, receivedAt: { column: t.incomingEvents.receivedAt } },
  standardSort: { field: 'receivedAt', order: 'DESC' },
});

/** Events in, signed; and the quarantine, where an admin looks at what could not be taken, mends it and tries again. */
export async function serveEvents(app: FastifyInstance, kernel: Kernel, secrets: readonly string[]): Promise<void> {
  const resource = eventsResource(kernel.store.t);
  serve(app, kernel, resource);
  serveQuarantine(app, kernel, resource);

  await app.register(async (inner) => {
    inner.removeContentTypeParser('application/json');
    inner.addContentTypeParser([ONE, BATCH], { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, body, done) => done(null, body));
    inner.setErrorHandler((error: FastifyError, _request, _reply) => {
      if (error.statusCode === 413 && !(error instanceof Problem)) throw new Problem(413, 'The request is larger than 4 MB: send the events in several');
      if (error.statusCode === 415) throw new Problem(415, `Events are sent as ${ONE}, or ${BATCH}`);
      throw error;
    });
    inner.post('/events', {
      bodyLimit: MOST_BYTES,
      config: { permission: 'public', cardsByCell: true },
      schema: {
        tags: ['events'], summary: 'Events in: CloudEvents 1.0, one or a batch, signed after Standard Webhooks', consumes: [ONE, BATCH],
        response: { 202: Type.Object({ results: Type.Array(Type.Object({ id: maybe, disposition: words(DISPOSITIONS_OF_EVENTS), because: Type.Optional(Type.String()) })) }), ...problems(400, 413, 415) },
      },
    }, async (request, reply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      checkSignature(request.headers, body, secrets, kernel.clock());
      const parsed = jsonOf(body);
      if (parsed === undefined) throw new Problem(400, 'The body is not JSON');
      const batch = request.headers['content-type']?.toLowerCase().startsWith(BATCH) ?? false;
      if (batch !== Array.isArray(parsed)) throw new Problem(400, batch ? 'A batch is an array of events' : `An array of events is a batch: content-type ${BATCH}`);
      const events = Array.isArray(parsed) ? (parsed as unknown[]) : [parsed];
      if (events.length > LARGEST_BATCH) throw new Problem(413, `A batch has at most ${LARGEST_BATCH} events`);
      return reply.status(202).send({ results: await receiveEvents(kernel, events, request.id, badKeysOf(body, batch)) });
    });
  });
}

/** What is wrong with the keys of each event, by its place: the first of each. */
function badKeysOf(body: string, batch: boolean): ReadonlyMap<number, TextFault> {
  const found = new Map<number, TextFault>();
  for (const { path, says } of badKeys(body)) {
    const [place, within] = batch ? [Number(path[0]), path.slice(1)] : [0, path];
    if (!found.has(place)) found.set(place, { because: `${fieldAt(within) || 'a field'} ${says}`, inEnvelope: within.length === 1 });
  }
  return found;
}

function serveQuarantine(app: FastifyInstance, kernel: Kernel, resource: Resource): void {
  const params = Type.Object({ id: Text.id });
  const answer = { response: { 200: EventShape, ...problems(400, 404, 409, 422) } };

  const load = async (act: Act, id: string, version: number): Promise<Incoming> => {
    const { incomingEvents } = act.tx.t;
    const [row] = await act.tx.db.select().from(incomingEvents).where(eq(incomingEvents.id, id));
    if (!row) throw notThere('This event');
    if (row.version !== version) throw staleProblem(row);
    if (!['quarantined', 'not_yet', 'waiting'].includes(row.disposition)) throw refusalProblem(notNow(`The event is ${row.disposition} already`, []), row);
    return row;
  };

  /** Tries it again as it now is; what is still wrong stays in the quarantine, with the reason. */
  const tryAgain = async (act: Act, row: Incoming, command: 'incoming-events.mend' | 'incoming-events.replay', before: Incoming): Promise<void> => {
    const { incomingEvents } = act.tx.t;
    const tried: Incoming = { ...row, ...refsOf(row.type, row.data), version: row.version + 1, handledByName: act.actor.name };
    const { id, disposition: _disposition, ...fields } = tried;
    await act.tx.db.update(incomingEvents).set(fields).where(eq(incomingEvents.id, id));
    const refusal = refusalOf(tried, null, act.now);
    const outcome = refusal ?? (await takeEvents(act, [tried])).get(tried);
    if (refusal) await act.tx.db.update(incomingEvents).set(refusal).where(eq(incomingEvents.id, id));
    await record(act, { command, resource: 'incoming-events', id, before, after: { ...tried, ...outcome } });
  };

  app.post('/incoming-events/:id/replay', { config: { permission: 'events:mend' }, schema: { tags: ['events'], summary: 'Try a kept event again', params, body: Body({ version: Text.version }), ...answer } }, (request, reply) => change(kernel, request, reply, async (act) => {
    const { id } = request.params as { id: string };
    const row = await load(act, id, (request.body as { version: number }).version);
    await tryAgain(act, row, 'incoming-events.replay', row);
    return { status: 200, body: await loadOne(kernel, resource, id, viewerOf(request), act.tx.db) };
  }, { books: true }));

  app.post('/incoming-events/:id/mend', {
    config: { permission: 'events:mend' },
    schema: { tags: ['events'], summary: 'Change a kept event’s data and try it again', params, body: Body({ data: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown()), version: Text.version }), ...answer },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const { id } = request.params as { id: string };
    const { data, version } = request.body as { data: Record<string, unknown>; version: number };
    const kept = cleaned(data);
    if (kept.because !== null) throw fieldProblem(422, 'data', `cannot be kept as it is: ${kept.because}`);
    const before = await load(act, id, version);
    await tryAgain(act, { ...before, data }, 'incoming-events.mend', before);
    return { status: 200, body: await loadOne(kernel, resource, id, viewerOf(request), act.tx.db) };
  }, { books: true }));
}

