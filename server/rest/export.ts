import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type TObject } from 'typebox';
import { record } from '../record/record.ts';
import type { ExportPool, Outcome } from './export-pool.ts';
import { fieldProblem } from './problem.ts';
import { instant, viewerOf, type Kernel } from './request.ts';
import type { Resource } from './resource.ts';
import { problems } from './schemas.ts';
import { countUp, EXACT_UP_TO, selected } from './selection.ts';

declare module 'fastify' {
  interface FastifyInstance {
    exports: ExportPool;
  }
}

const ExportQuery = Type.Object({
  filter: Type.Optional(Type.String()), sort: Type.Optional(Type.String()),
  columns: Type.Optional(Type.String({ description: 'Fields of the record, separated by commas; all of them where it is left out' })),
}, { additionalProperties: false });

/** Names from the white list of the answer's shape, in the order asked for. */
function parseColumns(given: string | undefined, shape: TObject): string[] {
  const known = Object.keys(shape.properties);
  if (given === undefined) return known;
  const columns = given.split(',').map((name) => name.trim());
  if (!columns.every((name) => known.includes(name))) throw fieldProblem(400, 'columns', `holds a name that is no field here; these are: ${known.join(', ')}`);
  if (new Set(columns).size < columns.length) throw fieldProblem(400, 'columns', 'names a field twice');
  return columns;
}

/**
 * The whole list as CSV: what the same filter and sort show, to the same people. `X-Total-Estimate` tells how many rows to expect, counted
 * to one past 10,000.
 */
export function serveExport(app: FastifyInstance, kernel: Kernel, resource: Resource): void {
  app.get(`/${resource.name}/export.csv`, {
    // What an answer to HEAD would say takes the export itself.
    exposeHeadRoute: false,
    config: { permission: resource.read },
    schema: { tags: [resource.name], summary: `All ${resource.title} that a filter lets through, as CSV`, operationId: `export:${resource.name}`, querystring: ExportQuery, produces: ['text/csv'], response: problems(400) },
  }, (request, reply) => exportList(app.exports, kernel, resource, request, reply));
}

async function exportList(pool: ExportPool, kernel: Kernel, resource: Resource, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const viewer = viewerOf(request);
  const { filter, sort, columns: wanted } = request.query as { filter?: string; sort?: string; columns?: string };
  // Read here first: once the first byte is out, nothing can be refused any more.
  const { where, sort: order } = selected(kernel.store, resource, viewer, { filter, sort });
  const columns = parseColumns(wanted, resource.shape);
  const total = await countUp(kernel.store, resource, where);
  const startedAt = instant(kernel);
  const note = (outcome: Outcome, rows: number) => kernel.store.write((tx) => record(
    { tx, actor: { id: viewer.id, name: viewer.name, role: viewer.role }, now: instant(kernel), requestId: request.id },
    { command: 'lists.export', resource: 'lists', id: resource.name, before: null, after: { outcome, rows, filter: JSON.parse(filter ?? '{}') as unknown, sort: [order.field, order.order], columns, startedAt } },
  ));
  const csv = pool.start({ resource: resource.name, query: { filter, sort }, columns, viewer, now: startedAt }, note);
  reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${resource.name}-${startedAt.slice(0, 10)}.csv"`).header('cache-control', 'no-store').header('x-total-estimate', String(total));
  if (total > EXACT_UP_TO) reply.header('x-total-exact', 'false');
  return reply.send(csv);
}
