import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { ListBase } from 'react-admin';
import { describe, expect, it, vi } from 'vitest';
import type { DataColumn } from '../../client/console/table/columns.ts';
import { exportUrl, fieldsOf, fileNameOf, rowCounter } from '../../client/console/table/exportFile.ts';
import { ExportList } from '../../client/console/table/ExportList.tsx';
import { settle, type TableSettings } from '../../client/console/table/settings.ts';
import { answer, renderConsole, withSignedIn } from './support.tsx';

withSignedIn();

const columns: DataColumn[] = [
  { id: 'name', label: 'Name', main: true, render: () => '' },
  { id: 'difference', fields: ['before', 'after'], label: 'Difference', render: () => '' },
  { id: 'note', label: 'Note', hidden: true, render: () => '' },
];

function showExport() {
  const table = { settings: settle(columns, null) } as TableSettings;
  return renderConsole(
    <ListBase resource="items" sort={{ field: 'name', order: 'ASC' }} filterDefaultValues={{ status: 'open' }} disableAuthentication disableSyncWithLocation>
      <ExportList columns={columns} table={table} fixedFilter={{ kind: 'x' }} />
    </ListBase>,
    { dataProvider: { getList: async () => ({ data: [], total: 0 }) } },
  );
}

describe('An export', () => {
  it('counts rows and not the line ends inside of a text, however the file is cut', () => {
    const bytes = new TextEncoder().encode('a,b\n1,"two\nlines ""quoted"""\n2,x\n');
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const count = rowCounter();
      count(bytes.subarray(0, cut));
      expect(count(bytes.subarray(cut))).toBe(2);
    }
  });

  it('asks for the list as it stands, with the fields behind the columns that are shown', () => {
    const { order, visibility } = settle(columns, null);
    expect(fieldsOf(columns, order, visibility)).toEqual(['name', 'before', 'after']);
    const url = new URL(exportUrl({ resource: 'items', filter: { q: 'a&b' }, sort: { field: 'name', order: 'DESC' }, fields: ['name', 'before'] }), 'http://desk');
    expect(url.pathname).toBe('/api/items/export.csv');
    expect(Object.fromEntries(url.searchParams)).toEqual({ filter: '{"q":"a&b"}', sort: '["name","DESC"]', columns: 'name,before' });
    expect(fileNameOf('items', new Date('2026-03-10T10:00:00Z'))).toBe('items-2026-03-10.csv');
  });

  it('saves the file, for spreadsheet programs too, and says how many rows it has', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(String(url));
      return new Response('name\nOne\nTwo\n', { headers: { 'x-total-estimate': '2' } });
    });
    const saved: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      saved.push(blob as Blob);
      return 'blob:x';
    });
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    showExport();
    await userEvent.click(await screen.findByRole('button', { name: 'Export' }));
    await userEvent.click(screen.getByRole('radio', { name: 'The columns that are shown' }));
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    await waitFor(() => expect(clicked).toHaveBeenCalled());
    const url = new URL(asked[0] ?? '', 'http://desk');
    expect(JSON.parse(url.searchParams.get('filter') ?? '')).toEqual({ status: 'open', kind: 'x' });
    expect(url.searchParams.get('columns')).toBe('name,before,after');
    expect([...new Uint8Array(await (saved[0] as Blob).arrayBuffer())].slice(0, 4)).toEqual([0xef, 0xbb, 0xbf, 'n'.charCodeAt(0)]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('shows how far it is, and ends on the server too when it is cancelled', async () => {
    let stopped = false;
    vi.stubGlobal('fetch', async (_url: string, { signal }: { signal: AbortSignal }) => {
      const body = new ReadableStream({ start: (controller) => {
        controller.enqueue(new TextEncoder().encode('name\nOne\n'));
        signal.addEventListener('abort', () => {
          stopped = true;
          controller.error(signal.reason);
        });
      } });
      return new Response(body, { headers: { 'x-total-estimate': '4' } });
    });
    showExport();
    await userEvent.click(await screen.findByRole('button', { name: 'Export' }));
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    await screen.findByText('1 of 4 rows');
    expect(screen.getByRole('progressbar', { name: 'Writing the file' }).getAttribute('aria-valuenow')).toBe('25');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(stopped).toBe(true));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says why when it is refused', async () => {
    vi.stubGlobal('fetch', async () => answer(429, { status: 429, title: 'Too many requests', detail: 'Several lists are being exported at the moment', message: 'Several lists are being exported at the moment' }));
    showExport();
    await userEvent.click(await screen.findByRole('button', { name: 'Export' }));
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Several lists are being exported');
  });
});
