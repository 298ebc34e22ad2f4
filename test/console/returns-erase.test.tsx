import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Contacts } from '../../client/console/accounts/Contacts.tsx';
import { renderConsole, withSignedIn } from './support.tsx';

withSignedIn('admin');

const contact = { id: 'c-1', version: 1, accountId: 'a-1', accountName: 'Northwind Dental', name: 'Zoë Balkar', email: 'zoe@northwind.example', title: 'Office manager', phone: null, isPrimary: true };

it('A person is erased for a reason, after it was said that it cannot be undone', async () => {
  let shown: object = contact;
  const command = vi.fn(async () => (shown = { ...contact, name: 'Erased contact', email: null, title: null, version: 2 }));
  renderConsole(<Contacts accountId="a-1" />, { dataProvider: { getList: async () => ({ data: [shown], total: 1 }), command } as never });
  await userEvent.click(await screen.findByRole('button', { name: 'Edit contact: Zoë Balkar' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Erase personal data' }));
  const dialog = await screen.findByRole('dialog', { name: 'Erase the personal data of Zoë Balkar' });
  expect(within(dialog).getByText('It cannot be undone, by anybody.')).toBeTruthy();
  const submit = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Erase personal data' });
  expect(submit.disabled).toBe(true);
  await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Asked for it by letter');
  await userEvent.click(submit);
  await waitFor(() => expect(command).toHaveBeenCalledWith('contacts', 'c-1', 'erase', { reason: 'Asked for it by letter' }, expect.anything()));
  expect(await screen.findByText('Erased contact')).toBeTruthy();
});
