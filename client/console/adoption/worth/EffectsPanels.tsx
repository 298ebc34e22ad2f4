import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import { useNotify, useTranslate, type RaRecord } from 'react-admin';
import { formatMonth, formatNumber, formatShare } from '../../fields/format.ts';
import { Money, SignedMoney } from '../../fields/Money.tsx';
import { Nothing } from '../../fields/Nothing.tsx';
import { useWord } from '../../fields/words.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { useMay } from '../../providers/session.ts';
import { useCommand } from '../../providers/useCommand.ts';
import { MonthField } from '../../revenue/MonthField.tsx';
import type { DataColumn } from '../../table/columns.ts';
import { LocalTable } from '../../table/LocalTable.tsx';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { Counted } from '../Counted.tsx';
import { points } from '../points.ts';
import type { CustomerFigures, Effects, Figure, MotionFigures } from '../records.ts';

type MonthRow = RaRecord<string> & Effects['months'][number];
type MotionRow = RaRecord<string> & MotionFigures;
type CustomerRow = RaRecord<string> & CustomerFigures;

function FreezeDialog({ month: last, onClose }: { month: string; onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const { run } = useCommand('adoption');
  const [month, setMonth] = useState(last);
  const freeze = async () => {
    const result = await run({ id: null, verb: 'freeze-baseline', body: { month } }, { quiet: true });
    if (!result.ok) return result;
    notify('adoption.worth.frozen', { type: 'success' });
    return result;
  };
  return (
    <ActDialog title={translate('adoption.worth.freeze')} submitLabel={translate('adoption.worth.freeze')} act={freeze} onClose={onClose} fields={[]} effects={[translate('adoption.worth.freeze_hint')]}>
      {() => <Box sx={{ paddingTop: 1 }}><MonthField label={translate('adoption.worth.month')} value={month} onChange={setMonth} /></Box>}
    </ActDialog>
  );
}

/** Renewals that moved to the portal, beside the frozen baseline, and the hours that it freed. `cut`: months are of a part, and the baseline of all, so that they are not compared. */
export function MigrationPanel({ effects, cut }: { effects: Effects; cut: boolean }) {
  const translate = useTranslate();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const { baseline, months, hoursFreed, secondsEach } = effects;
  const whole = months.filter(({ rate }) => rate !== null);
  const last = whole.at(-1);
  const since = !cut && baseline?.share.rate !== null && baseline !== null && last?.rate !== null && last !== undefined ? (last.rate ?? 0) - (baseline.share.rate ?? 0) : null;
  return (
    <>
      <Panel title={translate('adoption.worth.migration')} actions={may('adoption:edit') && <Button className="not-printed" onClick={() => setOpen(true)}>{translate('adoption.worth.freeze')}</Button>}>
        <KeyValues
          items={[
            baseline
              ? { label: translate('adoption.worth.baseline', { month: formatMonth(baseline.month) }), value: baseline.share.rate === null ? <Nothing /> : translate('adoption.worth.of', { rate: formatShare(baseline.share.rate), numerator: formatNumber(baseline.share.numerator), denominator: formatNumber(baseline.share.denominator) }), hint: translate('adoption.worth.frozen_by', { name: baseline.frozenByName }) }
              : { label: translate('adoption.worth.no_baseline'), value: <Nothing /> },
            last !== undefined && { label: formatMonth(last.month), value: <b>{formatShare(last.rate ?? 0)}</b>, hint: since === null ? undefined : translate('adoption.worth.points_since', { points: points(since) }) },
            { label: translate('adoption.worth.hours'), value: hoursFreed === null ? translate(cut ? 'adoption.worth.hours_cut' : 'adoption.worth.hours_none') : <b>{formatNumber(Math.abs(Math.round(hoursFreed)))}{hoursFreed < 0 && ` ${translate('adoption.worth.hours_less')}`}</b>, hint: secondsEach === null ? undefined : translate('adoption.worth.hours_hint', { minutes: Math.round(secondsEach / 60) }) },
          ]}
        />
      </Panel>
      {open && <FreezeDialog month={months.at(-2)?.month ?? effects.window.to.slice(0, 7)} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Renewals of each month, and how many of them went through the portal. */
export function RenewalsTable({ months }: { months: Effects['months'] }) {
  const translate = useTranslate();
  const columns = useMemo<DataColumn<MonthRow>[]>(() => [
    { id: 'id', label: 'adoption.worth.month', main: true, width: 130, render: ({ month }) => formatMonth(month) },
    { id: 'denominator', label: 'adoption.worth.renewals', align: 'right', width: 90, render: ({ denominator, rows }) => <Counted count={denominator} rows={rows.denominator} /> },
    { id: 'numerator', label: 'adoption.worth.online_renewals', align: 'right', width: 90, render: ({ numerator, rows }) => <Counted count={numerator} rows={rows.numerator} /> },
    { id: 'rate', label: 'adoption.worth.share', align: 'right', width: 80, render: ({ rate }) => (rate === null ? <Nothing /> : <b>{formatShare(rate)}</b>) },
    { id: 'low', label: 'adoption.interval', align: 'right', width: 130, sortable: false, render: ({ low, high }) => (low === null || high === null ? <Nothing /> : `${formatShare(low)} – ${formatShare(high)}`) },
  ], []);
  return <LocalTable<MonthRow> title={translate('adoption.worth.by_month')} rows={months.map((month) => ({ ...month, id: month.month }))} sort={{ field: 'id', order: 'DESC' }} columns={columns} settingsKey="adoption-renewals" empty={null} />;
}

/** What orders of each motion bring, and what the accounts behind them are worth. */
export function MotionsTable({ motions }: { motions: readonly MotionFigures[] }) {
  const translate = useTranslate();
  const word = useWord();
  const columns = useMemo<DataColumn<MotionRow>[]>(() => [
    { id: 'id', label: 'adoption.worth.motion', main: true, width: 130, render: ({ motion }) => word('motion', motion) },
    { id: 'journeys', label: 'adoption.worth.journeys', align: 'right', width: 80, render: ({ journeys, rows }) => <Counted count={journeys} rows={rows} /> },
    { id: 'accounts', label: 'adoption.worth.accounts', align: 'right', width: 100, render: ({ accounts }) => formatNumber(accounts) },
    { id: 'deltaMinor', label: 'adoption.worth.delta', align: 'right', width: 110, render: ({ deltaMinor }) => <SignedMoney minor={deltaMinor} whole /> },
    { id: 'valuePerAccountMinor', label: 'adoption.worth.per_account', align: 'right', width: 150, render: ({ valuePerAccountMinor }) => <SignedMoney minor={valuePerAccountMinor} whole /> },
    { id: 'arrPerAccountMinor', label: 'adoption.worth.arr', align: 'right', width: 130, render: ({ arrPerAccountMinor }) => <Money minor={arrPerAccountMinor} whole /> },
  ], [word]);
  return <LocalTable<MotionRow> title={translate('adoption.worth.motions')} rows={motions.map((one) => ({ ...one, id: one.motion }))} sort={{ field: 'journeys', order: 'DESC' }} columns={columns} settingsKey="adoption-motions" empty={null} />;
}

/** How far new customers take to the portal, beside those who were there before. */
export function CustomersTable({ customers }: { customers: readonly CustomerFigures[] }) {
  const translate = useTranslate();
  const columns = useMemo<DataColumn<CustomerRow>[]>(() => {
    const rate = ({ rate: share, low, high }: Figure) => (share === null || low === null || high === null ? <Nothing /> : <><b>{formatShare(share)}</b> <Box component="span" sx={{ color: tone.mute }}>{formatShare(low)} – {formatShare(high)}</Box></>);
    return [
      { id: 'id', label: 'adoption.worth.customers_who', main: true, width: 150, sortable: false, render: ({ newCustomer }) => translate(newCustomer ? 'adoption.worth.customers_new' : 'adoption.worth.customers_known') },
      { id: 'placed', label: 'adoption.worth.journeys', align: 'right', width: 80, sortable: false, render: ({ take_up: { denominator, rows } }) => <Counted count={denominator} rows={rows.denominator} /> },
      { id: 'take_up', label: 'adoption.definition.take_up', align: 'right', width: 170, sortable: false, render: ({ take_up: figure }) => rate(figure) },
      { id: 'completed', label: 'adoption.worth.customers_completed', align: 'right', width: 90, sortable: false, render: ({ strict: { denominator, rows } }) => <Counted count={denominator} rows={rows.denominator} /> },
      { id: 'strict', label: 'adoption.definition.strict', align: 'right', width: 170, sortable: false, render: ({ strict }) => rate(strict) },
    ];
  }, [translate]);
  return <LocalTable<CustomerRow> title={translate('adoption.worth.customers')} rows={customers.map((one) => ({ ...one, id: String(one.newCustomer) }))} sort={{ field: 'id', order: 'DESC' }} columns={columns} settingsKey="adoption-customers" empty={null} />;
}
