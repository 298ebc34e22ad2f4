import SearchIcon from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useEffect, useRef, useState } from 'react';
import { useListContext, useTranslate } from 'react-admin';
import { useKeys } from '../keys/registry.ts';
import { tone } from '../theme/palette.ts';
import { PHONE } from '../theme/theme.ts';
import { ChoiceFilter } from './ChoiceFilter.tsx';
import { DaysFilter } from './DaysFilter.tsx';
import { FilterPill } from './FilterPill.tsx';
import { isFilled, withValue, type FilterDef, type FilterValues } from './filters.ts';
import { ReferenceFilter } from './ReferenceFilter.tsx';

const SETTLE_MS = 250;

function SearchFilter({ source, label }: { source: string; label: string }) {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const values = filterValues as FilterValues;
  const kept = typeof values[source] === 'string' ? values[source] : '';
  const [text, setText] = useState(kept);
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(kept);
  useKeys([{ key: '/', label: translate('table.keys.filter'), run: () => input.current?.focus() }]);
  // Cleared, or changed by a saved view, from outside.
  if (sent.current !== kept) {
    sent.current = kept;
    setText(kept);
  }
  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text.trim();
      setFilters(withValue(values, source, text.trim()), undefined, false);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [setFilters, source, text, values]);
  return (
    <OutlinedInput
      inputRef={input} size="small" value={text} onChange={(event) => setText(event.target.value)} placeholder={label} type="search"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          if (text) setText('');
          else input.current?.blur();
        }
      }}
      startAdornment={<InputAdornment position="start" sx={{ marginRight: 0.5 }}><SearchIcon sx={{ color: tone.mute }} /></InputAdornment>}
      slotProps={{ input: { 'aria-label': label, 'aria-keyshortcuts': '/' } }}
      sx={{ width: 240, maxWidth: '100%', [PHONE]: { width: '100%' }, '& input': { padding: '5px 8px 5px 0 !important' }, '& .MuiOutlinedInput-notchedOutline': { borderColor: tone.line } }}
    />
  );
}

function ToggleFilter({ def }: { def: FilterDef & { kind: 'toggle' } }) {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const values = filterValues as FilterValues;
  const on = JSON.stringify(values[def.source]) === JSON.stringify(def.value);
  return <FilterPill label={translate(def.label, { _: def.label })} on={on} pressed={on} onClick={() => setFilters(withValue(values, def.source, on ? undefined : def.value), undefined, false)} />;
}

function pillOf(def: FilterDef, label: string) {
  switch (def.kind) {
    case 'search': return null;
    case 'choice': return <ChoiceFilter source={def.source} label={label} choices={def.choices} single={def.single} />;
    case 'reference': return <ReferenceFilter def={def} />;
    case 'days': return <DaysFilter def={def} />;
    case 'toggle': return <ToggleFilter def={def} />;
  }
}

/** The filters of a list, in one line that wraps. */
export function FilterBar({ filters, fixed = [] }: { filters: readonly FilterDef[]; fixed?: readonly string[] }) {
  const translate = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const values = filterValues as FilterValues;
  const mine = Object.entries(values).filter(([key, value]) => isFilled(value) && !fixed.includes(key));
  if (filters.length === 0) return null;
  return (
    <Box role="search" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', padding: '8px 10px', borderBottom: `1px solid ${tone.line}` }}>
      {filters.map((def) => def.kind === 'search' && <SearchFilter key={def.source} source={def.source} label={translate(def.label, { _: def.label })} />)}
      <Box sx={{ display: 'contents', [PHONE]: { display: 'flex', gap: 1, overflowX: 'auto', scrollbarWidth: 'none', width: '100%', '& > *': { flex: 'none' } } }}>
        {filters.map((def) => {
          const label = translate(def.label, { _: def.label });
          const pill = pillOf(def, label);
          // What filters stands first where the strip is longer than the screen, so that it is seen.
          return pill && <Box key={`${def.source}-${def.label}`} sx={{ display: 'contents', [PHONE]: { display: 'block', order: isFilled(values[def.source]) ? -1 : 0 } }}>{pill}</Box>;
        })}
      </Box>
      {mine.length > 0 && <Button variant="text" onClick={() => setFilters(Object.fromEntries(Object.entries(values).filter(([key]) => fixed.includes(key))), undefined, false)}>{translate('table.clear_filters')}</Button>}
    </Box>
  );
}
