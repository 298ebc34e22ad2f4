import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { MOTIONS } from '../domain/words.ts';
import { change, type Kernel } from '../rest/request.ts';
import { Body, orNull, problems, words } from '../rest/schemas.ts';
import { freezeBaseline, loadTraffic, readTrafficFile } from './commands.ts';
import { SUMMARY_DAYS, type Reporting } from './report.ts';
import { Figure, RateShape, Rows, WindowShape } from './shapes.ts';
import { rankFixes, readCustomers, readMigration, readMotions, readTraffic } from './worth.ts';

const text = Type.String();
const whole = Type.Integer();
const number = Type.Number();
const Aside = Type.Object({ ...RateShape, rows: Rows });
const LARGEST_CSV = 200_000;

/** What fixes are worth, what moved online, and what came of it. */
export function serveEffects(app: FastifyInstance, kernel: Kernel, { reader, asked, report }: Reporting): void {
  report('fixes', 'Fixes by what a day of work on each can be expected to bring, and what moving offline contacts online is worth', {}, Type.Object({
    window: WindowShape,
    fixes: Type.Array(Type.Object({
      id: text, name: text, step: text, rootCause: text, pathId: orNull(text), confidencePercent: whole, effortDays: whole, shippedOn: orNull(text), note: text, enteredByName: text, version: whole,
      escalations: whole, worth: number, reach: number, impact: number, score: number, rows: Rows, effect: Type.Union([Type.Null(), Type.Object({ before: Aside, after: Aside })]),
    })),
    traffic: Type.Union([Type.Null(), Type.Object({ from: text, to: text, months: whole, online: Type.Object(RateShape), offline: Type.Object(RateShape), upgrades: orNull(number), valueMinor: orNull(whole), valuePerUpgradeMinor: whole })]),
  }), async (request) => {
    const { window, cuts, filter, today } = await asked(request, SUMMARY_DAYS);
    const [fixes, traffic] = await Promise.all([rankFixes(reader, window, cuts, filter, today), readTraffic(reader, window)]);
    return { window, fixes, traffic };
  });

  report('effects', 'Renewals that moved online over a year, hours freed, what each motion brings, and adoption among new customers', {}, Type.Object({
    window: WindowShape, hoursFreed: orNull(number), secondsEach: orNull(whole),
    baseline: Type.Union([Type.Null(), Type.Object({ month: text, share: Type.Object(RateShape), frozenAt: text, frozenByName: text })]),
    months: Type.Array(Type.Object({ month: text, ...RateShape, rows: Type.Object({ numerator: Rows, denominator: Rows }) })),
    motions: Type.Array(Type.Object({ motion: words(MOTIONS), journeys: whole, accounts: whole, deltaMinor: whole, valuePerAccountMinor: orNull(whole), arrPerAccountMinor: orNull(whole), rows: Rows })),
    customers: Type.Array(Type.Object({ newCustomer: Type.Boolean(), strict: Figure, take_up: Figure })),
  }), async (request) => {
    const { window, cuts, filter } = await asked(request, SUMMARY_DAYS);
    const [migration, motions, customers] = await Promise.all([readMigration(reader, window, cuts, filter), readMotions(reader, window, cuts, filter), readCustomers(reader, window, cuts)]);
    return { window, ...migration, motions, customers };
  });

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
