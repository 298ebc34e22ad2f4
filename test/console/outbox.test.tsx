import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, it, vi } from 'vitest';
import { MailPage } from '../../client/console/admin/outbox/MailPage.tsx';
import { Outbox } from '../../client/console/admin/outbox/Outbox.tsx';
import { MailNotice } from '../../client/console/desk/MailNotice.tsx';
import { answer, renderConsole, withSignedIn } from './support.tsx';

withSignedIn('admin');

const mail = {
  id: 'm-1', cause: 'hand-back:l-1', kind: 'hand_back', to: 'priya@customer.example', replyTo: 'ada@desk.example', subject: 'Your order is ready for you to go on: UP-2026-000001', escalationId: 'e-1', upgradeId: 'u-1', accountId: 'a-1',
  accountName: 'Northwind Dental', status: 'dead', attempts: 8, nextAttemptAt: '2026-03-10T10:00:00.000Z', lastError: 'The mailbox is full', createdAt: '2026-03-10T10:00:00.000Z', sentAt: null, version: 17,
};
const whole = { ...mail, text: 'Hello Priya,\n\n‹link›\n', allowed: ['retry', 'drop'] };
const summary = (body: object) => vi.stubGlobal('fetch', vi.fn(async () => answer(200, body)));

it('The outbox shows what was given up, how many, and that no mail server is set', async () => {
  summary({ waiting: 3, dead: 1, sends: false });
  renderConsole(<Outbox />, { dataProvider: { getList: async () => ({ data: [mail], total: 1 }) as never } });
  expect(await screen.findByText('priya@customer.example')).toBeTruthy();
  expect(await screen.findByText(/No mail server is set/)).toBeTruthy();
  expect(screen.getByRole('button', { name: /Given up.*1/ })).toBeTruthy();
});

it('A mail that was given up says why, and is sent again with the version that was seen', async () => {
  const command = vi.fn(async () => ({ ...whole, status: 'waiting', allowed: [] }));
  renderConsole(<Routes><Route path="/admin/outbox/:id" element={<MailPage />} /></Routes>, { at: '/admin/outbox/m-1', dataProvider: { getOne: async () => ({ data: whole }) as never, command } as never });
  expect(await screen.findByText('The mailbox is full')).toBeTruthy();
  expect(screen.getByText(/is put in as the mail is sent/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Send now' }));
  await userEvent.click((await screen.findAllByRole('button', { name: 'Send now' })).at(-1) as HTMLElement);
  await waitFor(() => expect(command).toHaveBeenCalledWith('outbox', 'm-1', 'retry', { version: 17 }, expect.anything()));
});

it('The desk tells an admin of mail that was given up, and of nothing where there is none', async () => {
  summary({ waiting: 0, dead: 2, sends: true });
  const { unmount } = renderConsole(<MailNotice />);
  expect(await screen.findByText('2 mails to customers could not be delivered')).toBeTruthy();
  unmount();
  summary({ waiting: 5, dead: 0, sends: true });
  const { container } = renderConsole(<MailNotice />);
  await waitFor(() => expect(fetch).toHaveBeenCalled());
  expect(container.textContent).toBe('');
});
