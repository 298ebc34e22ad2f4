import type { FastifyInstance } from 'fastify';
import { Type, type TObject } from 'typebox';
import { readPolicy } from '../admin/commands.ts';
import { codeChange } from '../domain/coding/coder.ts';
import type { CodingCase } from '../domain/coding/case.ts';
import { isRefusal } from '../domain/refusal.ts';
import type { Permission } from '../domain/permissions.ts';
import { refusalProblem } from '../rest/problem.ts';
import { tellProgress } from '../rest/progress.ts';
import { change, instant, viewerOf, type Act, type Kernel } from '../rest/request.ts';
import { loadOne, serve, withCurrent } from '../rest/resource.ts';
import { Body, problems, Text } from '../rest/schemas.ts';
import { confirm, decideProposal, join, override, type OverrideInput } from './corrections.ts';
import { checkMany, overrideMany, type ManyInput } from './many.ts';
import { previewJoin, previewMany, previewOverride } from './preview.ts';
import type { Asking } from './read.ts';
import { ratesResource } from './rates.ts';
import { codingsResource, entriesResource, reasonCodesResource } from './resources.ts';
import { CodingShape, EvaluateBody, EvaluatedShape, LegBody, PreviewManyShape, PreviewShape } from './shapes.ts';

const tags = ['codings'];
const params = Type.Object({ id: Text.id });
const { version } = Text;
const note = Text.said(2_000);
const reason = { reasonCode: Text.line(80), note };
const legs = Type.Array(LegBody, { minItems: 1, maxItems: 50 });
const OverrideBody = Body({ legs, ...reason, version });
const ManyBody = Body({ items: Type.Array(Body({ id: Text.id, legs, version }), { minItems: 1, maxItems: 500 }), ...reason });

type Verb = { summary: string; permission: Permission; body: TObject; run: (act: Act, id: string, body: never) => Promise<void> };

const VERBS: Record<string, Verb> = {
  override: { summary: 'Correct it: reversal and new entries, or a proposal where a second person has to look', permission: 'codings:propose', body: OverrideBody, run: (act, id, body: OverrideInput) => override(act, id, body) },
  join: { summary: 'Code it and the other half of a pair as one change', permission: 'codings:propose', body: Body({ otherId: Text.id, note, version }), run: join },
  approve: { summary: 'Agree to a proposal', permission: 'codings:approve', body: Body({ note, version }), run: (act, id, body: { note: string; version: number }) => decideProposal(act, id, body, true) },
  reject: { summary: 'Refuse a proposal', permission: 'codings:approve', body: Body({ note, version }), run: (act, id, body: { note: string; version: number }) => decideProposal(act, id, body, false) },
  confirm: { summary: 'It is right as it is', permission: 'codings:propose', body: Body({ version }), run: (act, id, body: { version: number }) => confirm(act, id, body.version) },
};

/** Codings, what corrects them, and the coder itself to try a case on. */
export function serveCodings(app: FastifyInstance, kernel: Kernel): void {
  const { store } = kernel;
  const resource = codingsResource(store.t);
  serve(app, kernel, resource);
  serve(app, kernel, entriesResource(store.t));
  serve(app, kernel, reasonCodesResource(store.t));
  serve(app, kernel, ratesResource(store.t));
  const asking = (request: Parameters<typeof viewerOf>[0]): Asking => {
    const { id, name, role } = viewerOf(request);
    return { tx: { db: store.read, t: store.t }, actor: { id, name, role }, now: instant(kernel) };
  };

  app.post('/codings/evaluate', {
    config: { permission: 'codings:read' }, schema: { tags, summary: 'Code a case of one’s own; changes nothing', body: EvaluateBody, response: { 200: EvaluatedShape, ...problems(400, 422) } },
  }, async (request) => {
    const { account, rates = {}, path, ...given } = request.body as Omit<CodingCase, 'account' | 'path' | 'rates'> & { orderedOn?: string; account?: Partial<CodingCase['account']>; rates?: Record<string, string>; path?: Partial<CodingCase['path']> };
    const { reportingCurrency } = await readPolicy({ db: store.read, t: store.t });
    const coded = codeChange({ ...given, rates, reportingCurrency, account: { otherActiveArrMinor: 0, lastEndedOn: null, ...account }, path: { expected: [], ...path } });
    if (isRefusal(coded)) throw refusalProblem(coded);
    return coded;
  });

  app.post('/codings/:id/preview-override', {
    config: { permission: 'codings:propose' }, schema: { tags, summary: 'What a correction would do; changes nothing', params, body: OverrideBody, response: { 200: PreviewShape, ...problems(400, 404, 409, 422) } },
  }, (request) => previewOverride(asking(request), (request.params as { id: string }).id, request.body as OverrideInput));

  app.post('/codings/:id/preview-join', {
    config: { permission: 'codings:propose' }, schema: { tags, summary: 'What coding it and the other half of a pair as one would do; changes nothing', params, body: Body({ otherId: Text.id, version }), response: { 200: PreviewShape, ...problems(400, 404, 409, 422) } },
  }, (request) => previewJoin(asking(request), (request.params as { id: string }).id, request.body as { otherId: string; version: number }));

  app.post('/codings/preview-override-many', {
    config: { permission: 'codings:propose' }, schema: { tags, summary: 'What many corrections would do together; changes nothing', body: ManyBody, response: { 200: PreviewManyShape, ...problems(400, 404, 409, 422) } },
  }, async (request) => {
    const act = asking(request);
    return previewMany(act, await checkMany(act, request.body as ManyInput));
  });

  app.post('/codings/override-many', {
    config: { permission: 'codings:propose' },
    schema: { tags, summary: 'Correct many codings, all or none', body: ManyBody, response: { 200: Type.Object({ applied: Type.Integer(), proposed: Type.Integer(), unchanged: Type.Integer() }), ...problems(400, 404, 409, 422) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => ({ status: 200, body: await overrideMany(act, request.body as ManyInput, tellProgress(store, viewerOf(request).id, 'codings.override-many')) }), { books: true }));

  for (const [verb, { summary, permission, body, run }] of Object.entries(VERBS)) {
    app.post(`/codings/:id/${verb}`, { config: { permission }, schema: { tags, summary, params, body, response: { 200: CodingShape, ...problems(400, 404, 409, 422) } } }, (request, reply) => change(kernel, request, reply, async (act) => {
      const { id } = request.params as { id: string };
      await withCurrent(kernel, resource, act, id, viewerOf(request), () => run(act, id, request.body as never));
      return { status: 200, body: await loadOne(kernel, resource, id, viewerOf(request), act.tx.db) };
    }, { books: true }));
  }
}
