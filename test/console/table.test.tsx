import { QueryClient } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ListBase, type GetListParams, type GetListResult, type RaRecord } from 'react-admin';
import { shareOut, visibilityAt, type DataColumn } from '../../client/console/table/columns.ts';
import { DataTable } from '../../client/console/table/DataTable.tsx';
import { activeTab, switchTab, withValues, type ListTab } from '../../client/console/table/filters.ts';
import { Pager } from '../../client/console/table/Pager.tsx';
import { essence, settle } from '../../client/console/table/settings.ts';
import { renderConsole, withSignedIn } from './support.tsx';

withSignedIn();

type Item = RaRecord<string> & { name: string; arr: number };

const items: Item[] = Array.from({ length: 6 }, (_, index) => ({ id: `r-${index + 1}`, name: `Row ${index + 1}`, arr: index * 100 }));
const columns: DataColumn<Item>[] = [
  { id: 'name', label: 'Name', main: true, render: ({ name }) => name },
  { id: 'arrAtStakeMinor', label: 'ARR', align: 'right', render: ({ arr }) => arr },
  { id: 'note', label: 'Note', sortable: false, hidden: true, render: () => 'hidden' },
];

type Asked = (resource: string, params: GetListParams) => void;

function showTable({ rows = items, total = rows.length, onOpen, asked = () => undefined, queryClient }: { rows?: Item[]; total?: number; onOpen?: (item: Item) => void; asked?: Asked; queryClient?: QueryClient } = {}) {
  const getList = async (resource: string, params: GetListParams): Promise<GetListResult> => {
    asked(resource, params);
    return { data: rows, total };
  };
  return renderConsole(
    <ListBase resource="items" sort={{ field: 'name', order: 'ASC' }} perPage={25} disableAuthentication disableSyncWithLocation>
      <DataTable<Item> columns={columns} label="Items" selectable onOpen={onOpen} />
      <Pager />
    </ListBase>,
    // The dialect answers any record type; here it is one.
    { dataProvider: { getList: getList as never }, ...(queryClient && { queryClient }) },
  );
}

/** A list of which rows can be taken away behind its back. */
function showShrinking() {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let rows = items;
  const getList = async () => ({ data: rows, total: rows.length });
  renderConsole(<ListBase resource="items" sort={{ field: 'name', order: 'ASC' }} perPage={25} disableAuthentication disableSyncWithLocation><DataTable<Item> columns={columns} label="Items" selectable /></ListBase>, { queryClient, dataProvider: { getList: getList as never } });
  return { queryClient, remove: (id: string) => void (rows = rows.filter((each) => each.id !== id)) };
}

const row = (name: string) => screen.getByText(name).closest('[role=row]') as HTMLElement;
const boxOf = (name: string) => within(row(name)).getByRole('checkbox');
const selected = () => items.map(({ name }) => name).filter((name) => row(name).getAttribute('aria-selected') === 'true');

it('sorts by the server’s own key, ascending first, and never by nothing', async () => {
  const asked = vi.fn<Asked>();
  showTable({ asked });
  await screen.findByText('Row 1');
  for (const order of ['ASC', 'DESC', 'ASC']) {
    await userEvent.click(screen.getByRole('button', { name: /^ARR/ }));
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith('items', expect.objectContaining({ sort: { field: 'arrAtStakeMinor', order } })));
    await waitFor(() => expect(screen.getByRole('columnheader', { name: /ARR/ }).getAttribute('aria-sort')).toBe(order === 'ASC' ? 'ascending' : 'descending'));
  }
});

it('selects a range with Shift, and the whole page with one box', async () => {
  showTable();
  await screen.findByText('Row 1');
  await userEvent.click(boxOf('Row 2'));
  fireEvent.click(boxOf('Row 5'), { shiftKey: true });
  expect(selected()).toEqual(['Row 2', 'Row 3', 'Row 4', 'Row 5']);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select the whole page' }));
  expect(selected()).toHaveLength(6);
});

describe('with the keyboard alone', () => {
  it('j and k move, x selects, Enter opens the row that has the focus', async () => {
    const onOpen = vi.fn();
    showTable({ onOpen });
    await screen.findByText('Row 1');
    for (const key of ['j', 'j', 'j', 'k']) {
      await userEvent.keyboard(key);
      await act(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));
    }
    expect(document.activeElement).toBe(row('Row 2'));
    await userEvent.keyboard('x');
    expect(selected()).toEqual(['Row 2']);
    await userEvent.keyboard('{Enter}');
    expect(onOpen).toHaveBeenCalledWith(items[1]);
  });

  it('only one row is reached by Tab; the arrows go on from there', async () => {
    showTable();
    await screen.findByText('Row 1');
    expect(screen.getAllByRole('row').filter((each) => each.tabIndex === 0)).toEqual([row('Row 1')]);
    row('Row 1').focus();
    await userEvent.keyboard('{ArrowDown}');
    await act(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));
    expect(document.activeElement).toBe(row('Row 2'));
    expect(row('Row 1').tabIndex).toBe(-1);
  });
});

