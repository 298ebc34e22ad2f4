import { screen, waitFor } from '@testing-library/react';
import { ListBase, type GetListParams, type RaRecord } from 'react-admin';
import { expect, it, vi } from 'vitest';
import { keepSentLists } from '../../client/console/providers/firstLists.ts';
import { makeQueryClient } from '../../client/console/providers/queryClient.ts';
import type { DataColumn } from '../../client/console/table/columns.ts';
import { DataTable } from '../../client/console/table/DataTable.tsx';
import { QUEUE } from '../../server/domain/first-lists.ts';
import { renderConsole, withSignedIn } from './support.tsx';

withSignedIn('account_manager');

const AGE_MS = 16_000;
const row = (name: string) => ({ id: name, name, version: 1 });
const columns: DataColumn<RaRecord<string>>[] = [{ id: 'name', label: 'Name', main: true, render: ({ name }) => String(name) }];

function showQueue(sentAt: number) {
  const queryClient = makeQueryClient();
  keepSentLists(queryClient, [{ ...QUEUE, data: [row('From the document')], total: 1, totalIsExact: true }], sentAt);
  const asked = vi.fn(async (_resource: string, _params: GetListParams) => ({ data: [row('From the server')], total: 1 }));
  renderConsole(
    <ListBase resource="escalations" sort={QUEUE.sort} perPage={QUEUE.perPage} filterDefaultValues={QUEUE.filter} disableAuthentication><DataTable columns={columns} label="Queue" /></ListBase>,
    { queryClient, dataProvider: { getList: asked as never } },
  );
  return { asked, queryClient };
}

it('the queue shows the rows that came with the document at once, and asks for none', async () => {
  const { asked, queryClient } = showQueue(Date.now());
  expect(await screen.findByText('From the document')).toBeTruthy();
  await waitFor(() => expect(queryClient.isFetching()).toBe(0));
  expect(asked).not.toHaveBeenCalled();
});

it('a change that the stream tells makes it ask, as for any other list', async () => {
  const { asked, queryClient } = showQueue(Date.now());
  await screen.findByText('From the document');
  await queryClient.invalidateQueries({ queryKey: ['escalations'] });
  expect(await screen.findByText('From the server')).toBeTruthy();
  expect(asked).toHaveBeenCalledOnce();
});

it('rows that were long on their way are shown, and asked for again', async () => {
  const { asked } = showQueue(Date.now() - AGE_MS);
  expect(await screen.findByText('From the server')).toBeTruthy();
  expect(asked).toHaveBeenCalledOnce();
});
