import Box from '@mui/material/Box';
import { useGetList, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { formatBasisPoints, formatNumber } from '../fields/format.ts';
import { Money } from '../fields/Money.tsx';
import { When } from '../fields/Times.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import type { UpgradeRow } from '../upgrades/records.ts';

/** Prices that wait for an admin. `deciding`: the viewer is who they wait for. */
export function ExceptionsWaiting({ deciding = false }: { deciding?: boolean }) {
  const translate = useTranslate();
  const { data, total, error, refetch } = useGetList<UpgradeRow>('upgrades', { filter: { exceptionStatus: 'waiting', status: 'draft' }, sort: { field: 'startedAt', order: 'DESC' }, pagination: { page: 1, perPage: 10 } });
  return (
    <Panel flush title={<>{translate(deciding ? 'desk.exceptions_deciding' : 'desk.exceptions')}{total ? ` · ${formatNumber(total)}` : ''}</>}>
      {error && !data && <Box sx={{ padding: '0 14px 14px' }}><ErrorNotice error={error} onRetry={() => void refetch()} compact /></Box>}
      {data?.length === 0 && (deciding ? <EmptyState title={translate('desk.no_exceptions')}>{translate('desk.no_exceptions_hint')}</EmptyState> : <Box sx={{ color: tone.mute, padding: '0 14px 14px' }}>{translate('desk.no_exceptions')}</Box>)}
      {data?.map((row) => (
        <Box key={row.id} component={Link} to={`/upgrades/${row.id}`} sx={{ display: 'block', padding: '8px 14px', borderTop: `1px solid ${tone.line}`, color: tone.ink, textDecoration: 'none', outlineOffset: '-2px', '&:hover': { bgcolor: tone.soft } }}>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}><b>{row.accountName}</b><span>{row.exception && <b>−{formatBasisPoints(row.exception.discountBasisPoints)}</b>} · <Money minor={row.afterArrMinor} /></span></Box>
          <Box sx={{ color: tone.mute, fontSize: 11.5, overflowWrap: 'anywhere' }}>{row.reference}{row.exception && <> · {row.exception.byName}, <When at={row.exception.at} /> · “{row.exception.reason}”</>}</Box>
        </Box>
      ))}
    </Panel>
  );
}
