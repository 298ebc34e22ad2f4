import { Type } from 'typebox';
import { MOTIONS } from '../domain/words.ts';
import { orNull, words } from '../rest/schemas.ts';
import { aReport, SUMMARY_DAYS, type Report } from './report.ts';
import { Figure, RateShape, Rows, WindowShape } from './shapes.ts';
import { rankFixes, readCustomers, readMigration, readMotions, readTraffic } from './worth.ts';

const text = Type.String();
const whole = Type.Integer();
const number = Type.Number();
const Aside = Type.Object({ ...RateShape, rows: Rows });

const fixes = aReport({
  name: 'fixes', summary: 'Fixes by what a day of work on each can be expected to bring, and what moving offline contacts online is worth', days: SUMMARY_DAYS,
  answer: Type.Object({
    window: WindowShape,
    fixes: Type.Array(Type.Object({
      id: text, name: text, step: text, rootCause: text, pathId: orNull(text), confidencePercent: whole, effortDays: whole, shippedOn: orNull(text), note: text, enteredByName: text, enteredAt: orNull(text), version: whole,
      escalations: whole, worth: number, reach: number, impact: number, score: number, rows: Rows, effect: Type.Union([Type.Null(), Type.Object({ before: Aside, after: Aside })]),
    })),
    traffic: Type.Union([Type.Null(), Type.Object({ from: text, to: text, months: whole, online: Type.Object(RateShape), offline: Type.Object(RateShape), upgrades: orNull(number), valueMinor: orNull(whole), valuePerUpgradeMinor: whole })]),
  }),
  read: async (reader, { window, cuts, filter, today }) => {
    const [ranked, traffic] = await Promise.all([rankFixes(reader, window, cuts, filter, today), readTraffic(reader, window)]);
    return { window, fixes: ranked, traffic };
  },
});

const effects = aReport({
  name: 'effects', summary: 'Renewals that moved online over a year, hours freed, what each motion brings, and adoption among new customers', days: SUMMARY_DAYS,
  answer: Type.Object({
    window: WindowShape, hoursFreed: orNull(number), secondsEach: orNull(whole),
    baseline: Type.Union([Type.Null(), Type.Object({ month: text, share: Type.Object(RateShape), frozenAt: text, frozenByName: text })]),
    months: Type.Array(Type.Object({ month: text, ...RateShape, rows: Type.Object({ numerator: Rows, denominator: Rows }) })),
    motions: Type.Array(Type.Object({ motion: words(MOTIONS), journeys: whole, accounts: whole, deltaMinor: whole, valuePerAccountMinor: orNull(whole), arrPerAccountMinor: orNull(whole), rows: Rows })),
    customers: Type.Array(Type.Object({ newCustomer: Type.Boolean(), strict: Figure, take_up: Figure })),
  }),
  read: async (reader, { window, cuts, filter }) => {
    const [migration, motions, customers] = await Promise.all([readMigration(reader, window, cuts, filter), readMotions(reader, window, cuts, filter), readCustomers(reader, window, cuts)]);
    return { window, ...migration, motions, customers };
  },
});

/** What fixes are worth, what moved online, and what came of it. */
export const EFFECTS: readonly Report[] = [fixes, effects];
