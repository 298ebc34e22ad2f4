import type { FastifyInstance } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { readPolicy } from '../admin/commands.ts';
import type { Filter, Window } from '../domain/adoption/definitions.ts';
import { dayIn } from '../domain/days.ts';
import { instant, viewerOf, type Kernel, type Viewer } from '../rest/request.ts';
import { problems } from '../rest/schemas.ts';
import { asFilter, ASKED, cutsOf, windowOf, type Asked, type Cuts } from './ask.ts';
import type { ReportPool } from './pool.ts';
import type { Reader } from './read.ts';

export type Question = { window: Window; cuts: Cuts; /** The cuts as a filter of upgrades. */ filter: Filter; today: string };

type Query = Record<string, string | undefined>;

/**
 * A report of the self-serve rate. What is asked for is checked where the request comes in; the reading is done by a worker, which has the
 * report by its name: a thread that counts journeys answers nobody meanwhile.
 */
export type Report<More extends object = object> = {
  name: string;
  summary: string;
  /** What may be asked for beside window and cuts. */
  more?: Record<string, TSchema>;
  answer: TSchema;
  /** The length of the window where none is asked for. */
  days: number;
  /** Where no beginning is asked for, it is that of a month. */
  wholeMonths?: boolean;
  /** Checks what `more` has. */
  ask?: (query: Query, question: Question, viewer: Viewer) => More;
  /** Read from sums alone, and so faster than a worker is asked. */
  isLight?: (question: Question & More) => boolean;
  read: (reader: Reader, question: Question & More) => Promise<object>;
};

/** Among others, what one of them asks for is its own. */
export const aReport = <More extends object>(report: Report<More>): Report => report as unknown as Report;

export const SUMMARY_DAYS = 90;
/** From any day of a month this reaches back into the eleventh month before it. */
export const TREND_DAYS = 335;

/** With one cut at most, sums are read; with several, journeys are counted. */
export const isKept = ({ cuts }: Question): boolean => Object.keys(cuts).length <= 1;

export function serveReports(app: FastifyInstance, kernel: Kernel, pool: ReportPool, reports: readonly Report[]): void {
  const { store } = kernel;
  const reader = { db: store.read, t: store.t };
  const asked = async (query: Query & Asked, { days, wholeMonths = false }: Report): Promise<Question> => {
    const today = dayIn((await readPolicy(reader)).booksZone, instant(kernel));
    const cuts = await cutsOf(store, query);
    const window = windowOf(query, today, days);
    return { window: wholeMonths && query.from === undefined ? { ...window, from: `${window.from.slice(0, 7)}-01` } : window, cuts, filter: asFilter(cuts), today };
  };
  for (const report of reports) {
    app.get(`/adoption/${report.name}`, {
      config: { permission: 'adoption:read' },
      schema: { tags: ['adoption'], summary: report.summary, querystring: Type.Object({ ...ASKED, ...report.more }, { additionalProperties: false }), response: { 200: report.answer, ...problems(400) } },
    }, async (request) => {
      const query = request.query as Query;
      const viewer = viewerOf(request);
      const plain = await asked(query, report);
      const question = { ...plain, ...report.ask?.(query, plain, viewer) };
      return report.isLight?.(question) ? report.read(reader, question) : pool.run(report.name, question);
    });
  }
}
