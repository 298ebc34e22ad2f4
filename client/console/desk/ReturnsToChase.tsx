import Box from '@mui/material/Box';
import { useGetList, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { formatMoney } from '../fields/format.ts';
import { Money } from '../fields/Money.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { returnPath, type ReturnRow } from '../returns/records.ts';
import { serialsText } from '../returns/serials.ts';
import { overdueFilter, returnsWith } from '../returns/tabs.ts';
import { useReturnClock } from '../returns/today.ts';
import { totalText } from '../table/Pager.tsx';
import { Bones } from '../theme/Bones.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';

const SHOWN = 5;
/** As many as one person's overdue returns are; past it the sum is left out rather than wrong. */
const SUMMED = 100;

/** What hangs on them, in each currency by itself. */
export function stakeText(rows: readonly Pick<ReturnRow, 'atStakeMinor' | 'currency'>[]): string {
  const sums = new Map<string, number>();
  for (const { atStakeMinor, currency } of rows) sums.set(currency, (sums.get(currency) ?? 0) + atStakeMinor);
  return [...sums].map(([currency, minor]) => formatMoney(minor, currency)).join(' + ');
}

function Item({ row }: { row: ReturnRow }) {
  const translate = useTranslate();
  return (
    <Box component={Link} to={returnPath(row)} sx={{ display: 'grid', gap: '2px', padding: '8px 14px', borderTop: `1px solid ${tone.line}`, color: tone.ink, textDecoration: 'none', outlineOffset: '-2px', '&:hover': { bgcolor: tone.soft } }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '0 12px' }}><b>{row.accountName}</b><Box component="span" sx={{ color: tone.bad, fontWeight: 600 }}>{translate('returns.days_overdue', { smart_count: row.daysOverdue })}</Box></Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', alignItems: 'center', gap: '2px 12px', color: tone.mute, fontSize: 11.5 }}><span>{serialsText(row.devices.map(({ serial }) => serial))} · <Money minor={row.atStakeMinor} currency={row.currency} /></span><StatusChip of="return" value={row.status} /></Box>
    </Box>
  );
}

/** An account manager's own overdue returns, the worst first. */
export function ReturnsToChase({ me }: { me: string }) {
  const translate = useTranslate();
  const { today } = useReturnClock();
  const filter = overdueFilter(today, me);
  const { data, total, error, refetch, isPending } = useGetList<ReturnRow>('returns', { filter, sort: { field: 'dueOn', order: 'ASC' }, pagination: { page: 1, perPage: SUMMED } });
  const whole = data !== undefined && data.length > 0 && data.length === total;
  return (
    <Panel flush title={<>{translate('returns.desk.title')}{total ? ` · ${totalText(total)}` : ''}{whole && <Box component="span" sx={{ fontWeight: 400 }}> · {translate('returns.desk.stake', { amount: stakeText(data) })}</Box>}</>} actions={data && data.length > 0 && <Link to={returnsWith(filter)}>{translate('returns.desk.open')}</Link>}>
      {error && !data && <Box sx={{ padding: '0 14px 14px' }}><ErrorNotice error={error} onRetry={() => void refetch()} compact /></Box>}
      {isPending && <Box sx={{ padding: '0 14px 14px' }}><Bones lines={4} /></Box>}
      {data?.length === 0 && <Box sx={{ color: tone.mute, padding: '0 14px 14px' }}>{translate('returns.desk.none')}</Box>}
      {data?.slice(0, SHOWN).map((row) => <Item key={row.id} row={row} />)}
    </Panel>
  );
}
