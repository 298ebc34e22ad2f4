import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { TOUCH } from '../../server/domain/touch.ts';
import AuditPage, { nameOf } from '../../client/console/admin/audit/AuditPage.tsx';
import { HolidaysInput } from '../../client/console/admin/calendars/HolidaysInput.tsx';
import { Manages } from '../../client/console/admin/users/UserPage.tsx';
import { UserStanding } from '../../client/console/admin/users/UserStanding.tsx';
import { RecordForm } from '../../client/console/forms/RecordForm.tsx';
import type { AuditEvent } from '../../client/console/records.ts';
import { actions } from '../../client/console/texts/actions.ts';
import { renderConsole, withSignedIn } from './support.tsx';

withSignedIn();

const event: AuditEvent = {
  id: 1, at: '2026-03-10T10:00:00.000Z', actorId: 'u-1', actorName: 'Ada Kowalski', action: 'users.suspend', resource: 'users', recordId: '01900686-8e80-7001-8106-7043ae556a69', accountId: null, upgradeId: null, touch: 'none',
  before: { name: 'Maren Holt', status: 'active' }, after: { name: 'Maren Holt', status: 'suspended' }, requestId: 'r-1',
} as unknown as AuditEvent;

describe('The audit log', () => {
  it('has words for everything that can be done', () => {
    for (const command of Object.keys(TOUCH)) {
      const [room = '', verb = ''] = command.split('.');
      expect((actions as Record<string, Record<string, string>>)[room]?.[verb], command).toBeTruthy();
    }
  });

  it('calls a record by its name, and by the end of its id where it kept none', () => {
    expect(nameOf(event)).toBe('Maren Holt');
    expect(nameOf({ ...event, before: null, after: { reference: 'UP-2026-00001' } })).toBe('UP-2026-00001');
    expect(nameOf({ ...event, before: null, after: null })).toBe('…ae556a69');
  });

  it('says what was done in words, and a row that is opened can be closed by a button', async () => {
    renderConsole(<AuditPage />, { dataProvider: { getList: async (resource: string) => (resource === 'audit-events' ? { data: [event], total: 1 } : { data: [], total: 0 }) } as never });
    await userEvent.click(await screen.findByText('Suspended'));
    const dialog = await screen.findByRole('dialog', { name: 'Suspended · Maren Holt' });
    expect(within(dialog).getByText('users.suspend')).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('Of a user', () => {
  it('it shows whether they were invited and have not come in yet', () => {
    renderConsole(<><UserStanding user={{ status: 'active', invited: true }} /><UserStanding user={{ status: 'suspended', invited: true }} /></>);
    expect(screen.getByText('Invited')).toBeTruthy();
    expect(screen.getByText('Suspended')).toBeTruthy();
  });

  it('suspending says how many accounts stay theirs, and leads to them', async () => {
    renderConsole(<Manages user={{ id: 'u-2' }} />, { dataProvider: { getList: async () => ({ data: [], total: 37 }) } as never });
    expect((await screen.findByRole('note')).textContent).toContain('37 accounts are looked after by them, and stay theirs.');
    expect(screen.getByRole('link').getAttribute('href')).toBe(`/accounts?filter=${encodeURIComponent('{"managerId":"u-2"}')}`);
  });
});

it('A calendar shows this year’s holidays and later ones, and the past on demand', async () => {
  vi.setSystemTime(new Date('2026-03-10T10:00:00Z'));
  const calendar = { id: 'c-1', version: 1, holidays: [{ date: '2024-12-25', name: 'Christmas 2024' }, { date: '2026-12-25', name: 'Christmas 2026' }] };
  renderConsole(<RecordForm resource="calendars" record={calendar} fields={{ holidays: 'Holidays' }} onSaved={() => undefined}><HolidaysInput source="holidays" /></RecordForm>);
  expect(await screen.findByDisplayValue('Christmas 2026')).toBeTruthy();
  expect(screen.queryByDisplayValue('Christmas 2024')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show 1 of past years' }));
  expect(screen.getByDisplayValue('Christmas 2024')).toBeTruthy();
  vi.useRealTimers();
});
