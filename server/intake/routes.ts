import { and, count, eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { IMPORT_KINDS, ROW_OUTCOMES, type ImportKind } from '../domain/words.ts';
import { fieldProblem, Problem } from '../rest/problem.ts';
import { integer, text, word } from '../rest/filterable.ts';
import { orderOf, parseFilter, parseRange, parseSort, whereOf } from '../rest/query.ts';
import { change, demand, viewerOf, type Kernel } from '../rest/request.ts';
import { loadOne, serve } from '../rest/resource.ts';
import { EXACT_UP_TO } from '../rest/selection.ts';
import { Body, problems, Text, words } from '../rest/schemas.ts';
import { cancelBatch, runInBackground, startCommit, stopImports } from './commit.ts';
import { preparePlan } from './commands.ts';
import { BadFile, decodeFile, LARGEST_FILE } from '../rest/csv-file.ts';
import { failedCsv } from './failed.ts';
import { refusePlan, type Wish as PlanWish } from './plan.ts';
import { readBatch } from './read.ts';
import { ImportRowShape, importsResource, ImportShape, Wish } from './resources.ts';
import { serveUndo } from './undo-routes.ts';
import { discardBatch, openBatch, stageFile } from './upload.ts';

const tags = ['imports'];
const permission = 'imports:run';
const IdParams = Type.Object({ id: Text.id });
const Versioned = Body({ version: Text.version });
const FileName = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

/** A file that cannot be read is refused with the sentence that says why. */
const asProblem = (error: unknown): unknown => (error instanceof BadFile ? fieldProblem(422, 'file', `cannot be read. ${error.message}`) : error);

/** Uploading a file, its dry run, the commit, and what was left out. */
export async function serveImports(app: FastifyInstance, kernel: Kernel): Promise<void> {
  const resource = importsResource(kernel.store.t);
  serve(app, kernel, resource);
  app.addHook('onClose', () => stopImports(kernel.store));
  await app.register(async (scope) => serveUpload(scope, kernel));
  const params = IdParams;
  const answer = (request: FastifyRequest, act: Parameters<Parameters<typeof change>[3]>[0], id: string) => loadOne(kernel, resource, id, viewerOf(request), act.tx.db);

  app.post('/imports/:id/plan', {
    config: { permission }, schema: { tags, summary: 'Dry run with this mapping and these options: it is the plan', params, body: Wish, response: { 200: ImportShape, ...problems(400, 404, 409, 422) } },
  }, async (request, reply) => {
    const { id } = request.params as { id: string };
    const wish = request.body as PlanWish;
    const batch = await readBatch({ db: kernel.store.read, t: kernel.store.t }, id);
    // A stale version goes straight to the answer: it may be a repeat whose first answer is kept.
    const fresh = batch.version === wish.version && (batch.status === 'uploaded' || batch.status === 'planned');
    const finish = fresh ? await preparePlan(kernel, batch, wish, viewerOf(request).name) : null;
    return change(kernel, request, reply, async (act) => {
      if (!finish) refusePlan(await readBatch(act.tx, id), wish.version);
      await finish?.(act);
      return { status: 200, body: await answer(request, act, id) };
    });
  });

  app.post('/imports/:id/commit', {
    config: { permission }, schema: { tags, summary: 'Carry the plan out; goes on in the background', params, body: Versioned, response: { 200: ImportShape, ...problems(400, 404, 409) } },
  }, async (request, reply) => {
    const { id } = request.params as { id: string };
    const answered = await change(kernel, request, reply, async (act) => {
      await startCommit(act, id, (request.body as { version: number }).version);
      return { status: 200, body: await answer(request, act, id) };
    });
    runInBackground(kernel, id, (error) => app.log.error({ err: error }, 'an import failed'));
    return answered;
  });

  app.post('/imports/:id/cancel', {
    config: { permission }, schema: { tags, summary: 'End it; what is in stays in', params, body: Versioned, response: { 200: ImportShape, ...problems(400, 404, 409) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const { id } = request.params as { id: string };
    await cancelBatch(act, id, (request.body as { version: number }).version);
    return { status: 200, body: await answer(request, act, id) };
  }));

  serveRows(app, kernel);
  serveUndo(app, kernel);
}

const UploadQuery = Type.Object({ kind: Type.Optional(words(IMPORT_KINDS)), fileName: Type.Optional(FileName) }, { additionalProperties: false });

function serveUpload(app: FastifyInstance, kernel: Kernel): void {
  const resource = importsResource(kernel.store.t);
  app.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: LARGEST_FILE }, (_request, body, done) => {
    try {
      done(null, decodeFile(body as Buffer));
    } catch (error) {
      done(asProblem(error) as Error);
    }
  });
  app.addHook('onRequest', async (request) => {
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_FILE) throw new Problem(413, 'A file may have 50 MB at most');
  });
  app.post('/imports', {
    // Every cell is looked into by itself: a file read as one text would find cards across its commas.
    config: { permission, cardsByCell: true },
    schema: {
      tags, summary: 'Upload a CSV file: as text/csv with kind and fileName in the query, or (to 1 MB) as JSON', querystring: UploadQuery,
      body: { content: { 'text/csv': { schema: Type.String() }, 'application/json': { schema: Body({ kind: words(IMPORT_KINDS), fileName: FileName, text: Type.String({ maxLength: LARGEST_FILE }) }) } } },
      response: { 201: ImportShape, ...problems(400, 413, 415, 422) },
    },
  }, async (request, reply) => {
    const upload = uploadOf(request);
    const viewer = viewerOf(request);
    // Who may not record a fact does not record a thousand.
    if (upload.kind === 'return_facts') demand(viewer, 'returns:work');
    const id = await stageFile(kernel, upload, viewer).catch((error: unknown) => {
      throw asProblem(error);
    });
    let opened = false;
    try {
      return await change(kernel, request, reply, async (act) => {
        await openBatch(act, id);
        opened = true;
        return { status: 201, body: await loadOne(kernel, resource, id, viewer, act.tx.db) };
      });
    } finally {
      // A repeated request was answered with the first one's batch.
      if (!opened) await discardBatch(kernel, id);
    }
  });
}

