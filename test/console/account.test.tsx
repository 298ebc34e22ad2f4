import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { AutoRenew } from '../../client/console/accounts/AutoRenew.tsx';
import { Contacts } from '../../client/console/accounts/Contacts.tsx';
import { Notices } from '../../client/console/layout/Notices.tsx';
import type { Subscription } from '../../client/console/records.ts';
import { renderConsole, withSignedIn } from './support.tsx';

withSignedIn('admin');

const line = { id: 's-1', version: 4, productName: 'S5 backup appliance, 8 TB', serial: '7TU-8522-41', autoRenew: false, endsOn: '2029-11-10', status: 'active' } as Subscription;
const mara = { id: 'c-1', version: 1, accountId: 'a-1', accountName: 'Northwind Dental', name: 'Mara Jandral', email: 'mara@northwind.example', title: 'Head of IT', phone: null, isPrimary: false };
const erased = { ...mara, id: 'c-2', name: 'Erased contact', email: null, title: null, isPrimary: true };

it('Whether a line renews by itself changes after it was said which line it is and what follows', async () => {
  const save = vi.fn(async () => ({ ...line, autoRenew: true }));
  renderConsole(<><AutoRenew subscription={line} /><Notices /></>, { dataProvider: { save } as never });
  await userEvent.click(screen.getByRole('switch', { name: 'Auto-renew: S5 backup appliance, 8 TB (7TU-8522-41)' }));
  const dialog = await screen.findByRole('dialog', { name: 'Let S5 backup appliance, 8 TB (7TU-8522-41) renew by itself?' });
  expect(dialog.textContent).toContain('after 10 Nov 2029');
  expect(save).not.toHaveBeenCalled();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Let it renew' }));
  await waitFor(() => expect(save).toHaveBeenCalledWith('subscriptions', 's-1', { autoRenew: true, version: 4 }));
  expect(await screen.findByText('S5 backup appliance, 8 TB (7TU-8522-41) renews by itself from now on.')).toBeTruthy();
});

it('Whoever was erased stands last, is no main contact, and can neither be edited nor erased again', async () => {
  renderConsole(<Contacts accountId="a-1" />, { dataProvider: { getList: async () => ({ data: [erased, mara], total: 2 }) } as never });
  expect(await screen.findByText('Their personal data were erased for good.')).toBeTruthy();
  expect(screen.queryByText('Main contact')).toBeNull();
  expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent)).toEqual(['Add contact', 'Edit contact: Mara Jandral']);
  expect(screen.getAllByText(/Jandral|Erased contact/).map(({ textContent }) => textContent)).toEqual(['Mara Jandral', 'Erased contact']);
});

it('An address that another contact of the account has is noticed while it is typed', async () => {
  renderConsole(<Contacts accountId="a-1" />, { dataProvider: { getList: async () => ({ data: [mara], total: 1 }) } as never });
  await userEvent.click(await screen.findByRole('button', { name: 'Add contact' }));
  await userEvent.type(await screen.findByLabelText(/^E-mail/), 'Mara@Northwind.example');
  expect(await screen.findByText('Mara Jandral has this address already.')).toBeTruthy();
});
