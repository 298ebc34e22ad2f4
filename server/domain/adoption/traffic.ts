import { isMonth } from '../coding/months.ts';
import type { Month } from '../words.ts';

/** A line of the file: its number, and its cells. */
export type TrafficLine = { line: number; cells: readonly string[] };
export type TrafficRow = { month: Month; visits: number; contacts: number; contactOrders: number };
/** Faults by the field that they are in: `line 3, visits`. */
export type TrafficFaults = Record<string, string>;

export const TRAFFIC_COLUMNS = ['month', 'visits', 'contacts', 'contactOrders'] as const;
const MOST = 1_000_000_000;
const MOST_FAULTS = 20;

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '');

/** Rows of a file of monthly traffic, whose columns may stand in any order; all of its faults where there are any. Other columns are let be. */
export function trafficIn(header: readonly string[], body: readonly TrafficLine[]): { rows: TrafficRow[] } | { faults: TrafficFaults } {
  const faults: TrafficFaults = {};
  const columns = TRAFFIC_COLUMNS.map((name) => header.findIndex((cell) => plain(cell) === plain(name)));
  for (const [index, at] of columns.entries()) if (at < 0) faults[`column ${TRAFFIC_COLUMNS[index]}`] = 'is missing';
  if (Object.keys(faults).length > 0) return { faults };
  const seen = new Set<string>();
  const rows = body.map(({ line: number, cells }): TrafficRow => {
    const line = `line ${number}`;
    const cell = (at: number) => (cells[columns[at] ?? -1] ?? '').trim();
    const whole = (at: number) => {
      const text = cell(at);
      if (!/^\d{1,10}$/.test(text) || Number(text) > MOST) faults[`${line}, ${TRAFFIC_COLUMNS[at]}`] = 'must be a whole number, not below zero';
      return Number(text);
    };
    const month = cell(0);
    if (!isMonth(month)) faults[`${line}, month`] = 'must be a month, YYYY-MM';
    else if (seen.has(month)) faults[`${line}, month`] = 'is there twice';
    seen.add(month);
    const row = { month, visits: whole(1), contacts: whole(2), contactOrders: whole(3) };
    if (row.contactOrders > row.contacts) faults[`${line}, contactOrders`] = 'must not be more than the contacts';
    return row;
  });
  const told = Object.entries(faults);
  return told.length > 0 ? { faults: Object.fromEntries(told.slice(0, MOST_FAULTS)) } : { rows };
}
