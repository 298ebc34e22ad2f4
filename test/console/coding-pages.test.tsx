import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpError } from 'react-admin';
import { expect, it, vi } from 'vitest';
import { OverrideDialog } from '../../client/console/coding/OverrideDialog.tsx';
import type { CodingRecord } from '../../client/console/coding/records.ts';
import TryCase from '../../client/console/coding/TryCase.tsx';
import { answer, renderConsole, withSignedIn } from './support.tsx';

withSignedIn('account_manager');

const leg = { movement: 'expansion' as const, driver: 'price' as const, amountMinor: 30_000, currency: 'USD', effectiveOn: '2026-04-01', lines: ['a', 'b'] };
const line = (name: string) => ({ line: name, product: 'S4', quantity: 1, unitArrMinor: 120_000, currency: 'USD', termMonths: 12, startsOn: '2026-04-01', endsOn: null });
const coding: CodingRecord = {
  id: 'c-1', origin: 'upgrade', upgradeId: 'u-1', accountId: 'a-1', kind: 'renewal', pathId: 'renew', status: 'needs_review', effectiveOn: '2026-04-01', month: '2026-04', deltaMinor: 30_000, currency: 'USD', legs: [leg], computed: [leg], proposal: null,
  flags: ['contract_broken'], trace: [{ rule: 'linked.same_product', because: 'The price makes 300.00 USD' }], rule: 'linked.same_product', miscoded: true, pairId: null, codedAt: '2026-04-01T08:00:00.000Z', reviewedById: null, reviewedAt: null, version: 3,
  accountName: 'Northwind Dental', managerId: 'u-1', upgradeReference: 'UP-2026-000001', pathName: 'Renew', before: [line('a')], after: [line('b')], expected: [{ movement: 'renewal' }], corrections: [], pair: null, allowed: ['confirm', 'override', 'join'],
};
const reasons = [{ id: 'wrong_kind', name: 'Wrong kind', description: '', active: true, position: 1, version: 1 }];
const movements = { new: 0, expansion: 30_000, contraction: 0, churn: 0, reactivation: 0, renewal: 0, transfer: 0, fx: 0, excluded: 0 };
const bridge = (part: Partial<typeof movements>) => ({ currency: 'USD', periods: [{ period: '2026-04', state: 'open', openingMinor: 0, movements: { ...movements, ...part }, closingMinor: 30_000, subscriptionsMinor: 30_000 }] });
const change = { before: bridge({}), after: bridge({ expansion: 0, new: 30_000 }) };
const preview = { ...change, reported: change, legs: [], needsApproval: true, because: 'It is large', weightMinor: 30_000, postingPeriod: '2026-05', periods: ['2026-04'] };

async function correctTo(command: () => Promise<unknown>) {
  vi.stubGlobal('fetch', vi.fn(async () => answer(200, preview)));
  const onClose = vi.fn();
  renderConsole(<OverrideDialog coding={coding} lineName={(name) => name} onClose={onClose} />, { dataProvider: { getList: async () => ({ data: reasons, total: 1 }), command } as never });
  await userEvent.click(await screen.findByLabelText('Movement'));
  await userEvent.click(await screen.findByRole('option', { name: 'New' }));
  await userEvent.click(screen.getByLabelText(/^Reason/));
  await userEvent.click(await screen.findByRole('option', { name: 'Wrong kind' }));
  await userEvent.type(screen.getByLabelText(/^Note/), 'They were never a customer before');
  return onClose;
}

it('The correction says what it does to the month, where it posts to and who has to agree, and goes out with the version that was seen', async () => {
  const command = vi.fn(async () => ({ ...coding, status: 'proposed', version: 4 }));
  const onClose = await correctTo(command);
  expect(await screen.findByText(/April 2026 is closed: it posts to May 2026/)).toBeTruthy();
  expect(screen.getByText('A second person has to agree')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Propose' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(command).toHaveBeenCalledWith('codings', 'c-1', 'override', { legs: [{ ...leg, movement: 'new', driver: 'none' }], reasonCode: 'wrong_kind', note: 'They were never a customer before', version: 3 }, expect.anything());
});

it('Where a colleague was faster, both corrections are shown before one goes over the other', async () => {
  const theirs = { ...coding, status: 'overridden', legs: [{ ...leg, movement: 'reactivation', driver: 'none' }], version: 4 };
  const command = vi.fn(async () => ({ ...theirs, version: 5 })).mockRejectedValueOnce(new HttpError('stale', 409, { title: 'Changed meanwhile', current: theirs }));
  await correctTo(command);
  await screen.findByText('A second person has to agree');
  await userEvent.click(screen.getByRole('button', { name: 'Propose' }));
  expect(await screen.findByText('Reactivation +$300')).toBeTruthy();
  expect(screen.getByText('New +$300')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Apply mine again' }));
  await waitFor(() => expect(command).toHaveBeenLastCalledWith('codings', 'c-1', 'override', expect.objectContaining({ version: 4 }), expect.anything()));
});

it('A case of one’s own is sent as it is typed, and its answer stands beside it', async () => {
  const fetched = vi.fn(async (_url: string, _options?: RequestInit) => answer(200, { legs: [{ ...leg, amountMinor: 5_000 }], deltaMinor: 5_000, trace: [{ rule: 'linked.same_product', because: 'The price makes 50.00 USD' }], flags: [] }));
  vi.stubGlobal('fetch', fetched);
  renderConsole(<TryCase />);
  await userEvent.click(screen.getByRole('button', { name: 'A renewal at a higher price' }));
  expect(await screen.findByText('The price makes 50.00 USD')).toBeTruthy();
  await waitFor(() => expect(fetched.mock.calls.some(([url, options]) => url.endsWith('/codings/evaluate') && String(options?.body).includes('"unitArrMinor":10500'))).toBe(true));
});
