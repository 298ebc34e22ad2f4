import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { DEFAULT_OPTIONS } from '../../server/domain/imports/options.ts';
import { Result } from '../../client/console/imports/Result.tsx';
import type { ImportBatch } from '../../client/console/imports/records.ts';
import { makeDataProvider } from '../../client/console/providers/dataProvider.ts';
import { answer, renderConsole, withSignedIn } from './support.tsx';

withSignedIn('sales_ops');

const batch: ImportBatch = {
  id: 'i-1', kind: 'upgrades', fileName: 'upgrades.csv', status: 'done', columns: [], filled: {}, mapping: {}, options: DEFAULT_OPTIONS, counts: { create: 3, update: 0, unchanged: 0, skipped: 0 }, reasons: {}, newProducts: [], total: 3, done: 3, error: null,
  createdByName: 'Olga Park', committedByName: 'Olga Park', createdAt: '2026-03-10T10:00:00.000Z', finishedAt: '2026-03-10T10:01:00.000Z', undoneAt: null, undoneByName: null, version: 4,
};

function show(part: Partial<ImportBatch> = {}) {
  renderConsole(<Result batch={{ ...batch, ...part }} filter={{ outcome: null, reason: null }} onFilter={() => undefined} />, { dataProvider: makeDataProvider() });
}

it('says what an undo takes back before it is done, and sends the version that was seen', async () => {
  const fetch = vi.fn(async (_url: string, options?: RequestInit) => (options?.method === 'POST' ? answer(200, { ...batch, status: 'undone', version: 5 }) : answer(200, { possible: true, blockedBy: [], blocked: 0, records: 1234 })));
  vi.stubGlobal('fetch', fetch);
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Undo this import' }));
  const dialog = await screen.findByRole('dialog');
  await waitFor(() => expect(dialog.textContent).toContain('Takes back 1,234 records'));
  await userEvent.click([...dialog.querySelectorAll('button')].find((button) => button.textContent === 'Undo this import') as HTMLElement);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const posted = fetch.mock.calls.find(([, options]) => options?.method === 'POST');
  expect(posted?.[0]).toBe('/api/imports/i-1/undo');
  expect(JSON.parse(String(posted?.[1]?.body))).toEqual({ version: 4 });
});

it('lists what stands in the way, by line and record, and cannot be pressed', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => answer(200, { possible: false, blockedBy: [{ line: 7, resource: 'upgrades', id: 'u-7', because: 'upgrades.configure by Ada Berg, 2026-03-10 10:05 UTC' }], blocked: 3, records: 3 })));
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Undo this import' }));
  const notice = await screen.findByRole('alert');
  expect(notice.textContent).toContain('Line 7 · upgrade');
  expect(notice.textContent).toContain('upgrades.configure by Ada Berg');
  expect(notice.textContent).toContain('and 2 more');
  expect(notice.querySelector('a')?.getAttribute('href')).toBe('/upgrades/u-7');
  const [submit] = [...screen.getByRole('dialog').querySelectorAll('button')].filter((button) => button.textContent === 'Undo this import');
  expect(submit?.disabled).toBe(true);
});

it('an import that is undone says by whom, and offers no second undo', () => {
  show({ status: 'undone', undoneAt: '2026-03-10T11:00:00.000Z', undoneByName: 'Adil Roy' });
  expect(screen.getByText(/Taken back by Adil Roy/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Undo this import' })).toBeNull();
});
