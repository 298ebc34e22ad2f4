import Box from '@mui/material/Box';
import { useGetList, useTranslate } from 'react-admin';
import { RecordLink } from '../fields/RecordLink.tsx';
import { tone } from '../theme/palette.ts';
import { returnPath, type ReturnRow } from './records.ts';
import { serialsText } from './serials.ts';
import { DueDay } from './Standing.tsx';
import { returnsWith } from './tabs.ts';

const SHOWN = 4;

/** The open returns of an account in a few lines, the one that has been due the longest first. */
export function OpenReturns({ accountId }: { accountId: string }) {
  const translate = useTranslate();
  const filter = { accountId, complete: false };
  const { data = [], total = 0 } = useGetList<ReturnRow>('returns', { filter, sort: { field: 'dueOn', order: 'ASC' }, pagination: { page: 1, perPage: SHOWN } });
  if (data.length === 0) return null;
  return (
    <Box component="section" aria-label={translate('facts.returns')} sx={{ borderTop: `1px solid ${tone.line}`, marginTop: '9px', paddingTop: '9px' }}>
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '4px' }}>
        {data.map((row) => (
          <Box component="li" key={row.id} sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '0 10px' }}>
            <RecordLink to={returnPath(row)}>{serialsText(row.devices.map(({ serial }) => serial))}</RecordLink>
            <DueDay row={row} />
          </Box>
        ))}
      </Box>
      {total > data.length && <Box sx={{ marginTop: '6px', fontSize: 11.5 }}><RecordLink to={returnsWith(filter)}>{translate('facts.more', { smart_count: total - data.length })}</RecordLink></Box>}
    </Box>
  );
}
