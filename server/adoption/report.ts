import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { readPolicy } from '../admin/commands.ts';
import type { Filter, Window } from '../domain/adoption/definitions.ts';
import { dayIn } from '../domain/days.ts';
import { instant, type Kernel } from '../rest/request.ts';
import { problems } from '../rest/schemas.ts';
import { asFilter, ASKED, cutsOf, windowOf, type Asked, type Cuts } from './ask.ts';
import type { Reader } from './read.ts';

export type Question = { window: Window; cuts: Cuts; /** The cuts as a filter of upgrades. */ filter: Filter; today: string };

export type Reporting = {
  reader: Reader;
  /** What is asked for, checked. `wholeMonths`: where no beginning is asked for, it is that of a month. */
  asked: (request: FastifyRequest, usualDays: number, wholeMonths?: boolean) => Promise<Question>;
  /** Serves one report of the self-serve rate. */
  report: (name: string, summary: string, more: Record<string, TSchema>, answer: TSchema, run: (request: FastifyRequest) => Promise<unknown>) => void;
};

export const SUMMARY_DAYS = 90;
/** From any day of a month this reaches back into the eleventh month before it. */
export const TREND_DAYS = 335;

export function reportingOn(app: FastifyInstance, kernel: Kernel): Reporting {
  const { store } = kernel;
  const reader = { db: store.read, t: store.t };
  return {
    reader,
    asked: async (request, usualDays, wholeMonths = false) => {
      const query = request.query as Asked;
      const today = dayIn((await readPolicy(reader)).booksZone, instant(kernel));
      const cuts = await cutsOf(store, query);
      const window = windowOf(query, today, usualDays);
      return { window: wholeMonths && query.from === undefined ? { ...window, from: `${window.from.slice(0, 7)}-01` } : window, cuts, filter: asFilter(cuts), today };
    },
    report: (name, summary, more, answer, run) => {
      app.get(`/adoption/${name}`, {
        config: { permission: 'adoption:read' },
        schema: { tags: ['adoption'], summary, querystring: Type.Object({ ...ASKED, ...more }, { additionalProperties: false }), response: { 200: answer, ...problems(400) } },
      }, run);
    },
  };
}