it('a click on a row opens it, one on its box does not', async () => {
  const onOpen = vi.fn();
  showTable({ onOpen });
  await screen.findByText('Row 3');
  await userEvent.click(boxOf('Row 3'));
  expect(onOpen).not.toHaveBeenCalled();
  await userEvent.click(screen.getByText('Row 3'));
  expect(onOpen).toHaveBeenCalledWith(items[2]);
});

it('says "10,000+" where the server stopped counting', async () => {
  showTable({ total: 10_001 });
  expect(await screen.findByText('1–6 of 10,000+')).toBeTruthy();
});

it('says that there is nothing, where there is nothing', async () => {
  showTable({ rows: [] });
  expect(await screen.findByText('Nothing here yet')).toBeTruthy();
});

it('columns that nobody asked for stay away', async () => {
  showTable();
  await screen.findByText('Row 1');
  expect(screen.queryByRole('columnheader', { name: 'Note' })).toBeNull();
});

describe('column settings', () => {
  const given = columns as unknown as DataColumn[];

  it('survive a column that is gone and find a place for a new one', () => {
    const kept = settle(given, { order: ['gone', 'arrAtStakeMinor'], visibility: { gone: true, note: true }, sizing: { name: 300, gone: 5 }, pinned: ['gone', 'name'] });
    expect(kept).toEqual({ order: ['arrAtStakeMinor', 'name', 'note'], visibility: { note: true }, sizing: { name: 300 }, pinned: ['name'], dense: false });
  });

  it('keep only what differs from the screen’s own', () => {
    expect(essence(given, settle(given, null))).toBeNull();
    expect(essence(given, settle(given, { dense: true }))).toEqual({ dense: true });
  });

  it('share spare room out until somebody has dragged a width', () => {
    const wanted = [{ id: 'a', size: 100, floor: 100, grow: 1 }, { id: 'b', size: 100, floor: 60, grow: 3 }];
    expect([...shareOut(wanted, 400, false).values()]).toEqual([150, 250]);
    expect([...shareOut(wanted, 400, true).values()]).toEqual([100, 100]);
  });

  it('take what is lacking from the columns that ask for more than they need, and scroll for the rest', () => {
    const wanted = [{ id: 'a', size: 100, floor: 100, grow: 1 }, { id: 'b', size: 100, floor: 60, grow: 3 }];
    expect([...shareOut(wanted, 180, false).values()]).toEqual([100, 80]);
    expect([...shareOut(wanted, 120, false).values()]).toEqual([100, 60]);
  });
});

describe('columns for which there is not always room', () => {
  const some: DataColumn[] = [{ id: 'name', label: 'Name', main: true, render: () => '' }, { id: 'kind', label: 'Kind', roomy: true, render: () => '' }];

  it('stand back on a narrow screen, unless somebody asked for them; who wants none has none on a wide one', () => {
    expect(visibilityAt(some, {}, false)).toEqual({ kind: false });
    expect(visibilityAt(some, { kind: true }, false)).toEqual({ kind: true });
    expect(visibilityAt(some, {}, true)).toEqual({});
    expect(visibilityAt(some, { kind: false }, true)).toEqual({ kind: false });
  });
});

describe('tabs and filters', () => {
  const tabs: ListTab[] = [{ id: 'waiting', label: 'Waiting', filter: { status: 'waiting' } }, { id: 'mine', label: 'Mine', filter: { assigneeId: 'u-1', status: ['claimed', 'paused'] } }];

  it('a tab is on when its filter is, whatever else narrows the list', () => {
    expect(activeTab(tabs, { status: 'waiting', region: 'emea' })?.id).toBe('waiting');
    expect(activeTab(tabs, { status: 'waiting', assigneeId: 'u-1' })).toBeUndefined();
  });

  it('changing the tab keeps what one narrowed by', () => {
    expect(switchTab(tabs, { status: 'waiting', region: 'emea' }, tabs[1] as ListTab)).toEqual({ region: 'emea', assigneeId: 'u-1', status: ['claimed', 'paused'] });
  });

  it('one value stays one, several become a list, none takes the field away', () => {
    expect(withValues({ q: 'x' }, 'region', ['emea'])).toEqual({ q: 'x', region: 'emea' });
    expect(withValues({ region: 'emea' }, 'region', ['emea', 'apac'])).toEqual({ region: ['emea', 'apac'] });
    expect(withValues({ region: 'emea' }, 'region', [])).toEqual({});
  });
});

describe('the focus', () => {
  it('goes to the row that takes the place of one that has gone', async () => {
    const { queryClient, remove } = showShrinking();
    await screen.findByText('Row 1');
    await userEvent.keyboard('jj');
    await waitFor(() => expect(document.activeElement).toBe(row('Row 2')));
    remove('r-2');
    await act(() => queryClient.invalidateQueries());
    await waitFor(() => expect(document.activeElement).toBe(row('Row 3')));
  });

  it('is on the row that was opened, for whoever comes back to the list', async () => {
    const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    const first = showTable({ onOpen: () => undefined, queryClient });
    await screen.findByText('Row 1');
    await userEvent.keyboard('jjj{Enter}');
    first.unmount();
    showTable({ onOpen: () => undefined, queryClient });
    await screen.findByText('Row 1');
    await waitFor(() => expect(document.activeElement).toBe(row('Row 3')));
  });
});
