import type { KeyObject } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { canonicalJson } from '../domain/coding/canonical.ts';
import { instant, type Kernel } from '../rest/request.ts';
import { problems, Text } from '../rest/schemas.ts';
import { makeCertificate } from './make-certificate.ts';

/** An attestation to hand out: as paper, and as JSON that an outsider checks without us. */
export function serveCertificates(app: FastifyInstance, kernel: Kernel, signingKey: KeyObject): void {
  const { store } = kernel;
  const params = Type.Object({ id: Text.id });
  const config = { permission: 'returns:read' as const };
  const tags = ['attestations'];
  const certificateOf = (request: { params: unknown }) => makeCertificate({ db: store.read, t: store.t }, (request.params as { id: string }).id, instant(kernel), signingKey);

  app.get('/attestations/:id/certificate.json', {
    exposeHeadRoute: false, config, schema: { tags, summary: 'The certificate as canonical JSON, signed: what npm run verify checks', params, produces: ['application/json'], response: problems(404) },
  }, async (request, reply) => {
    const certificate = await certificateOf(request);
    return reply.type('application/json; charset=utf-8').header('content-disposition', `attachment; filename="certificate-${certificate.order}-${certificate.attestation.position}.json"`).header('cache-control', 'no-store').serializer((text: string) => text).send(canonicalJson(certificate));
  });

  app.get('/attestations/:id/certificate.pdf', {
    exposeHeadRoute: false, config, schema: { tags, summary: 'The certificate on paper', params, produces: ['application/pdf'], response: problems(404) },
  }, async (request, reply) => {
    const certificate = await certificateOf(request);
    // Loaded when the first is asked for: fonts and all.
    const { certificatePdf } = await import('./certificate-pdf.ts');
    return reply.type('application/pdf').header('content-disposition', `inline; filename="certificate-${certificate.order}-${certificate.attestation.position}.pdf"`).header('cache-control', 'no-store').send(await certificatePdf(certificate));
  });
}
