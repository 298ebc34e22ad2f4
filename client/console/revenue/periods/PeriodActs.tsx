import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { nextMonth } from '../../../../server/domain/coding/months.ts';
import { isNote, NoteField } from '../../coding/NoteField.tsx';
import { formatMoney, formatMonth } from '../../fields/format.ts';
import { useReportingCurrency } from '../../fields/reportingCurrency.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { usePaletteActions } from '../../palette/actions.ts';
import { useCommand } from '../../providers/useCommand.ts';
import type { Period } from '../records.ts';

/** What the bridges say of a month's state is read anew with it. */
function usePeriodCommand({ id, version }: Period) {
  const { run } = useCommand<Period>('periods');
  const queryClient = useQueryClient();
  return async (verb: 'close' | 'reopen', body: { reason?: string } = {}) => {
    const result = await run({ id, verb, body: { ...body, version } }, { success: verb === 'close' ? 'revenue.close.done' : 'revenue.reopen.done', quiet: true });
    await queryClient.invalidateQueries({ queryKey: ['codings', 'revenue'] });
    return result;
  };
}

function CloseDialog({ period, closingMinor, onClose }: { period: Period; closingMinor: number | null; onClose: () => void }) {
  const translate = useTranslate();
  const currency = useReportingCurrency();
  const act = usePeriodCommand(period);
  const month = formatMonth(period.id);
  const effects = [
    ...(closingMinor === null ? [] : [translate('revenue.close.effect_frozen', { closing: formatMoney(closingMinor, currency) })]),
    translate('revenue.close.effect_later', { month, next: formatMonth(nextMonth(period.id)) }),
    translate('revenue.close.effect_reopen'),
  ];
  return <ActDialog title={translate('revenue.close.title', { month })} submitLabel={translate('revenue.close.action')} keepLabel={translate('forms.not_now')} act={() => act('close')} onClose={onClose} effects={effects} />;
}

function ReopenDialog({ period, onClose }: { period: Period; onClose: () => void }) {
  const translate = useTranslate();
  const act = usePeriodCommand(period);
  const [reason, setReason] = useState('');
  const month = formatMonth(period.id);
  return (
    <ActDialog
      title={translate('revenue.reopen.title', { month })} submitLabel={translate('revenue.reopen.action')} danger act={() => act('reopen', { reason: reason.trim() })} onClose={onClose} fields={['reason']} disabled={!isNote(reason)}
      effects={[translate('revenue.reopen.effect_frozen'), translate('revenue.reopen.effect_posts', { month }), translate('revenue.reopen.effect_audit')]}
    >
      {(errors) => <NoteField label={translate('revenue.reopen.reason')} hint={translate('revenue.reopen.reason_hint')} value={reason} onChange={setReason} error={errors['reason']} autoFocus />}
    </ActDialog>
  );
}

/** Closing and reopening. Only the last closed month can be reopened. */
export function PeriodActs({ period, closingMinor }: { period: Period; closingMinor: number | null }) {
  const translate = useTranslate();
  const [open, setOpen] = useState<'close' | 'reopen' | null>(null);
  const can = (verb: 'close' | 'reopen') => period.allowed.includes(verb);
  const done = () => setOpen(null);
  usePaletteActions([
    { id: 'close-period', label: translate('revenue.close.action'), run: () => setOpen('close'), when: can('close') },
    { id: 'reopen-period', label: translate('revenue.reopen.action'), run: () => setOpen('reopen'), when: can('reopen') },
  ]);
  return (
    <>
      {period.state === 'open'
        ? <Button variant="contained" color="primary" disabled={!can('close')} title={can('close') ? undefined : translate('revenue.close.not_yet')} onClick={() => setOpen('close')}>{translate('revenue.close.action')}</Button>
        : <Button disabled={!can('reopen')} title={can('reopen') ? undefined : translate('revenue.reopen.not_last')} onClick={() => setOpen('reopen')}>{translate('revenue.reopen.action')}</Button>}
      {open === 'close' && <CloseDialog period={period} closingMinor={closingMinor} onClose={done} />}
      {open === 'reopen' && <ReopenDialog period={period} onClose={done} />}
    </>
  );
}
