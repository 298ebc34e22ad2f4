import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import { useGetList, useTranslate } from 'react-admin';
import { IMPORT_FIELDS, type ImportField } from '../../../server/domain/imports/fields.ts';
import type { Mapping } from '../../../server/domain/imports/mapping.ts';
import { Nothing } from '../fields/Nothing.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import type { ImportBatch, ImportRow } from './records.ts';

type MappingProps = { batch: ImportBatch; mapping: Mapping; errors: Readonly<Record<string, string>>; onChange: (mapping: Mapping) => void };

const SAMPLES = 5;

const percent = (share: number) => `${share > 0 && share < 0.005 ? '<1' : Math.round(share * 100)}%`;

function Filled({ share }: { share: number | undefined }) {
  const translate = useTranslate();
  if (share === undefined) return <Nothing />;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }} title={translate('imports.filled_share', { share: percent(share) })}>
      <Box aria-hidden="true" sx={{ width: 64, height: 6, borderRadius: 3, bgcolor: tone.soft, border: `1px solid ${tone.line}`, overflow: 'hidden' }}>
        <Box sx={{ height: '100%', width: `${share * 100}%`, bgcolor: share === 1 ? tone.good : share < 0.5 ? tone.warn : tone.accent }} />
      </Box>
      <span>{percent(share)}</span>
    </Box>
  );
}

/** Which column each field is read from: the guess, how much of it is filled, and what stands in it. */
export function MappingPanel({ batch, mapping, errors, onChange }: MappingProps) {
  const translate = useTranslate();
  const { data: rows = [] } = useGetList<ImportRow>(`imports/${batch.id}/rows`, { pagination: { page: 1, perPage: SAMPLES }, sort: { field: 'line', order: 'ASC' } });
  const samplesOf = (column: string) => [...new Set(rows.map((row) => row.cells[batch.columns.indexOf(column)] ?? '').filter(Boolean))].slice(0, 3).join(' · ');
  const choose = (field: string, column: string) => {
    const { [field]: _before, ...others } = mapping;
    onChange(column === '' ? others : { ...others, [field]: column });
  };
  const read = new Set(Object.values(mapping));
  const unread = batch.columns.filter((column) => !read.has(column));

  const line = (field: ImportField) => {
    const column = mapping[field.name];
    const needed = field.required === true || field.oneOf !== undefined;
    return (
      <tr key={field.name}>
        <th scope="row">
          {field.label}{needed && <Box component="span" sx={{ color: tone.bad }} title={translate('imports.needed')}> *</Box>}
          {field.hint && <Box component="span" sx={{ display: 'block', fontWeight: 400, fontSize: 11.5, color: tone.mute }}>{field.hint}</Box>}
        </th>
        <td>
          <NativeSelect
            fullWidth value={column ?? ''} onChange={(event) => choose(field.name, event.target.value)} error={errors[field.name] !== undefined}
            slotProps={{ input: { 'aria-label': field.label, 'aria-invalid': errors[field.name] !== undefined, 'aria-describedby': errors[field.name] ? `fault-${field.name}` : undefined } }} sx={{ minWidth: 160 }}
          >
            <option value="">{translate('imports.no_column')}</option>
            {batch.columns.map((name) => <option key={name} value={name}>{name}</option>)}
          </NativeSelect>
          {errors[field.name] && <Box id={`fault-${field.name}`} sx={{ color: tone.bad, fontSize: 11.5 }}>{errors[field.name]}</Box>}
        </td>
        <td><Filled share={column === undefined ? undefined : batch.filled[column]} /></td>
        <Box component="td" sx={{ color: tone.mute, overflowWrap: 'anywhere' }}>{column === undefined ? <Nothing /> : samplesOf(column) || <Nothing />}</Box>
      </tr>
    );
  };
  return (
    <Panel title={translate('imports.columns')}>
      <Box sx={{ color: tone.mute, marginBottom: 1 }}>{translate('imports.columns_hint')}</Box>
      <Box sx={{ overflowX: 'auto' }}>
        <Box component="table" sx={{ width: '100%', minWidth: 560, borderCollapse: 'collapse', '& th, & td': { textAlign: 'left', padding: '5px 14px 5px 0', verticalAlign: 'middle', borderTop: `1px solid ${tone.line}` }, '& thead th': { border: 0, fontSize: 11.5, fontWeight: 600, color: tone.mute }, '& tbody th': { fontWeight: 600, width: '26%' } }}>
          <thead><tr><th scope="col">{translate('imports.field')}</th><th scope="col">{translate('imports.column')}</th><th scope="col">{translate('imports.filled')}</th><th scope="col">{translate('imports.samples')}</th></tr></thead>
          <tbody>{IMPORT_FIELDS[batch.kind].map(line)}</tbody>
        </Box>
      </Box>
      {unread.length > 0 && <Box sx={{ color: tone.mute, marginTop: 1, overflowWrap: 'anywhere' }}>{translate('imports.unread', { names: unread.join(', ') })}</Box>}
    </Panel>
  );
}
