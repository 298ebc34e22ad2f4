import Box from '@mui/material/Box';
import { lazy, Suspense, useState } from 'react';
import { ListBase, useListContext, useTranslate } from 'react-admin';
import { MISMATCHES } from '../../../../server/domain/returns.ts';
import { Money } from '../../fields/Money.tsx';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { StatusChip } from '../../fields/StatusChip.tsx';
import { useChoices } from '../../fields/words.ts';
import { Page } from '../../layout/Page.tsx';
import { useMay, useSession } from '../../providers/session.ts';
import { FilterBar } from '../../table/FilterBar.tsx';
import type { FilterDef } from '../../table/filters.ts';
import { Pager } from '../../table/Pager.tsx';
import { Bones } from '../../theme/Bones.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { tone } from '../../theme/palette.ts';
import type { Overlay } from '../dialogs/overlay.ts';
import { EvidenceLadder, LadderKey } from '../EvidenceLadder.tsx';
import { returnPath, type ReturnRow } from '../records.ts';
import { dayOf, useReturnClock } from '../today.ts';
import { Contradiction } from './Contradiction.tsx';

const Overlays = lazy(() => import('../dialogs/Overlays.tsx'));
const MISMATCHED = { isMismatched: true };
const BY_DUE = { field: 'dueOn', order: 'ASC' } as const;

function One({ row, onShow }: { row: ReturnRow; onShow?: (overlay: Overlay) => void }) {
  const { today, zone } = useReturnClock();
  const reminded = row.remindedAt !== null && dayOf(row.remindedAt, zone) === today;
  return (
    <Box component="li" sx={{ padding: '12px 14px', '& + &': { borderTop: `1px solid ${tone.line}` }, display: 'grid', gap: '8px' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 14px' }}>
        <RecordLink to={returnPath(row)} strong>{row.accountName} · {row.upgradeReference}</RecordLink>
        <StatusChip of="return" value={row.status} />
        <EvidenceLadder row={row} />
        <Box component="span" sx={{ marginLeft: 'auto' }}><Money minor={row.atStakeMinor} currency={row.currency} whole /></Box>
      </Box>
      {row.mismatches.map((mismatch) => <Contradiction key={`${mismatch.code} ${mismatch.serial ?? ''}`} row={row} mismatch={mismatch} onShow={onShow} reminded={reminded} />)}
    </Box>
  );
}

function Rows() {
  const translate = useTranslate();
  const may = useMay();
  const { data, error, refetch, isPending, filterValues } = useListContext<ReturnRow>();
  const [shown, show] = useState<{ row: ReturnRow; overlay: Overlay } | null>(null);
  if (error && !data) return <Box sx={{ padding: 1.5 }}><ErrorNotice error={error} onRetry={() => void refetch()} /></Box>;
  if (isPending) return <Box role="status" aria-label={translate('shell.loading')} sx={{ padding: '14px' }}><Bones lines={12} /></Box>;
  const filtered = Object.keys(filterValues as object).length > 0;
  return (
    <>
      {data?.length === 0 && <EmptyState title={translate(filtered ? 'table.nothing_fits' : 'returns.queue.empty')}>{translate(filtered ? 'table.nothing_fits_hint' : 'returns.queue.empty_hint')}</EmptyState>}
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {data?.map((row) => <One key={row.id} row={row} onShow={may('returns:work') ? (overlay) => show({ row, overlay }) : undefined} />)}
      </Box>
      {shown && <Suspense><Overlays {...shown} onClose={() => show(null)} /></Suspense>}
    </>
  );
}

/** Every contradiction that is open, one by one, with who moves next and what settles it. */
export function ContradictionsPage() {
  const translate = useTranslate();
  const choices = useChoices();
  const session = useSession();
  const title = translate('returns.queue.title');
  const filters: FilterDef[] = [
    { kind: 'choice', source: 'mismatch_like', label: 'returns.column.contradiction', choices: choices('mismatch', MISMATCHES), single: true },
    { kind: 'reference', source: 'managerId', label: 'returns.column.manager', reference: 'users' },
    ...(session?.role === 'account_manager' ? [{ kind: 'toggle', source: 'managerId', label: 'accounts.mine', value: session.id } satisfies FilterDef] : []),
  ];
  return (
    <ListBase<ReturnRow> resource="returns" storeKey="returns.contradictions" filter={MISMATCHED} sort={BY_DUE} perPage={25} disableAuthentication exporter={false} queryOptions={{ placeholderData: (before) => before }}>
      <Page title={title} trail={[{ label: translate('returns.title'), to: '/returns' }]}>
        <Box component="section" aria-label={title} sx={{ bgcolor: tone.panel, border: `1px solid ${tone.line}`, borderRadius: '10px' }}>
          <FilterBar filters={filters} />
          <Rows />
        </Box>
        <Pager />
        <LadderKey />
      </Page>
    </ListBase>
  );
}
