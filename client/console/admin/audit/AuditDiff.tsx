import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { When } from '../../fields/Times.tsx';
import { inWords } from '../../forms/ConflictNotice.tsx';
import type { AuditEvent } from '../../records.ts';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { tone } from '../../theme/palette.ts';

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** The fields that differ, before and after. Of a record made or removed: all that it held. */
export function differences({ before, after }: Pick<AuditEvent, 'before' | 'after'>): { field: string; before: unknown; after: unknown }[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields.filter((field) => !same(before?.[field], after?.[field])).map((field) => ({ field, before: before?.[field], after: after?.[field] }));
}

export function AuditDiff({ event }: { event: AuditEvent }) {
  const translate = useTranslate();
  const rows = differences(event);
  return (
    <>
      <KeyValues
        items={[
          { label: translate('admin.audit.at'), value: <When at={event.at} as="exact" /> },
          { label: translate('admin.audit.actor'), value: event.actorName },
          { label: translate('admin.audit.code'), value: event.action },
          { label: translate('admin.audit.record'), value: `${event.resource} / ${event.recordId}` },
          { label: translate('admin.audit.request'), value: event.requestId },
        ]}
      />
      {rows.length === 0
        ? <Box sx={{ color: tone.mute, marginTop: 2 }}>{translate('admin.audit.no_diff')}</Box>
        : (
          <Box sx={{ overflowX: 'auto', marginTop: 2 }}>
            <Box component="table" sx={{ borderCollapse: 'collapse', width: '100%', '& th, & td': { textAlign: 'left', verticalAlign: 'top', padding: '5px 12px 5px 0', borderBottom: `1px solid ${tone.line}`, overflowWrap: 'anywhere' }, '& thead th': { fontSize: 11.5, color: tone.mute } }}>
              <thead><tr><th scope="col">{translate('admin.audit.field')}</th><th scope="col">{translate('admin.audit.before')}</th><th scope="col">{translate('admin.audit.after')}</th></tr></thead>
              <tbody>
                {rows.map(({ field, before, after }) => (
                  <tr key={field}>
                    <Box component="th" scope="row" sx={{ fontWeight: 500, whiteSpace: 'nowrap' }}>{field}</Box>
                    <Box component="td" sx={{ color: tone.bad }}>{inWords(before)}</Box>
                    <Box component="td" sx={{ color: tone.good }}>{inWords(after)}</Box>
                  </tr>
                ))}
              </tbody>
            </Box>
          </Box>
        )}
    </>
  );
}
