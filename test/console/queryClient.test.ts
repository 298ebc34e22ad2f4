import { expect, it } from 'vitest';
import { makeQueryClient } from '../../client/console/providers/queryClient.ts';

const key = ['upgrades', 'getOne', { id: 'up-1', meta: undefined }];

it('what a list holds of a record is not taken for the whole record', () => {
  const client = makeQueryClient();
  client.setQueryData(key, (whole: object | undefined) => whole ?? { id: 'up-1' });
  expect(client.getQueryData(key)).toBeUndefined();
});

it('a record that was asked for is kept, and what is learnt of it later is added', () => {
  const client = makeQueryClient();
  client.setQueryData(key, { id: 'up-1', lines: [] });
  client.setQueryData(key, (whole: object | undefined) => ({ ...whole, status: 'placed' }));
  expect(client.getQueryData(key)).toEqual({ id: 'up-1', lines: [], status: 'placed' });
});
