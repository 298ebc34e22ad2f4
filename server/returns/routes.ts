import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type, type TObject } from 'typebox';
import type { KeyObject } from 'node:crypto';
import type { AttestationInput } from '../domain/attestation.ts';
import type { Permission } from '../domain/permissions.ts';
import { MISMATCHES } from '../domain/returns.ts';
import { DISPOSITIONS } from '../domain/words.ts';
import type { Links } from '../record/link-token.ts';
import { change, viewerOf, type Act, type Kernel } from '../rest/request.ts';
import { loadOne, serve, withCurrent } from '../rest/resource.ts';
import { Body, problems, Text, words } from '../rest/schemas.ts';
import { moveAttestation, signAttestation } from './attest.ts';
import { serveCertificates } from './certificate-routes.ts';
import { recordFact, type ToldFact } from './commands.ts';
import type { FileStore } from '../../db/files.ts';
import { serveEvidence } from './files.ts';
import { remindMany } from './remind-many.ts';
import { attestationsResource, returnsResource, statementsResource } from './resources.ts';
import { AttestationBody, AttestationShape, factFields, ReturnShape, Serial } from './shapes.ts';
import { changeDisposition, extend, recordCertificate, remind, requestAttestation, settle, waive, withdrawLink } from './work.ts';

const tags = ['returns'];
const params = Type.Object({ id: Text.id });
const { version } = Text;
const reason = Text.said(2_000);

type Verb = { summary: string; permission?: Permission; body: TObject; run: (act: Act, id: string, body: never) => Promise<unknown> };

/** Every command on one return that answers the return. */
const VERBS: Record<string, Verb> = {
  'record-fact': { summary: 'Record what is known of it; told again it changes nothing', body: Body({ ...factFields, version: Type.Optional(version) }), run: (act, id, body: ToldFact & { version?: number }) => recordFact(act, id, body) },
  remind: { summary: 'Remind the customer, at most once a day', body: Body({ version: Type.Optional(version) }), run: (act, id, body: { version?: number }) => remind(act, id, body.version) },
  extend: { summary: 'Give more time', body: Body({ dueOn: Text.day, reason, version }), run: extend },
  waive: { summary: 'Give the devices up', permission: 'returns:waive', body: Body({ reason, version }), run: waive },
  'change-disposition': { summary: 'Say what is to become of the devices', body: Body({ disposition: words(DISPOSITIONS), reason, version }), run: changeDisposition },
  settle: { summary: 'Declare a contradiction dealt with', body: Body({ code: words(MISMATCHES), serial: Type.Optional(Serial), note: reason, version }), run: settle },
  'record-certificate': { summary: 'Record the certificate of whoever destroyed a device', body: Body({ serial: Serial, fileId: Text.id, issuer: Text.line(160), number: Type.Optional(Text.line(80)), occurredAt: Type.Optional(Text.instant) }), run: recordCertificate },
  'withdraw-link': { summary: 'Close the signing page that was sent', body: Body({}), run: (act, id) => withdrawLink(act, id) },
};

/** Returns, their evidence, and what is signed about them. */
export async function serveReturns(app: FastifyInstance, kernel: Kernel, { files, links, signingKey }: { files: FileStore; links: Links; signingKey: KeyObject }): Promise<void> {
  const { t } = kernel.store;
  const resource = returnsResource(t, kernel);
  const attestations = attestationsResource(t);
  serve(app, kernel, resource);
  serve(app, kernel, attestations);
  serve(app, kernel, statementsResource(t));
  const answer = (act: Act, request: FastifyRequest, id: string) => loadOne(kernel, resource, id, viewerOf(request), act.tx.db);
  const idOf = (request: FastifyRequest) => (request.params as { id: string }).id;
  const statuses = { 200: ReturnShape, ...problems(400, 404, 409, 422) };

  for (const [verb, { summary, permission = 'returns:work', body, run }] of Object.entries(VERBS)) {
    app.post(`/returns/:id/${verb}`, { config: { permission }, schema: { tags, summary, params, body, response: statuses } }, (request, reply) => change(kernel, request, reply, async (act) => {
      await withCurrent(kernel, resource, act, idOf(request), viewerOf(request), () => run(act, idOf(request), request.body as never));
      return { status: 200, body: await answer(act, request, idOf(request)) };
    }));
  }

  app.post('/returns/:id/request-attestation', {
    config: { permission: 'returns:work' }, schema: { tags, summary: 'Send the customer the page on which they sign', params, body: Body({ message: Type.Optional(Text.said(5_000)) }), response: statuses },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const link = await withCurrent(kernel, resource, act, idOf(request), viewerOf(request), () => requestAttestation(act, idOf(request), request.body as { message?: string }, links));
    return { status: 200, body: { ...(await answer(act, request, idOf(request))), link } };
  }, { sealLink: links.secret }));

  app.post('/returns/remind-many', {
    config: { permission: 'returns:work' },
    schema: {
      tags, summary: 'Remind the customers of several; those that cannot be are named', body: Body({ ids: Type.Array(Text.id, { minItems: 1, maxItems: 200 }) }),
      response: { 200: Type.Object({ done: Type.Array(Type.String()), refused: Type.Array(Type.Object({ id: Type.String(), because: Type.String() })) }), ...problems(400, 422) },
    },
  }, (request, reply) => change(kernel, request, reply, async (act) => ({ status: 200, body: await remindMany(act, (request.body as { ids: string[] }).ids) })));

  app.post('/returns/:id/attestations', {
    config: { permission: 'returns:work' }, schema: { tags: ['attestations'], summary: 'Record on behalf of the customer what they signed, with the evidence for it', params, body: AttestationBody, response: { 200: AttestationShape, ...problems(400, 404, 409, 422) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const id = await withCurrent(kernel, resource, act, idOf(request), viewerOf(request), () => signAttestation(act, idOf(request), request.body as AttestationInput, { through: 'on_behalf', shownSince: null, contactId: null }));
    return { status: 200, body: await loadOne(kernel, attestations, id, viewerOf(request), act.tx.db) };
  }, { books: true }));

  for (const [verb, body] of [['verify', Body({ version })], ['reject', Body({ reason, version })]] as const) {
    app.post(`/attestations/:id/${verb}`, {
      config: { permission: 'returns:work' }, schema: { tags: ['attestations'], summary: verb === 'verify' ? 'It is as it should be: its certificate is issued' : 'It is not: the customer owes it again', params, body, response: { 200: AttestationShape, ...problems(400, 404, 409, 422) } },
    }, (request, reply) => change(kernel, request, reply, async (act) => {
      await withCurrent(kernel, attestations, act, idOf(request), viewerOf(request), () => moveAttestation(act, idOf(request), verb, request.body as { version: number; reason?: string }));
      return { status: 200, body: await loadOne(kernel, attestations, idOf(request), viewerOf(request), act.tx.db) };
    }));
  }

  serveCertificates(app, kernel, signingKey);
  await serveEvidence(app, kernel, files);
}
