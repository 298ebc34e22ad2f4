import Checkbox from '@mui/material/Checkbox';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useListContext } from 'react-admin';
import { FilterPill } from './FilterPill.tsx';
import { asList, withValues, type FilterValues } from './filters.ts';

type ChoiceFilterProps = { source: string; label: string; choices: readonly { id: string; name: string }[]; single?: boolean };

/** Any of a closed list, or one of it. */
export function ChoiceFilter({ source, label, choices, single = false }: ChoiceFilterProps) {
  const { filterValues, setFilters } = useListContext();
  const values = filterValues as FilterValues;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const chosen = asList(values[source]);
  const toggle = (id: string) => setFilters(withValues(values, source, chosen.includes(id) ? chosen.filter((each) => each !== id) : single ? [id] : [...chosen, id]), undefined, false);
  return (
    <>
      <FilterPill label={label} value={choices.filter(({ id }) => chosen.includes(id)).map(({ name }) => name).join(', ')} on={chosen.length > 0} expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)} />
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} slotProps={{ list: { 'aria-label': label } }}>
        {choices.map(({ id, name }) => (
          <MenuItem key={id} role={single ? 'menuitemradio' : 'menuitemcheckbox'} aria-checked={chosen.includes(id)} onClick={() => toggle(id)}>
            <Checkbox checked={chosen.includes(id)} tabIndex={-1} sx={{ padding: 0 }} slotProps={{ input: { 'aria-hidden': true, tabIndex: -1 } }} />{name}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
