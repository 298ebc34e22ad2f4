import Box from '@mui/material/Box';
import { useGetList, useListContext, useTranslate } from 'react-admin';
import type { FilterValues } from '../table/filters.ts';
import { totalText } from '../table/Pager.tsx';
import { tone } from '../theme/palette.ts';
import { AGEING_BUCKETS, bucketFilter, bucketOf, withoutBucket, type AgeingBucket } from './ageing.ts';
import { overdueFilter } from './tabs.ts';
import { useReturnClock } from './today.ts';

function Bucket({ bucket, manager, first }: { bucket: AgeingBucket; manager: unknown; first: boolean }) {
  const { filterValues, setFilters, setSort, isPending } = useListContext();
  const { today } = useReturnClock();
  const filter = { ...overdueFilter(today), ...(manager ? { managerId: manager } : {}), ...bucketFilter(bucket, today) };
  const { total } = useGetList('returns', { filter, pagination: { page: 1, perPage: 1 }, sort: { field: 'dueOn', order: 'ASC' } }, { enabled: !isPending, staleTime: 20_000, placeholderData: (before) => before });
  const values = filterValues as FilterValues;
  const on = bucketOf(values, today) === bucket;
  const choose = () => {
    const kept = Object.fromEntries(['status', 'disposition', 'serial_like', 'mismatch_like'].filter((key) => key in values).map((key) => [key, values[key]]));
    setFilters(on ? withoutBucket(values) : { ...filter, ...kept }, undefined, false);
    setSort({ field: 'dueOn', order: 'ASC' });
  };
  return (
    <Box
      component="button" type="button" aria-pressed={on} onClick={choose}
      sx={{
        all: 'unset', boxSizing: 'border-box', cursor: 'pointer', display: 'flex', alignItems: 'baseline', gap: '7px', padding: '6px 14px', flex: 'none', whiteSpace: 'nowrap', borderLeft: first ? 0 : `1px solid ${tone.line}`, '&:hover': { bgcolor: tone.soft },
        '&:focus-visible': { outline: `2px solid ${tone.accent}`, outlineOffset: '-2px', borderRadius: '8px' }, ...(on && { bgcolor: tone.accentSoft, color: tone.accent, fontWeight: 600 }),
      }}
    >
      <Box component="span" sx={on ? undefined : { color: tone.mute }}>{bucket.replace('-', '–')}</Box>
      <Box component="b" sx={{ minWidth: '2ch', textAlign: 'right' }}>{total === undefined ? '…' : totalText(total)}</Box>
    </Box>
  );
}

/** How long what is overdue has been so; each figure opens its rows. Of one manager's accounts, where the list is of those. */
export function Ageing() {
  const translate = useTranslate();
  const { filterValues } = useListContext();
  const manager = (filterValues as FilterValues)['managerId'];
  return (
    <Box role="group" aria-label={translate('returns.ageing.title')} sx={{ display: 'flex', alignItems: 'center', width: 'fit-content', maxWidth: '100%', overflowX: 'auto', scrollbarWidth: 'none', bgcolor: tone.panel, border: `1px solid ${tone.line}`, borderRadius: '10px', marginBottom: '10px' }}>
      <Box component="span" sx={{ padding: '6px 4px 6px 14px', color: tone.mute, fontSize: 11.5, fontWeight: 600, flex: 'none' }}>{translate('returns.ageing.title')}</Box>
      {AGEING_BUCKETS.map((bucket, index) => <Bucket key={bucket} bucket={bucket} manager={manager} first={index === 0} />)}
    </Box>
  );
}
