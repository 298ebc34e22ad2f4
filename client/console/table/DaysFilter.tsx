import Box from '@mui/material/Box';
import Popover from '@mui/material/Popover';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useListContext, useTranslate } from 'react-admin';
import { formatDay } from '../fields/format.ts';
import { FilterPill } from './FilterPill.tsx';
import { withValue, type FilterDef, type FilterValues } from './filters.ts';

const LAST_MS = 86_400_000 - 1;

/** A moment's first or last millisecond of a day, in the viewer's zone. */
const edge = (day: string, last: boolean) => {
  const midnight = new Date(`${day}T00:00:00`);
  return Number.isNaN(midnight.getTime()) ? undefined : new Date(midnight.getTime() + (last ? LAST_MS : 0)).toISOString();
};

const pad = (value: number) => String(value).padStart(2, '0');
const dayOf = (value: unknown, instant: boolean) => {
  if (typeof value !== 'string') return '';
  if (!instant) return value.slice(0, 10);
  const at = new Date(value);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
};

/** From one day until another, both included. */
export function DaysFilter({ def }: { def: FilterDef & { kind: 'days' } }) {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const values = filterValues as FilterValues;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const instant = def.instant === true;
  const label = translate(def.label, { _: def.label });
  const ends = [{ key: `${def.source}_gte`, name: 'table.from', last: false }, { key: `${def.source}_lte`, name: 'table.until', last: true }] as const;
  const shown = ends.map(({ key }) => dayOf(values[key], instant));
  const text = shown.some(Boolean) ? shown.map((day) => (day ? formatDay(day) : '…')).join(' – ') : undefined;
  return (
    <>
      <FilterPill label={label} value={text} on={text !== undefined} expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)} />
      <Popover open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }} slotProps={{ paper: { role: 'dialog', 'aria-label': label, sx: { padding: 1.5 } } }}>
        <Box sx={{ display: 'flex', gap: 1 }}>
          {ends.map(({ key, name, last }, index) => (
            <TextField
              key={key} type="date" label={translate(name)} value={shown[index]} slotProps={{ inputLabel: { shrink: true } }}
              onChange={(event) => setFilters(withValue(values, key, instant ? edge(event.target.value, last) : event.target.value), undefined, false)}
            />
          ))}
        </Box>
      </Popover>
    </>
  );
}
