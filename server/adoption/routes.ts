import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { change, type Kernel } from '../rest/request.ts';
import { Body, problems } from '../rest/schemas.ts';
import { freezeBaseline, loadTraffic, readTrafficFile } from './commands.ts';
import type { ReportPool } from './pool.ts';
import { serveReports } from './report.ts';
import { REPORTS } from './reports.ts';

declare module 'fastify' {
  interface FastifyInstance {
    reports: ReportPool;
  }
}

const whole = Type.Integer();
const LARGEST_CSV = 200_000;

/** The self-serve rate: its reports, and what is loaded and frozen for them. */
export function serveAdoption(app: FastifyInstance, kernel: Kernel, pool: ReportPool): void {
  serveReports(app, kernel, pool, REPORTS);
  const config = { permission: 'adoption:edit' as const };
  app.post('/adoption/load-traffic', {
    config, schema: { tags: ['adoption'], summary: 'Load months of traffic from CSV: month, visits, contacts, contactOrders', body: Body({ csv: Type.String({ minLength: 1, maxLength: LARGEST_CSV }) }), response: { 200: Type.Object({ months: whole, replaced: whole }), ...problems(400, 422) } },
  }, async (request, reply) => {
    const months = await readTrafficFile((request.body as { csv: string }).csv);
    return change(kernel, request, reply, async (act) => ({ status: 200, body: await loadTraffic(act, months) }));
  });
  app.post('/adoption/freeze-baseline', {
    config, schema: { tags: ['adoption'], summary: 'Freeze the figures of a month as the baseline', body: Body({ month: Type.String({ maxLength: 7 }) }), response: { 204: Type.Null(), ...problems(400, 422) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    await freezeBaseline(act, (request.body as { month: string }).month);
    return { status: 204, body: null };
  }));
}
