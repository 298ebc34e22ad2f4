import { useGetList, useGetOne, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { formatMonth, formatNumber } from '../fields/format.ts';
import { Chip } from '../theme/Chip.tsx';
import { KeyValues } from '../theme/KeyValues.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { periodPath } from './links.ts';
import { useDifferences } from './queries.ts';
import type { Period, PeriodRow } from './records.ts';

const ONE = { page: 1, perPage: 1 };

/** How the books stand: whether they balance, up to when they are closed, and what keeps the next month open. */
export function BooksPanel() {
  const translate = useTranslate();
  const differences = useDifferences();
  const { data: closed } = useGetList<PeriodRow>('periods', { filter: { state: 'closed' }, sort: { field: 'id', order: 'DESC' }, pagination: ONE });
  const { data: open } = useGetList<PeriodRow>('periods', { filter: { state: 'open', ...(closed?.[0] && { id_gt: closed[0].id }) }, sort: { field: 'id', order: 'ASC' }, pagination: ONE }, { enabled: closed !== undefined });
  const next = open?.[0];
  const { data: whole } = useGetOne<Period>('periods', { id: next?.id ?? '' }, { enabled: next !== undefined });
  const missing = whole?.checks.filter(({ holds }) => !holds) ?? [];
  const off = differences.data?.rows.length ?? 0;
  return (
    <Panel title={translate('revenue.books.title')} actions={<Link to="/revenue">{translate('revenue.books.open')}</Link>} sx={off > 0 ? { borderColor: tone.bad } : undefined}>
      <KeyValues
        items={[
          { label: translate('revenue.books.balance'), value: differences.data && (off === 0 ? <Chip tone="good" mark="✓">{translate('revenue.books.balanced')}</Chip> : <Link to="/revenue/differences"><Chip tone="bad" mark="▲">{translate('revenue.books.off', { smart_count: off, count: formatNumber(off) })}</Chip></Link>) },
          { label: translate('revenue.books.closed'), value: closed && (closed[0] ? <Link to={periodPath(closed[0])}>{formatMonth(closed[0].id)}</Link> : translate('revenue.books.never')) },
          next !== undefined && { label: translate('revenue.books.next'), value: <Link to={periodPath(next)}>{formatMonth(next.id)}</Link>, hint: whole && (missing.length === 0 ? translate('revenue.books.ready') : missing.map(({ because }) => `${because}.`).join(' ')) },
        ]}
      />
    </Panel>
  );
}
