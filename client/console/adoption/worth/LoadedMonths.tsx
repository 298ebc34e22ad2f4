import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useQueryClient } from '@tanstack/react-query';
import { useDataProvider, useGetList, useNotify, useTranslate, type RaRecord } from 'react-admin';
import { formatMonth, formatNumber } from '../../fields/format.ts';
import { invalidate } from '../../providers/invalidate.ts';
import { explain } from '../../providers/problem.ts';
import { tone } from '../../theme/palette.ts';

type Month = RaRecord<string> & { visits: number; contacts: number; contactOrders: number; loadedByName: string; version: number };

const ALL = { pagination: { page: 1, perPage: 120 }, sort: { field: 'id', order: 'DESC' as const } };

/** The months of traffic that are there, latest first; one that was loaded by mistake can be forgotten. */
export function LoadedMonths() {
  const translate = useTranslate();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const dataProvider = useDataProvider();
  const { data: months = [] } = useGetList<Month>('adoption-traffic', ALL);
  const forget = async (month: Month, button: HTMLElement) => {
    // The button goes with its month: who pressed it stays in the dialog, where Escape is heard.
    button.closest<HTMLElement>('[role=dialog]')?.focus();
    try {
      await dataProvider.delete('adoption-traffic', { id: month.id, previousData: month });
      await invalidate(queryClient, 'adoption-traffic');
    } catch (refusal) {
      const { title, detail } = explain(refusal, translate);
      notify(detail ?? title, { type: 'error' });
    }
  };
  if (months.length === 0) return null;
  return (
    <Box tabIndex={0} role="group" aria-label={translate('adoption.worth.months_there')} sx={{ maxHeight: 190, overflow: 'auto' }}>
      <Box component="table" sx={{ borderCollapse: 'collapse', width: '100%', '& :is(th, td)': { textAlign: 'right', padding: '2px 8px' }, '& th': { fontSize: 11.5, fontWeight: 600, color: tone.mute }, '& :is(th, td):first-of-type': { textAlign: 'left' } }}>
        <thead><tr><th>{translate('adoption.worth.months_there')}</th><th>visits</th><th>contacts</th><th>contactOrders</th><th aria-label={translate('forms.delete')} /></tr></thead>
        <tbody>
          {months.map((month) => (
            <tr key={month.id}>
              <td title={month.loadedByName}>{formatMonth(month.id)}</td><td>{formatNumber(month.visits)}</td><td>{formatNumber(month.contacts)}</td><td>{formatNumber(month.contactOrders)}</td>
              <td><IconButton size="small" aria-label={translate('adoption.worth.forget', { month: formatMonth(month.id) })} onClick={(event) => void forget(month, event.currentTarget)}><CloseIcon sx={{ fontSize: 15 }} /></IconButton></td>
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
