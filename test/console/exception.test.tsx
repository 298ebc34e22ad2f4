import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { ExceptionPanel } from '../../client/console/upgrades/ExceptionPanel.tsx';
import type { UpgradeRecord } from '../../client/console/upgrades/records.ts';
import { renderConsole, withSignedIn } from './support.tsx';

withSignedIn('admin');

const upgrade = {
  id: 'up-1', version: 3, reference: 'UP-2026-000001', accountName: 'Northwind Dental', afterArrMinor: 117_000, exceptionStatus: 'waiting', allowed: ['approve-exception', 'refuse-exception'],
  exception: { discountBasisPoints: 2200, reason: 'The competing offer is lower', byId: 'u-2', byName: 'Jonas Meyer', at: '2026-11-20T09:00:00.000Z' },
} as unknown as UpgradeRecord;

it('A price is granted or refused after it was named once more, with what follows', async () => {
  const command = vi.fn(async () => ({ ...upgrade, exceptionStatus: 'granted' }));
  renderConsole(<ExceptionPanel upgrade={upgrade} />, { dataProvider: { command } as never });
  await userEvent.click(screen.getByRole('button', { name: 'Refuse' }));
  const refusing = await screen.findByRole('dialog', { name: 'Refuse 22% off for Northwind Dental' });
  expect(within(refusing).getByText('The order can be neither handed back nor placed until it is changed to another price.')).toBeTruthy();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(command).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Grant' }));
  const granting = await screen.findByRole('dialog', { name: 'Grant 22% off for Northwind Dental' });
  expect(within(granting).getByText('Northwind Dental gets the order at $1,170 a year, 22% below the standard price.')).toBeTruthy();
  expect(command).not.toHaveBeenCalled();
  await userEvent.click(within(granting).getByRole('button', { name: 'Grant' }));
  await waitFor(() => expect(command).toHaveBeenCalledWith('upgrades', 'up-1', 'approve-exception', { version: 3 }, expect.anything()));
});
