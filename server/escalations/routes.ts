import { and, count, eq, inArray, isNull, lte } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type TObject } from 'typebox';
import { calendarOfRegion, readPolicy } from '../admin/commands.ts';
import { explainClock } from '../domain/clocks.ts';
import { can, type Permission } from '../domain/permissions.ts';
import { invalid } from '../domain/refusal.ts';
import { BANDS, CHANNELS, PAUSE_REASONS, STEPS, type Band, type PauseReason } from '../domain/words.ts';
import { Problem, refusalProblem } from '../rest/problem.ts';
import { change, instant, viewerOf, type Act } from '../rest/request.ts';
import { loadOne, withCurrent } from '../rest/resource.ts';
import { Body, orNull, problems, Text, words } from '../rest/schemas.ts';
import type { SessionKernel } from '../people/sessions.ts';
import { checkRootCause, claimNext, declineEscalation, escalateAgain, logEscalation, makeMove, orderedWhileOpen, say, withdrawLinks, type LogInput } from './commands.ts';
import { handBack, type HandBackInput } from './hand-back.ts';
import { mailMessage } from './mail.ts';
import { readEscalation } from './read.ts';
import { EscalationShape, escalationsResource } from './resources.ts';

const tags = ['escalations'];
const IdParams = Type.Object({ id: Text.id });
const reason = Text.said(2_000);
const version = Text.version;
const said = Text.said(20_000);
const code = Text.line(80);

type Given = { version?: number; reason?: string; text?: string; note?: string; toUserId?: string; until?: string; band?: Band; rootCause?: string };
type Verb = { summary: string; permission: Permission; body: TObject; run: (act: Act, id: string, body: Given) => Promise<unknown> };

/** Every command on one escalation: what it takes, and what it does. */
const VERBS: Record<string, Verb> = {
  claim: { summary: 'Take it', permission: 'escalations:work', body: Body({ version }), run: (act, id, body) => makeMove(act, id, { name: 'claim' }, { kind: 'event', verb: 'claim' }, body.version) },
  release: {
    summary: 'Give it back to the queue', permission: 'escalations:work', body: Body({ reason, version }),
    run: (act, id, body) => makeMove(act, id, { name: 'release', reason: body.reason ?? '' }, { kind: 'event', verb: 'release', text: body.reason }, body.version),
  },
  decline: { summary: 'Give it back, and not be offered it again for a day', permission: 'escalations:work', body: Body({ reason, version }), run: (act, id, body) => declineEscalation(act, id, body.reason ?? '', body.version ?? 0) },
  transfer: { summary: 'Hand it to a colleague', permission: 'escalations:transfer', body: Body({ toUserId: Text.id, note: Type.Optional(said), version }), run: (act, id, body) => transfer(act, id, body) },
  pause: {
    summary: 'Set it aside until a time, for a reason', permission: 'escalations:work',
    body: Body({ reason: Type.Union([words(PAUSE_REASONS), Type.String({ minLength: 1, maxLength: 80, description: 'or the code of a root cause: what is being waited for; the clock then runs on' })]), until: Text.instant, version }),
    run: pause,
  },
  resume: { summary: 'Take it up again', permission: 'escalations:work', body: Body({ version }), run: (act, id, body) => makeMove(act, id, { name: 'resume' }, { kind: 'event', verb: 'resume' }, body.version) },
  note: { summary: 'Write an internal note', permission: 'escalations:note', body: Body({ text: said, version: Type.Optional(version) }), run: (act, id, body) => makeMove(act, id, { name: 'note' }, { kind: 'note', text: body.text }, body.version) },
  message: {
    summary: 'Write to the customer', permission: 'escalations:work', body: Body({ text: said, version: Type.Optional(version) }),
    run: messageCustomer,
  },
  resolve: { summary: 'Close it, with its root cause', permission: 'escalations:work', body: Body({ rootCause: code, note: Type.Optional(said), version }), run: resolve },
  cancel: {
    summary: 'Close it as not needed', permission: 'escalations:work', body: Body({ reason, version }),
    run: async (act, id, body) => {
      await makeMove(act, id, { name: 'cancel', reason: body.reason ?? '' }, { kind: 'event', verb: 'cancel', text: body.reason }, body.version);
      await withdrawLinks(act, id);
    },
  },
  'set-priority': {
    summary: 'Set the band over the computed one', permission: 'escalations:work', body: Body({ band: words(BANDS), reason, version }),
    run: (act, id, body) => makeMove(act, id, { name: 'set-priority', band: body.band ?? 'normal', reason: body.reason ?? '' }, { kind: 'event', verb: 'set-priority', text: body.reason, detail: { band: body.band } }, body.version),
  },
  'escalate-again': { summary: 'The customer asked again: back in the queue', permission: 'escalations:work', body: Body({ text: said, version: Type.Optional(version) }), run: (act, id, body) => escalateAgain(act, id, body.text ?? '', body.version) },
};

