import { Type } from 'typebox';
import type { Store } from '../../db/store.ts';
import { checkCuts } from '../accounts/read.ts';
import { CUTS, type Cut } from '../domain/adoption/journey.ts';
import type { Filter, Window } from '../domain/adoption/definitions.ts';
import { addDays, daysBetween } from '../domain/days.ts';
import type { Day } from '../domain/words.ts';
import { isDay } from '../domain/working-time.ts';
import { fieldProblem } from '../rest/problem.ts';

export type Cuts = Partial<Record<Cut, string>>;
export type Asked = { from?: string; to?: string } & Cuts;

const optional = Type.Optional(Type.String({ maxLength: 200 }));

/** What every report of the self-serve rate may be asked for: whole days, both included, and any cuts. */
export const ASKED = { from: optional, to: optional, ...Object.fromEntries(CUTS.map((cut) => [cut, optional])) as Record<Cut, typeof optional> };

const LONGEST_DAYS = 3_660;
/** Days that a window can be reckoned around without leaving four digits. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '9000-12-31';

/** The window that is asked for; `usual` days up to today where nothing is said. */
export function windowOf({ from, to }: Asked, today: Day, usual: number): Window {
  for (const [field, day] of Object.entries({ from, to })) if (day !== undefined && !isDay(day)) throw fieldProblem(400, field, 'must be a day of the calendar, YYYY-MM-DD');
  for (const [field, day] of Object.entries({ from, to })) if (day !== undefined && (day < FIRST_DAY || day > LAST_DAY)) throw fieldProblem(400, field, `must be from ${FIRST_DAY} to ${LAST_DAY}`);
  const last = to ?? (from !== undefined && from > today ? from : today);
  const first = from ?? addDays(last, 1 - usual);
  if (last < first) throw fieldProblem(400, 'to', 'must not be before from');
  if (daysBetween(first, last) > LONGEST_DAYS) throw fieldProblem(400, 'to', 'must not be more than ten years after from');
  return { from: first, to: last };
}

/** The cuts that are asked for, each of which has to name something that there is. */
export async function cutsOf(store: Store, asked: Asked): Promise<Cuts> {
  const cuts = Object.fromEntries(CUTS.flatMap((cut) => (asked[cut] === undefined ? [] : [[cut, asked[cut]]]))) as Cuts;
  await checkCuts(store, cuts);
  if (cuts.newCustomer !== undefined && cuts.newCustomer !== 'true' && cuts.newCustomer !== 'false') throw fieldProblem(400, 'newCustomer', 'must be true or false');
  return cuts;
}

/** The same as a filter of the list of upgrades. */
export const asFilter = ({ newCustomer, ...cuts }: Cuts): Filter => ({ ...cuts, ...(newCustomer !== undefined && { newCustomer: newCustomer === 'true' }) });
