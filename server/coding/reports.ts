import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { checkCuts } from '../accounts/read.ts';
import { readPolicy } from '../admin/commands.ts';
import { isMonth, monthsThrough } from '../domain/coding/months.ts';
import { dayIn } from '../domain/days.ts';
import { fieldProblem } from '../rest/problem.ts';
import { change, instant, viewerOf, type Kernel } from '../rest/request.ts';
import { loadOne, serve, withCurrent } from '../rest/resource.ts';
import { Body, orNull, problems, Text } from '../rest/schemas.ts';
import { readBridge, type BridgeCuts, type BridgeView } from './bridge.ts';
import { readDifferences } from './differences.ts';
import { MISCODING_BY, readMiscoding, type MiscodingBy } from './miscoding.ts';
import { closePeriod, reopenPeriod } from './periods.ts';
import { periodsResource } from './resources.ts';
import { BridgeShape, PeriodShape } from './shapes.ts';

const tags = ['revenue'];
const text = Type.String();
const optional = Type.Optional(Type.String({ maxLength: 200 }));
const LONGEST_MONTHS = 240;
const USUAL_MONTHS = 12;

type Window = { from?: string; to?: string };

/** Two months, both included; a year up to now where nothing is said. */
function windowOf({ from, to }: Window, today: string): { from: string; to: string } {
  for (const [field, month] of Object.entries({ from, to })) if (month !== undefined && !isMonth(month)) throw fieldProblem(400, field, 'must be a month, YYYY-MM');
  const last = to ?? today.slice(0, 7);
  const first = from ?? monthsThrough(`${Number(last.slice(0, 4)) - 1}-${last.slice(5)}`, last).slice(-USUAL_MONTHS)[0] ?? last;
  if (last < first) throw fieldProblem(400, 'to', 'must not be before from');
  if (monthsThrough(first, last).length > LONGEST_MONTHS) throw fieldProblem(400, 'to', `must not be more than ${LONGEST_MONTHS} months after from`);
  return { from: first, to: last };
}

/** The bridge of recurring revenue, the miscoding rate, differences, and the months of the books with their closing. */
export function serveRevenue(app: FastifyInstance, kernel: Kernel): void {
  const { store } = kernel;
  const reader = { db: store.read, t: store.t };
  const today = async () => dayIn((await readPolicy(reader)).booksZone, instant(kernel));
  const config = { permission: 'codings:read' as const };

  app.get('/revenue/bridge', {
    config,
    schema: {
      tags, summary: 'The bridge of recurring revenue, month by month', response: { 200: BridgeShape, ...problems(400) },
      querystring: Type.Object({ from: optional, to: optional, view: optional, segment: optional, region: optional, managerId: optional, kind: optional, pathId: optional, family: optional }, { additionalProperties: false }),
    },
  }, async (request) => {
    const { from, to, view = 'corrected', ...cuts } = request.query as Window & { view?: string } & BridgeCuts;
    if (view !== 'reported' && view !== 'corrected') throw fieldProblem(400, 'view', 'must be reported or corrected');
    await checkCuts(store, cuts);
    return readBridge(reader, { ...windowOf({ from, to }, await today()), view: view as BridgeView, cuts });
  });

  const Rows = Type.Object({ resource: text, filter: Type.Record(Type.String(), Type.Unknown()) });
  app.get('/revenue/miscoding', {
    config,
    schema: {
      tags, summary: 'How many orders were miscoded, by path, rule, kind or month', querystring: Type.Object({ from: optional, to: optional, by: optional }, { additionalProperties: false }),
      response: {
        200: Type.Object({ from: text, to: text, by: text, rows: Type.Array(Type.Object({ key: orNull(text), name: orNull(text), coded: Type.Integer(), miscoded: Type.Integer(), rate: orNull(Type.Number()), rows: Type.Object({ coded: Rows, miscoded: Rows }) })) }),
        ...problems(400),
      },
    },
  }, async (request) => {
    const { by = 'pathId', ...given } = request.query as Window & { by?: string };
    if (!(MISCODING_BY as readonly string[]).includes(by)) throw fieldProblem(400, 'by', `must be one of ${MISCODING_BY.join(', ')}`);
    const window = windowOf(given, await today());
    const names = by === 'pathId' ? new Map((await store.read.select({ id: store.t.upgradePaths.id, name: store.t.upgradePaths.name }).from(store.t.upgradePaths)).map(({ id, name }) => [id, name])) : new Map<string, string>();
    const rows = await readMiscoding(reader, { ...window, by: by as MiscodingBy });
    return { ...window, by, rows: rows.map((row) => ({ ...row, name: row.key === null ? null : (names.get(row.key) ?? null) })) };
  });

  app.get('/revenue/differences', {
    config,
    schema: {
      tags, summary: 'Accounts whose entries and lines do not come to the same; none where the books balance', querystring: Type.Object({ on: Type.Optional(Text.day) }, { additionalProperties: false }),
      response: { 200: Type.Object({ on: text, rows: Type.Array(Type.Object({ accountId: text, accountName: text, entriesMinor: Type.Integer(), subscriptionsMinor: Type.Integer(), keptMinor: Type.Integer(), causes: Type.Array(text) })) }), ...problems(400) },
    },
  }, async (request) => {
    const on = (request.query as { on?: string }).on ?? (await today());
    return { on, rows: await readDifferences(reader, on) };
  });

  servePeriods(app, kernel);
}

function servePeriods(app: FastifyInstance, kernel: Kernel): void {
  const resource = periodsResource(kernel.store.t);
  serve(app, kernel, resource);
  const params = Type.Object({ id: Text.id });
  const version = Type.Optional(Text.version);
  const verbs = {
    close: { summary: 'Close a month: nothing posts to it any more', body: Body({ version }), run: closePeriod },
    reopen: { summary: 'Reopen the last closed month', body: Body({ reason: Text.said(2_000), version }), run: reopenPeriod },
  };
  for (const [verb, { summary, body, run }] of Object.entries(verbs)) {
    app.post(`/periods/:id/${verb}`, { config: { permission: 'periods:close' }, schema: { tags: ['periods'], summary, params, body, response: { 200: PeriodShape, ...problems(400, 404, 409, 422) } } }, (request, reply) => change(kernel, request, reply, async (act) => {
      const { id } = request.params as { id: string };
      await withCurrent(kernel, resource, act, id, viewerOf(request), () => run(act, id, request.body as never));
      return { status: 200, body: await loadOne(kernel, resource, id, viewerOf(request), act.tx.db) };
    }, { books: true }));
  }
}
