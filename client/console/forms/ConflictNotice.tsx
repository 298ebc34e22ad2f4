import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import { tone } from '../theme/palette.ts';

type Values = Record<string, unknown>;
type ConflictProps = { fields: Readonly<Record<string, string>>; base: Values; theirs: Values; mine: Values; busy?: boolean; onTakeTheirs: () => void; onApplyMine: () => void };

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** A value as it can be read by somebody deciding between two. */
export function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? '✓' : '✕';
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** The record's fields, and what is inside those that are records themselves, by path. */
function leaves(values: Values, fields: Readonly<Record<string, string>>): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const visit = (path: string, value: unknown) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) for (const [key, inner] of Object.entries(value)) visit(`${path}.${key}`, inner);
    else found.set(path, value);
  };
  for (const key of Object.keys(fields)) visit(key, values[key]);
  return found;
}

/** Somebody else saved first: what they changed, what one would have, and both ways on. */
export function ConflictNotice({ fields, base, theirs, mine, busy, onTakeTheirs, onApplyMine }: ConflictProps) {
  const translate = useTranslate();
  const [before, now, wanted] = [leaves(base, fields), leaves(theirs, fields), leaves({ ...base, ...mine }, fields)];
  // What one left alone stays as they have it.
  const after = (path: string) => (same(wanted.get(path), before.get(path)) ? now.get(path) : wanted.get(path));
  const paths = [...new Set([...before.keys(), ...now.keys(), ...wanted.keys()])].filter((path) => !same(now.get(path), before.get(path)) || !same(wanted.get(path), before.get(path)));
  const nameOf = (path: string) => {
    const [field = '', ...rest] = path.split('.');
    const label = fields[field] ?? field;
    return [translate(label, { _: label }), ...rest].join(' · ');
  };
  return (
    <Box role="alertdialog" aria-labelledby="conflict-title" sx={{ border: `1px solid ${tone.warn}`, bgcolor: tone.warnSoft, borderRadius: '10px', padding: '10px 14px', marginBottom: 2 }}>
      <Box id="conflict-title" sx={{ fontWeight: 600, color: tone.warn }}><span aria-hidden="true">▲ </span>{translate('forms.conflict.title')}</Box>
      <Box component="table" sx={{ width: '100%', borderCollapse: 'collapse', margin: '8px 0', '& th, & td': { textAlign: 'left', padding: '3px 12px 3px 0', verticalAlign: 'top', overflowWrap: 'anywhere' }, '& th': { fontWeight: 600, fontSize: 11.5, color: tone.mute } }}>
        <thead><tr><th scope="col">{translate('forms.conflict.field')}</th><th scope="col">{translate('forms.conflict.theirs')}</th><th scope="col">{translate('forms.conflict.mine')}</th></tr></thead>
        <tbody>
          {paths.map((path) => (
            <tr key={path}>
              <th scope="row">{nameOf(path)}</th>
              <td>{inWords(now.get(path))}</td>
              <td>{same(after(path), now.get(path)) ? <Box component="span" sx={{ color: tone.mute }}>{translate('forms.conflict.same')}</Box> : <b>{inWords(after(path))}</b>}</td>
            </tr>
          ))}
        </tbody>
      </Box>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button onClick={onTakeTheirs}>{translate('forms.conflict.take_theirs')}</Button>
        <Button variant="contained" color="primary" onClick={onApplyMine} loading={busy}>{translate('forms.conflict.apply_mine')}</Button>
      </Box>
    </Box>
  );
}
