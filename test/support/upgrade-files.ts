import type { Body } from './app.ts';

const COLUMNS = {
  key: 'upgrade_id', account: 'account_id', kind: 'kind', path: 'path', status: 'status', step: 'step', started: 'started_at', placed: 'placed_at', completed: 'completed_at', cancelled: 'cancelled_at', by: 'started_by', touched: 'touched', effective: 'effective_on',
  side: 'side', line: 'line_name', product: 'product', quantity: 'quantity', unit: 'unit_arr', arr: 'arr', currency: 'currency', term: 'term_months', starts: 'starts_on', ends: 'ends_on', replaces: 'replaces', subscription: 'subscription_id', movement: 'movement', driver: 'driver',
} as const;

/** One row of a file of upgrades: what is not named is empty. */
export const upgradeRow = (cells: Partial<Record<keyof typeof COLUMNS, string | number>>): Body => cells;

/** A file of upgrades with one row a line, as an order system exports them. */
export const upgradesCsv = (rows: readonly Body[]): string =>
  [Object.values(COLUMNS).join(','), ...rows.map((row) => Object.keys(COLUMNS).map((name) => String(row[name] ?? '')).join(',')), ''].join('\n');
