import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import NativeSelect from '@mui/material/NativeSelect';
import { useListContext, useTranslate } from 'react-admin';
import { tone } from '../theme/palette.ts';
import type { DataColumn } from './columns.ts';

/** The order of a list whose column heads are not shown: on a telephone. */
export function SortPicker({ columns }: { columns: readonly DataColumn[] }) {
  const translate = useTranslate();
  const { sort, setSort } = useListContext();
  const sortable = columns.filter((column) => column.sortable !== false);
  if (sortable.length === 0) return null;
  const descending = sort.order === 'DESC';
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: 0.5, padding: '3px 8px 3px 12px', borderBottom: `1px solid ${tone.line}`, color: tone.mute, fontSize: 12 }}>
      <NativeSelect
        variant="standard" disableUnderline value={sortable.some(({ id }) => id === sort.field) ? sort.field : ''} onChange={(event) => setSort({ field: event.target.value, order: sort.order })}
        slotProps={{ input: { 'aria-label': translate('table.sort_by') } }} sx={{ fontSize: 12, color: tone.mute }}
      >
        {!sortable.some(({ id }) => id === sort.field) && <option value="">{translate('table.sort_by')}</option>}
        {sortable.map(({ id, label }) => <option key={id} value={id}>{translate(label, { _: label })}</option>)}
      </NativeSelect>
      <IconButton aria-label={translate(descending ? 'table.ascending' : 'table.descending')} onClick={() => setSort({ field: sort.field, order: descending ? 'ASC' : 'DESC' })}>
        {descending ? <ArrowDownwardIcon sx={{ fontSize: 15 }} /> : <ArrowUpwardIcon sx={{ fontSize: 15 }} />}
      </IconButton>
    </Box>
  );
}
