import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../server/domain/imports/options.ts';
import type { ImportBatch, ImportRow } from '../../client/console/imports/records.ts';
import { inLabels, RowsPanel } from '../../client/console/imports/RowsPanel.tsx';
import { renderConsole, withSignedIn } from './support.tsx';

withSignedIn('sales_ops');

const batch: ImportBatch = {
  id: 'i-1', kind: 'accounts', fileName: 'accounts.csv', status: 'planned', columns: ['account_id'], filled: {}, mapping: { externalId: 'account_id' }, options: DEFAULT_OPTIONS, counts: { skipped: 1 }, reasons: { bad_date: 1 }, newProducts: [], total: 1, done: 0, error: null,
  createdByName: 'Olga Park', committedByName: null, createdAt: '2026-03-10T10:00:00.000Z', finishedAt: null, undoneAt: null, undoneByName: null, version: 2,
};
const row: ImportRow = { id: 'r-1', line: 2, cells: ['A-1'], outcome: 'skipped', reason: 'bad_date', detail: 'customerSince: “2024-02-30” is not a date written YYYY-MM-DD; name is empty', recordId: null, committed: false };

it('A row that is left out says why in a sentence, and names fields as people know them', async () => {
  renderConsole(<RowsPanel batch={batch} filter={{ outcome: null, reason: null }} />, { dataProvider: { getList: async () => ({ data: [row], total: 1 }) } as never });
  expect(await screen.findByText('Customer since: “2024-02-30” is not a date written YYYY-MM-DD; Name is empty')).toBeTruthy();
  expect(screen.getByText(/^Not a date that exists, written YYYY-MM-DD/)).toBeTruthy();
  expect(screen.getByText('bad_date')).toBeTruthy();
});

it('What a row changes is told by the same labels, and what stands in a cell is left as it is', () => {
  expect(inLabels('accounts', 'name, customerSince')).toBe('Name, Customer since');
  expect(inLabels('accounts', 'segment: “name is empty” is not one of smb')).toBe('Segment: “name is empty” is not one of smb');
});
