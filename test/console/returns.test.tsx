import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { ListContextProvider, useList } from 'react-admin';
import { expect, it, vi } from 'vitest';
import { bucketFilter, bucketOf } from '../../client/console/returns/ageing.ts';
import { Contradiction } from '../../client/console/returns/contradictions/Contradiction.tsx';
import { FactDialog } from '../../client/console/returns/dialogs/FactDialog.tsx';
import { factEffects } from '../../client/console/returns/dialogs/factEffects.ts';
import { RemindDialog, WaiveDialog } from '../../client/console/returns/dialogs/Simple.tsx';
import { EvidenceLadder } from '../../client/console/returns/EvidenceLadder.tsx';
import { timelineOf } from '../../client/console/returns/page/timeline.ts';
import type { Fact, ReturnRow } from '../../client/console/returns/records.ts';
import { RemindMany } from '../../client/console/returns/RemindMany.tsx';
import { mayStillBeCharged } from '../../client/console/returns/stake.ts';
import { returnTabs, upToNow } from '../../client/console/returns/tabs.ts';
import { activeTab } from '../../client/console/table/filters.ts';
import { renderConsole, withSignedIn } from './support.tsx';

withSignedIn('account_manager');

const fact = (name: Fact['fact'], occurredAt: string, part: Partial<Fact> = {}): Fact => ({ id: `${name} ${part.serial ?? ''}`, fact: name, serial: null, occurredAt, recordedAt: occurredAt, source: 'desk', by: null, attestationId: null, ...part });
const row: ReturnRow = {
  id: 'r-1', upgradeId: 'up-1', upgradeReference: 'UP-2026-000001', accountId: 'a-1', accountName: 'Northwind Dental', managerId: 'u-1', status: 'label_issued', complete: false, owed: true, flags: ['overdue'], disposition: 'return', attestationRequired: true,
  devices: [{ serial: '1AB-0001-00', deviceId: 'd-1', productId: 'S5', status: 'received' }, { serial: '2CD-0002-00', deviceId: 'd-2', productId: 'S5', status: 'label_issued' }],
  facts: [fact('authorised', '2026-05-01T08:00:00.000Z'), fact('label_issued', '2026-05-12T08:00:00.000Z'), fact('received', '2026-05-20T08:00:00.000Z', { serial: '1ab-0001-00 ' }), fact('attested', '2026-05-21T08:00:00.000Z', { stands: false })],
  mismatches: [], dueOn: '2026-05-22', daysOverdue: 3, atStakeMinor: 93_000, feeMinor: 0, currency: 'USD', carrier: 'Nordhaul', trackingNumber: 'NH-1', labelUrl: null, unscannedSince: null, quietSince: null, remindedAt: null, openedAt: '2026-05-01T08:00:00.000Z', version: 4,
};

it('The ladder says of each rung what shows it, of how many devices, and leaves out what a rejected attestation said', () => {
  renderConsole(<EvidenceLadder row={row} />);
  const ladder = screen.getByRole('list', { name: 'Evidence: Authorised, Label issued, Received' });
  expect(within(ladder).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Authorised on 1 May 2026', 'Label issued on 12 May 2026', 'In transit: no evidence', 'At our dock: no evidence', 'Received for 1 of 2 devices, first on 20 May 2026', 'Inspected: no evidence', 'Attested: no evidence', 'Certificate: no evidence',
  ]);
});

it('A fact has the fields that belong to it and no others', async () => {
  renderConsole(<FactDialog row={row} fact="label_issued" onClose={() => undefined} />);
  const choose = async (name: string) => {
    await userEvent.click(screen.getByLabelText(/^What happened/));
    await userEvent.click(await screen.findByRole('option', { name }));
  };
  expect(screen.getByLabelText(/^Address of the label/)).toBeTruthy();
  await choose('Trouble on the way');
  expect(screen.getByLabelText(/^What went wrong/)).toBeTruthy();
  expect(screen.queryByLabelText(/^Address of the label/)).toBeNull();
  await choose('Fee charged');
  expect(screen.getByLabelText<HTMLInputElement>(/^Amount in USD/).value).toBe('930');
  await choose('Received');
  expect(screen.queryByLabelText(/^Amount/)).toBeNull();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Record' }).disabled).toBe(true);
  await userEvent.click(screen.getByLabelText(/^Device/));
  expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent)).toEqual(['1AB-0001-00', '2CD-0002-00', 'Another serial']);
});

