import ChevronLeftIcon from '@mui/icons-material/ChevronLeft';
import ChevronRightIcon from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import NativeSelect from '@mui/material/NativeSelect';
import { useListContext, useTranslate } from 'react-admin';
import { formatNumber } from '../fields/format.ts';
import { COUNTED_TO } from '../providers/dataProvider.ts';
import { tone } from '../theme/palette.ts';

const SIZES = [25, 50, 100, 250];

/** "10,000+" where the server stopped counting. */
export const totalText = (total: number) => (total > COUNTED_TO ? `${formatNumber(COUNTED_TO)}+` : formatNumber(total));

/** Where one is, how many there are, and the way on: one thin line. */
export function Pager() {
  const translate = useTranslate();
  const { page, perPage, setPage, setPerPage, total, data, isPending } = useListContext();
  if (isPending || total === undefined || total === 0) return <Box sx={{ minHeight: 34 }} />;
  const from = (page - 1) * perPage + 1;
  const to = from + (data?.length ?? 0) - 1;
  const more = to < total;
  return (
    <Box role="group" aria-label={translate('table.pages')} sx={{ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', flexWrap: 'wrap', gap: 1, color: tone.mute, fontSize: 12, paddingTop: '6px', minHeight: 34 }}>
      <NativeSelect
        variant="standard" disableUnderline value={perPage} onChange={(event) => setPerPage(Number(event.target.value))} slotProps={{ input: { 'aria-label': translate('table.per_page') } }}
        sx={{ fontSize: 12, color: tone.mute, '& select': { padding: '4px 22px 4px 6px', borderRadius: '6px' } }}
      >
        {(SIZES.includes(perPage) ? SIZES : [perPage, ...SIZES]).map((size) => <option key={size} value={size}>{translate('table.rows', { size })}</option>)}
      </NativeSelect>
      <span role="status">{translate('table.range', { from: formatNumber(from), to: formatNumber(to), total: totalText(total) })}</span>
      <Box sx={{ display: 'flex' }}>
        <IconButton aria-label={translate('table.previous')} disabled={page <= 1} onClick={() => setPage(page - 1)}><ChevronLeftIcon /></IconButton>
        <IconButton aria-label={translate('table.next')} disabled={!more} onClick={() => setPage(page + 1)}><ChevronRightIcon /></IconButton>
      </Box>
    </Box>
  );
}
