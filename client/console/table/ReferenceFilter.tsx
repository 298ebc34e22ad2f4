import Autocomplete from '@mui/material/Autocomplete';
import Popover from '@mui/material/Popover';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useGetList, useGetMany, useListContext, useTranslate, type RaRecord } from 'react-admin';
import { useDebounced } from '../palette/search.ts';
import { FilterPill } from './FilterPill.tsx';
import { asList, withValues, type FilterDef, type FilterValues } from './filters.ts';

/** Any of another resource's records, found by typing. */
export function ReferenceFilter({ def }: { def: FilterDef & { kind: 'reference' } }) {
  const { source, label: labelKey, reference, sort = 'name', nameOf = (record: Record<string, unknown>) => String(record['name'] ?? record['id']), searchBy = 'name_like' } = def;
  const translate = useTranslate();
  const label = translate(labelKey, { _: labelKey });
  const { filterValues, setFilters } = useListContext();
  const values = filterValues as FilterValues;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [text, setText] = useState('');
  const wanted = useDebounced(text.trim(), 150);
  const chosen = asList(values[source]);
  const { data: known = [] } = useGetMany<RaRecord>(reference, { ids: chosen }, { enabled: chosen.length > 0 });
  const { data: options = [], isPending } = useGetList<RaRecord>(reference, { filter: wanted ? { [searchBy]: wanted } : {}, sort: { field: sort, order: 'ASC' }, pagination: { page: 1, perPage: 50 } }, { enabled: anchor !== null });
  const picked = known.filter(Boolean);
  return (
    <>
      <FilterPill label={label} value={picked.map(nameOf).join(', ')} on={chosen.length > 0} expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)} />
      <Popover
        open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': label, sx: { padding: 1.5, width: 300, overflow: 'visible' } } }}
      >
        <Autocomplete
          multiple openOnFocus disablePortal options={options} value={picked} loading={isPending} inputValue={text} onInputChange={(_event, next, why) => why !== 'reset' && setText(next)}
          filterOptions={(all) => all} getOptionLabel={nameOf} isOptionEqualToValue={(one, other) => one.id === other.id}
          onChange={(_event, next) => setFilters(withValues(values, source, next.map(({ id }) => String(id))), undefined, false)}
          renderInput={(params) => <TextField {...params} label={label} autoFocus margin="none" />}
        />
      </Popover>
    </>
  );
}