it('A fact goes out with its own details alone, and not from the future', async () => {
  const command = vi.fn(async () => row);
  const onClose = vi.fn();
  renderConsole(<FactDialog row={row} fact="fee_charged" serial="2CD-0002-00" onClose={onClose} />, { dataProvider: { command } as never });
  const when = screen.getByLabelText(/^When it happened/);
  await userEvent.clear(when);
  await userEvent.type(when, '2099-01-01T10:00');
  expect(screen.getByText('It lies in the future.')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Record' }).disabled).toBe(true);
  await userEvent.clear(when);
  await userEvent.type(when, '2026-05-23T10:00');
  await userEvent.click(screen.getByRole('button', { name: 'Record' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(command).toHaveBeenCalledWith('returns', 'r-1', 'record-fact', { fact: 'fee_charged', occurredAt: new Date('2026-05-23T10:00').toISOString(), source: 'desk', serial: '2CD-0002-00', amountMinor: 93_000 }, expect.anything());
});

it('Nothing is recorded before it was chosen, and then it is said what follows', async () => {
  renderConsole(<FactDialog row={row} onClose={() => undefined} />);
  const record = screen.getByRole<HTMLButtonElement>('button', { name: 'Record' });
  expect(screen.getByText('Choose what you know of.')).toBeTruthy();
  expect(record.disabled).toBe(true);
  expect(screen.queryByText('What will happen')).toBeNull();
  await userEvent.click(screen.getByLabelText(/^What happened/));
  await userEvent.click(await screen.findByRole('option', { name: 'Received' }));
  await userEvent.click(screen.getByLabelText(/^Device/));
  await userEvent.click(await screen.findByRole('option', { name: '2CD-0002-00' }));
  expect(screen.getByText('The return goes from “Label issued” to “Received”.')).toBeTruthy();
  expect(screen.getByText('It joins what is known of 2CD-0002-00.')).toBeTruthy();
  expect(record.disabled).toBe(false);
});

it('A fact that contradicts another says so before it is recorded', () => {
  expect(factEffects(row, fact('received', '2026-05-23T08:00:00.000Z', { serial: '9ZZ' })).contradicts).toEqual([{ code: 'wrong_serial', nextMover: 'warehouse', serial: '9ZZ', action: 'record_receipt' }]);
  const charged = { ...row, facts: [...row.facts, fact('fee_charged', '2026-05-10T08:00:00.000Z', { serial: '1AB-0001-00', amountMinor: 93_000 })] };
  expect(factEffects(charged, fact('fee_refunded', '2026-05-23T08:00:00.000Z', { serial: '1AB-0001-00', amountMinor: 93_000 })).settles.map(({ code }) => code)).toEqual(['fee_then_received']);
});

function Marked() {
  const list = useList<ReturnRow>({ data: [row, { ...row, id: 'r-2', accountName: 'Globex', upgradeReference: 'UP-2026-000002' }] });
  return <ListContextProvider value={{ ...list, selectedIds: ['r-1', 'r-2'] }}><RemindMany /></ListContextProvider>;
}

it('Reminding many says how many went, and names those that did not with the reason', async () => {
  const command = vi.fn(async () => ({ done: ['r-1'], refused: [{ id: 'r-2', because: 'They were reminded today already' }] }));
  renderConsole(<Marked />, { dataProvider: { command } as never });
  await userEvent.click(await screen.findByRole('button', { name: 'Remind' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remind' }));
  expect(await screen.findByText('1 reminder is written')).toBeTruthy();
  expect(screen.getByText('Globex, UP-2026-000002').closest('li')?.textContent).toContain('They were reminded today already');
  expect(command).toHaveBeenCalledWith('returns', null, 'remind-many', { ids: ['r-1', 'r-2'] }, expect.anything());
});

it('A contradiction says who moves next and opens what settles it', async () => {
  const onShow = vi.fn();
  renderConsole(<Contradiction row={row} mismatch={{ code: 'fee_then_received', serial: '1AB-0001-00', nextMover: 'account_manager', action: 'refund_fee' }} reminded={false} onShow={onShow} />);
  expect(screen.getByText('A fee was charged for 1AB-0001-00, and then it was received.')).toBeTruthy();
  expect(screen.getByText('Next: the account manager')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Refund the fee' }));
  expect(onShow).toHaveBeenCalledWith({ what: 'fact', fact: 'fee_refunded', serial: '1AB-0001-00' });
});

it('A bucket narrows a tab without taking its place, and is known again by its days', () => {
  const clock = { today: '2026-05-25', zone: 'UTC', minute: Date.parse('2026-05-25T10:00:00Z'), neverScannedDays: 7, quietDays: 10 };
  const tabs = returnTabs('u-1', clock);
  const [mine] = tabs;
  const filter = { ...mine?.filter, ...bucketFilter('8-14', clock.today) };
  expect(filter).toEqual({ owed: true, dueOn_lt: '2026-05-25', managerId: 'u-1', dueOn_gt: '2026-05-10', dueOn_lte: '2026-05-17' });
  expect(activeTab(tabs, filter)?.id).toBe('mine');
  expect(bucketOf(filter, clock.today)).toBe('8-14');
  expect(bucketOf(bucketFilter('31+', clock.today), clock.today)).toBe('31+');
  expect(bucketOf({}, clock.today)).toBeUndefined();
});

it('A tab whose day has passed is brought up to the day it is, and others are left alone', () => {
  const clock = { today: '2026-05-26', zone: 'UTC', minute: Date.parse('2026-05-26T10:00:00Z'), neverScannedDays: 7, quietDays: 10 };
  const tabs = returnTabs(null, clock);
  expect(upToNow({ owed: true, dueOn_lt: '2026-05-25', status: 'received' }, tabs)).toEqual({ owed: true, dueOn_lt: '2026-05-26', status: 'received' });
  expect(upToNow({ unscannedSince_lte: '2026-05-01T00:00:00.000Z' }, tabs)).toEqual({ unscannedSince_lte: '2026-05-19T10:00:00.000Z' });
  const kept = { isMismatched: true };
  expect(upToNow(kept, tabs)).toBe(kept);
});

it('The timeline stands in the order in which things happened, and says what became known late', () => {
  const late = fact('delivered', '2026-05-15T08:00:00.000Z', { recordedAt: '2026-05-17T08:00:00.000Z' });
  const acts = [{ id: 'act', act: 'reminded' as const, at: '2026-05-13T08:00:00.000Z', byId: 'u-1', byName: 'Ada', detail: {} }];
  const entries = timelineOf({ facts: [late, fact('authorised', '2026-05-01T08:00:00.000Z')], acts });
  expect(entries.map(({ kind, at }) => `${kind} ${at.slice(0, 10)}`)).toEqual(['fact 2026-05-01', 'act 2026-05-13', 'fact 2026-05-15']);
  expect(entries.map(({ knownAt }) => knownAt)).toEqual([null, null, '2026-05-17T08:00:00.000Z']);
});

it('Reminding names whom the mail goes to, and cannot be done where nobody has an address', async () => {
  const known = { ...row, acts: [], allowed: [], writesTo: { name: 'Priya Nair', email: 'priya@northwind.example' } };
  const getOne = vi.fn(async () => ({ data: known })) as never;
  const { unmount } = renderConsole(<RemindDialog row={row} onClose={() => undefined} />, { dataProvider: { getOne } });
  expect(await screen.findByText('A mail to Priya Nair, priya@northwind.example, says what is owed and until when.')).toBeTruthy();
  unmount();
  renderConsole(<RemindDialog row={row} onClose={() => undefined} />, { dataProvider: { getOne: vi.fn(async () => ({ data: { ...known, writesTo: null } })) as never } });
  expect(await screen.findByText(/there is nobody to write to/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Remind' }).disabled).toBe(true);
});

it('Waiving says that what was charged stays charged, and of what was not, that it is not charged', () => {
  const { unmount } = renderConsole(<WaiveDialog row={row} onClose={() => undefined} />);
  expect(screen.getByText('The $930 at stake is not charged.')).toBeTruthy();
  unmount();
  renderConsole(<WaiveDialog row={{ ...row, feeMinor: 93_000 }} onClose={() => undefined} />);
  expect(screen.queryByText(/at stake is not charged/)).toBeNull();
  expect(screen.getByText('The fee of $930 that was charged stays charged until somebody refunds it.')).toBeTruthy();
});

it('Nothing is at stake any more once every device is here, the fee is charged or the return has ended', () => {
  const here = row.devices.map((device) => ({ ...device, status: 'received' as const }));
  expect([row, { ...row, devices: here }, { ...row, feeMinor: 1 }, { ...row, status: 'waived' as const }, { ...row, complete: true }].map(mayStillBeCharged)).toEqual([true, false, false, false, false]);
});
