import Checkbox from '@mui/material/Checkbox';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useListContext } from 'react-admin';
import { FilterPill } from './FilterPill.tsx';
import { asList, withValues, type FilterValues } from './filters.ts';

/** Any of a closed list. */
export function ChoiceFilter({ source, label, choices }: { source: string; label: string; choices: readonly { id: string; name: string }[] }) {
  const { filterValues, setFilters } = useListContext();
  const values = filterValues as FilterValues;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const chosen = asList(values[source]);
  const toggle = (id: string) => setFilters(withValues(values, source, chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]), undefined, false);
  return (
    <>
      <FilterPill label={label} value={choices.filter(({ id }) => chosen.includes(id)).map(({ name }) => name).join(', ')} on={chosen.length > 0} expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)} />
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} slotProps={{ list: { 'aria-label': label } }}>
        {choices.map(({ id, name }) => (
          <MenuItem key={id} role="menuitemcheckbox" aria-checked={chosen.includes(id)} onClick={() => toggle(id)}>
            <Checkbox checked={chosen.includes(id)} tabIndex={-1} sx={{ padding: 0 }} slotProps={{ input: { 'aria-hidden': true, tabIndex: -1 } }} />{name}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