function uploadOf(request: FastifyRequest): { kind: ImportKind; fileName: string; text: string } {
  const query = request.query as { kind?: ImportKind; fileName?: string };
  if (typeof request.body !== 'string') return request.body as { kind: ImportKind; fileName: string; text: string };
  if (query.kind === undefined) throw fieldProblem(400, 'kind', `is missing in the query: one of ${IMPORT_KINDS.join(', ')}`);
  return { kind: query.kind, fileName: query.fileName ?? `${query.kind}.csv`, text: request.body };
}

const RowsQuery = Type.Object({ filter: Type.Optional(Type.String()), range: Type.Optional(Type.String()), sort: Type.Optional(Type.String()) }, { additionalProperties: false });

function serveRows(app: FastifyInstance, kernel: Kernel): void {
  const { store } = kernel;
  const { importRows: rows } = store.t;
  const reader = { db: store.read, t: store.t };
  const filters = { id: text(rows.id), outcome: word(rows.outcome, ROW_OUTCOMES), reason: text(rows.reason), line: integer(rows.line) };
  const sorts = { line: { column: rows.line } };

  app.get('/imports/:id/rows', {
    config: { permission }, schema: { tags, summary: 'The rows of a file, each with what the plan makes of it', params: IdParams, querystring: RowsQuery, response: { 200: Type.Array(ImportRowShape), ...problems(400, 404) } },
  }, async (request, reply) => {
    const batch = await readBatch(reader, (request.params as { id: string }).id);
    const query = request.query as { filter?: string; range?: string; sort?: string };
    const where = and(eq(rows.batchId, batch.id), whereOf(parseFilter(query.filter, filters, false).conditions, store.engine));
    const { from, limit } = parseRange(query.range);
    const order = orderOf(parseSort(query.sort, sorts, { field: 'line', order: 'ASC' }), sorts, rows.id);
    const page = await store.read.select().from(rows).where(where).orderBy(...order).limit(limit).offset(from);
    const capped = store.read.select({ id: rows.id }).from(rows).where(where).limit(EXACT_UP_TO + 1).as('capped');
    const [counted] = await store.read.select({ n: count() }).from(capped);
    const total = Number(counted?.n ?? 0);
    reply.header('content-range', `rows ${from}-${page.length === 0 ? from : from + page.length - 1}/${total}`);
    if (total > EXACT_UP_TO) reply.header('x-total-exact', 'false');
    return page.map((row) => ({ ...row, committed: row.committed === 1 }));
  });

  app.get('/imports/:id/failed.csv', {
    config: { permission }, schema: { tags, summary: 'The rows that were skipped, as CSV, with line, reason and detail behind their own columns', params: IdParams, produces: ['text/csv'] },
  }, async (request, reply) => failedRows(kernel, (request.params as { id: string }).id, reply));
}

async function failedRows(kernel: Kernel, id: string, reply: FastifyReply): Promise<FastifyReply> {
  const { fileName } = await readBatch({ db: kernel.store.read, t: kernel.store.t }, id);
  const name = fileName.replace(/\.csv$/i, '').replace(/[^\w.-]+/g, '-');
  reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}-failed.csv"`);
  return reply.send(Readable.from(failedCsv(kernel, id)));
}