async function messageCustomer(act: Act, id: string, { text = '', version: seen }: Given): Promise<void> {
  await makeMove(act, id, { name: 'message' }, null, seen);
  await mailMessage(act, id, await say(act, id, { kind: 'message', text }), text);
}

async function whoCanHold(act: Act, userId: string): Promise<{ id: string; name: string }> {
  const [to] = await act.tx.db.select().from(act.tx.t.users).where(eq(act.tx.t.users.id, userId));
  if (!to || to.status !== 'active' || !can(to.role, 'escalations:work')) throw refusalProblem(invalid('toUserId', 'must be somebody who works escalations'));
  return to;
}

async function transfer(act: Act, id: string, { toUserId = '', note, version: seen }: Given): Promise<void> {
  const to = await whoCanHold(act, toUserId);
  await makeMove(act, id, { name: 'transfer', to: { id: to.id, name: to.name } }, { kind: 'event', verb: 'transfer', detail: { to: to.name } }, seen);
  if (note) await say(act, id, { kind: 'note', text: note });
}

async function pause(act: Act, id: string, body: Given): Promise<void> {
  const typed = PAUSE_REASONS.includes(body.reason as PauseReason) ? (body.reason as PauseReason) : null;
  // A root cause says what is waited for; the clock then runs on, as for a colleague.
  if (typed === null) await checkRootCause(act, 'reason', body.reason ?? '', `must be one of ${PAUSE_REASONS.join(', ')}, or an active root cause`);
  const until = new Date(body.until ?? '').toISOString();
  await makeMove(act, id, { name: 'pause', reason: typed ?? 'waiting_for_colleague', until }, { kind: 'event', verb: 'pause', detail: { reason: body.reason, until } }, body.version);
}

async function resolve(act: Act, id: string, { rootCause = '', note, version: seen }: Given): Promise<void> {
  await checkRootCause(act, 'rootCause', rootCause);
  const ordered = await orderedWhileOpen(act, await readEscalation(act.tx, id));
  await makeMove(act, id, { name: 'resolve', rootCause, ordered }, { kind: 'event', verb: 'resolve', detail: { rootCause } }, seen);
  if (note) await say(act, id, { kind: 'note', text: note });
}

/** The queue: its list and records, and every command on them. */
export function serveEscalations(app: FastifyInstance, kernel: SessionKernel): void {
  const resource = escalationsResource(kernel.store.t);
  const answer = (act: Act, request: FastifyRequest, id: string) => loadOne(kernel, resource, id, viewerOf(request), act.tx.db);
  const schemaOf = (summary: string, body: TObject, statuses: Record<number, TObject>) => ({ tags, summary, body, response: { ...statuses, ...problems(400, 404, 409, 422) } });

  serveCounts(app, kernel);

  app.post('/escalations/claim-next', {
    config: { permission: 'escalations:work' },
    schema: { ...schemaOf('Take the next item for this person; 204 when nothing waits', Body({}), { 200: EscalationShape }), response: { 200: EscalationShape, 204: Type.Null(), ...problems(400) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const id = await claimNext(act);
    return id === null ? { status: 204, body: null } : { status: 200, body: await answer(act, request, id) };
  }));

  app.post('/escalations', {
    config: { permission: 'escalations:work' },
    schema: schemaOf('Log an escalation by hand', Body({
      accountId: Text.id, upgradeId: Type.Optional(orNull(Type.String({ maxLength: 200 }))), contactId: Type.Optional(orNull(Type.String({ maxLength: 200 }))), channel: words(CHANNELS), reason: code, text: said, subject: Type.Optional(Text.line(160)),
    }), { 200: EscalationShape }),
  }, (request, reply) => change(kernel, request, reply, async (act) => ({ status: 200, body: await answer(act, request, await logEscalation(act, request.body as LogInput)) })));

  for (const [verb, { summary, permission, body, run }] of Object.entries(VERBS)) {
    app.post(`/escalations/:id/${verb}`, { config: { permission }, schema: { ...schemaOf(summary, body, { 200: EscalationShape }), params: IdParams } }, (request, reply) => change(kernel, request, reply, async (act) => {
      const { id } = request.params as { id: string };
      await withCurrent(kernel, resource, act, id, viewerOf(request), () => run(act, id, request.body as Given));
      return { status: 200, body: await answer(act, request, id) };
    }));
  }

  app.post('/escalations/:id/hand-back', {
    config: { permission: 'escalations:work' },
    schema: { ...schemaOf('Hand the journey back to the customer at a step', Body({ step: words(STEPS), rootCause: code, message: Type.Optional(said), version }), { 200: EscalationShape }), params: IdParams },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const { id } = request.params as { id: string };
    const links = { publicUrl: kernel.settings.publicUrl, secret: kernel.settings.sessionSecret };
    const link = await withCurrent(kernel, resource, act, id, viewerOf(request), () => handBack(act, id, request.body as HandBackInput, links));
    return { status: 200, body: { ...(await answer(act, request, id)), link } };
  }, { sealLink: kernel.settings.sessionSecret }));

  app.post('/escalations/bulk-transfer', {
    config: { permission: 'escalations:transfer' },
    schema: {
      tags, summary: 'Hand several to one colleague; those that cannot go are named', body: Body({ ids: Type.Array(Text.id, { minItems: 1, maxItems: 200 }), toUserId: Text.id }),
      response: { 200: Type.Object({ done: Type.Array(Type.String()), refused: Type.Array(Type.Object({ id: Type.String(), because: Type.String() })) }), ...problems(400, 422) },
    },
  }, (request, reply) => bulkTransfer(kernel, request, reply));
}

