import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { change, viewerOf, type Kernel } from '../rest/request.ts';
import { loadOne } from '../rest/resource.ts';
import { Body, orNull, problems, Text } from '../rest/schemas.ts';
import { importsResource, ImportShape } from './resources.ts';
import { previewUndo, undoBatch } from './undo.ts';

const tags = ['imports'];
const permission = 'imports:run';
const params = Type.Object({ id: Text.id });
const Blocker = Type.Object({ line: orNull(Type.Integer()), resource: Type.String(), id: Type.String(), because: Type.String() });
const Preview = Type.Object({ possible: Type.Boolean(), blockedBy: Type.Array(Blocker), blocked: Type.Integer(), records: Type.Integer() });

/** Taking an import back: what stands in the way, and the undo itself. */
export function serveUndo(app: FastifyInstance, kernel: Kernel): void {
  const { store } = kernel;

  app.get('/imports/:id/undo', {
    config: { permission }, schema: { tags, summary: 'What undoing it would take back, and what stands in the way', params, response: { 200: Preview, ...problems(404) } },
  }, (request) => previewUndo({ db: store.read, t: store.t }, (request.params as { id: string }).id));

  app.post('/imports/:id/undo', {
    config: { permission }, schema: { tags, summary: 'Take back all that it did, or nothing where anything has touched it since', params, body: Body({ version: Text.version }), response: { 200: ImportShape, ...problems(400, 404, 409) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const { id } = request.params as { id: string };
    await undoBatch(act, id, (request.body as { version: number }).version);
    return { status: 200, body: await loadOne(kernel, importsResource(store.t), id, viewerOf(request), act.tx.db) };
  }, { books: true }));
}
