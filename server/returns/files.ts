import multipart from '@fastify/multipart';
import { and, eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { uuidv7 } from 'uuidv7';
import type { Tables } from '../../db/schema/index.ts';
import { findCard } from '../domain/payment-cards.ts';
import { record } from '../record/record.ts';
import { fieldProblem, notThere, Problem } from '../rest/problem.ts';
import { text } from '../rest/filterable.ts';
import { change, instant, type Kernel } from '../rest/request.ts';
import { serve, type Resource, type RowQuery } from '../rest/resource.ts';
import { orNull, problems, Text } from '../rest/schemas.ts';
import type { FileStore } from '../../db/files.ts';
import { holdsCard } from './carded-text.ts';
import { mediaTypeOf, SHOWN_INLINE, shownName, TAKEN_FORMATS } from './file-types.ts';
import { readReturn } from './read.ts';

export const LARGEST_EVIDENCE = 10 * 1_048_576;
const tags = ['returns'];

const FileShape = Type.Object({ id: Type.String(), returnId: Type.String(), name: Type.String(), mediaType: Type.String(), bytes: Type.Integer(), sha256: Type.String(), uploadedAt: Type.String(), uploadedById: orNull(Type.String()), uploadedByName: Type.String() });

export const evidenceFilesResource = ({ evidenceFiles: f }: Tables): Resource => ({
  name: 'evidence-files', title: 'evidence files', read: 'returns:read', table: f,
  select: (db) => db.select().from(f).$dynamic() as unknown as RowQuery,
  shape: FileShape,
  filters: { id: text(f.id), returnId: text(f.returnId), sha256: text(f.sha256) },
  sorts: { id: { column: f.id } },
  standardSort: { field: 'id', order: 'ASC' },
});

/** Evidence: taken in by what its bytes are, kept under their hash, and handed out to whoever may see the return. */
export async function serveEvidence(app: FastifyInstance, kernel: Kernel, files: FileStore): Promise<void> {
  const { store } = kernel;
  const { evidenceFiles } = store.t;
  serve(app, kernel, evidenceFilesResource(store.t));

  app.get('/returns/:id/files/:fileId', {
    exposeHeadRoute: false, config: { permission: 'returns:read' }, schema: { tags, summary: 'The bytes of an evidence file', params: Type.Object({ id: Text.id, fileId: Text.id }), produces: ['application/octet-stream'], response: problems(404) },
  }, async (request, reply) => {
    const { id, fileId } = request.params as { id: string; fileId: string };
    const [file] = await store.read.select().from(evidenceFiles).where(and(eq(evidenceFiles.id, fileId), eq(evidenceFiles.returnId, id)));
    if (!file) throw notThere('This file');
    const bytes = await files.open(file.sha256);
    if (!bytes) throw new Problem(404, 'The file is known, and its bytes are not in the folder of files: restore them from a backup');
    const way = SHOWN_INLINE.has(file.mediaType) ? 'inline' : 'attachment';
    return reply.type(file.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : file.mediaType)
      .headers({ 'content-disposition': `${way}; filename="${file.name.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(file.name)}`, 'content-length': file.bytes, 'cache-control': 'private, no-store', 'content-security-policy': "default-src 'none'; sandbox" })
      .send(bytes);
  });

  await app.register(async (inner) => {
    await inner.register(multipart, { limits: { fileSize: LARGEST_EVIDENCE, files: 1, fields: 5, parts: 6, headerPairs: 50 } });
    inner.post('/returns/:id/files', {
      bodyLimit: LARGEST_EVIDENCE + 65_536, config: { permission: 'returns:work' },
      schema: { tags, summary: 'Add an evidence file: one part named file, at most 10 MB', params: Type.Object({ id: Text.id }), consumes: ['multipart/form-data'], response: { 200: FileShape, ...problems(400, 404, 413, 415, 422) } },
    }, async (request, reply) => {
      const { id } = request.params as { id: string };
      const { name, bytes } = await sentFile(request);
      const mediaType = await mediaTypeOf(bytes, name);
      if (mediaType === null) throw fieldProblem(422, 'file', `is none that is taken as evidence: its bytes have to be ${TAKEN_FORMATS}`);
      if (mediaType === 'text/plain' && (await holdsCard(bytes))) throw fieldProblem(422, 'file', 'is a text that looks like it holds a payment card’s number or its security code: take it out and send the file again');
      // Bytes that nothing refers to do no harm; a row without its bytes would.
      await readReturn({ db: store.read, t: store.t }, id);
      const sha256 = await files.put(bytes);
      request.body = { name, sha256 };
      return change(kernel, request, reply, async (act) => {
        const { row } = await readReturn(act.tx, id);
        const file = { id: uuidv7(), returnId: id, name, mediaType, bytes: bytes.length, sha256, uploadedAt: instant(kernel), uploadedById: act.actor.id, uploadedByName: act.actor.name };
        await act.tx.db.insert(evidenceFiles).values(file);
        await record(act, { command: 'returns.add-file', resource: 'returns', id, before: null, after: { fileId: file.id, name, mediaType, bytes: file.bytes, sha256 }, accountId: row.accountId, upgradeId: row.upgradeId });
        return { status: 200, body: file };
      });
    });
  });
}

const tooLarge = () => new Problem(413, 'The file is larger than 10 MB', { errors: { file: 'is larger than 10 MB' } });

async function sentFile(request: FastifyRequest): Promise<{ name: string; bytes: Buffer }> {
  if (!request.isMultipart()) throw new Problem(415, 'Send the file as multipart/form-data, in a part named file');
  const sent: { name: string; bytes: Buffer }[] = [];
  try {
    for await (const part of request.files()) {
      const bytes = await part.toBuffer();
      // Where the limit falls between two pieces of it, the file ends there and nothing else tells.
      if (part.file.truncated) throw tooLarge();
      if (part.fieldname === 'file') sent.push({ name: shownName(part.filename ?? ''), bytes });
    }
    const [file] = sent;
    if (!file) throw fieldProblem(400, 'file', 'is missing: send one part named file');
    if (file.bytes.length === 0) throw fieldProblem(422, 'file', 'is empty');
    if (findCard(file.name) !== null) throw fieldProblem(422, 'file', 'has a name that looks like it holds card data');
    return file;
  } catch (error) {
    if (error instanceof Problem) throw error;
    const { code = '' } = error as { code?: string };
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw tooLarge();
    if (code === 'FST_FILES_LIMIT') throw fieldProblem(400, 'file', 'is not the only one: send one part with a file, named file');
    throw fieldProblem(400, 'file', 'cannot be read: send one part named file, as multipart/form-data');
  }
}