async function bulkTransfer(kernel: SessionKernel, request: FastifyRequest, reply: FastifyReply) {
  return change(kernel, request, reply, async (act) => {
    const { ids, toUserId } = request.body as { ids: string[]; toUserId: string };
    await whoCanHold(act, toUserId);
    const done: string[] = [];
    const refused: { id: string; because: string }[] = [];
    for (const id of new Set(ids)) {
      try {
        await transfer(act, id, { toUserId });
        done.push(id);
      } catch (error) {
        // A refusal has written nothing, so the others can go on.
        if (!(error instanceof Problem)) throw error;
        refused.push({ id, because: error.message });
      }
    }
    return { status: 200, body: { done, refused } };
  });
}

function serveCounts(app: FastifyInstance, kernel: SessionKernel): void {
  const { store } = kernel;
  const { escalations } = store.t;
  const Counts = Type.Object({ waiting: Type.Integer(), mine: Type.Integer(), dueWithinHour: Type.Integer(), paused: Type.Integer(), handedBack: Type.Integer() });

  app.get('/escalations/counts', { config: { permission: 'escalations:read' }, schema: { tags, summary: 'How many are in each view of the queue', response: { 200: Counts, ...problems() } } }, async (request) => {
    const viewer = viewerOf(request);
    const inAnHour = new Date(kernel.clock().getTime() + 3_600_000).toISOString();
    const rows = await store.read.select({ status: escalations.status, n: count() }).from(escalations).where(inArray(escalations.status, ['waiting', 'paused', 'handed_back'])).groupBy(escalations.status);
    const of = (status: string) => Number(rows.find((row) => row.status === status)?.n ?? 0);
    const [mine] = await store.read.select({ n: count() }).from(escalations).where(and(eq(escalations.assigneeId, viewer.id), inArray(escalations.status, ['claimed', 'paused'])));
    const [due] = await store.read.select({ n: count() }).from(escalations).where(and(inArray(escalations.status, ['waiting', 'claimed']), isNull(escalations.firstRespondedAt), lte(escalations.firstResponseDueAt, inAnHour)));
    return { waiting: of('waiting'), mine: Number(mine?.n ?? 0), dueWithinHour: Number(due?.n ?? 0), paused: of('paused'), handedBack: of('handed_back') };
  });

  const Interval = Type.Object({ from: Type.String(), to: Type.String(), minutes: Type.Integer() });
  const LeftOut = Type.Object({ from: Type.String(), to: Type.String(), because: Type.String() });
  const Explanation = Type.Object({ due: Type.String(), targetMinutes: Type.Integer(), counted: Type.Array(Interval), leftOut: Type.Array(LeftOut) });
  const Clock = Type.Object({
    zone: Type.String(), calendarName: Type.String(), running: Type.Boolean(), firstResponse: Explanation, resolution: Explanation, lease: Type.Union([Type.Null(), Type.Object({ until: Type.String(), because: Type.String() })]),
  });

  app.get('/escalations/:id/clock', { config: { permission: 'escalations:read' }, schema: { tags, summary: 'Why it is due when it is due', params: IdParams, response: { 200: Clock, ...problems(404) } } }, async (request) => {
    const reader = { db: store.read, t: store.t };
    const row = await readEscalation(reader, (request.params as { id: string }).id);
    const policy = await readPolicy(reader);
    const calendar = await calendarOfRegion(reader, row.region);
    const explained = explainClock(calendar, policy.targets, row.priority, { openedAt: row.openedAt, roundStartedAt: row.roundStartedAt, stops: row.clockStops });
    const lease = row.leaseUntil === null ? null : { until: row.leaseUntil, because: leaseReason(row.firstRespondedAt === null && row.leaseUntil === row.firstResponseDueAt, policy.leaseMinutes) };
    const running = row.closedAt === null && !row.clockStops.some((stop) => stop.to === null) && instant(kernel) >= row.openedAt;
    return { calendarName: 'name' in calendar ? String(calendar.name) : calendar.zone, running, ...explained, lease };
  });
}

const leaseReason = (byFirstResponse: boolean, minutes: number): string =>
  byFirstResponse ? 'when the first response is due, unless the customer hears from you before' : `${minutes / 60} working hours after the last thing the customer could notice`;
