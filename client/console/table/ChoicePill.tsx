import Checkbox from '@mui/material/Checkbox';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { FilterPill } from './FilterPill.tsx';

type ChoicePillProps = { label: string; choices: readonly { id: string; name: string }[]; chosen: readonly string[]; single?: boolean; onToggle: (id: string) => void };

/** A choice at rest that unfolds: any of a closed list, or one of it. */
export function ChoicePill({ label, choices, chosen, single = false, onToggle }: ChoicePillProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <FilterPill label={label} value={choices.filter(({ id }) => chosen.includes(id)).map(({ name }) => name).join(', ')} on={chosen.length > 0} expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)} />
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} slotProps={{ list: { 'aria-label': label } }}>
        {choices.map(({ id, name }) => (
          <MenuItem key={id} role={single ? 'menuitemradio' : 'menuitemcheckbox'} aria-checked={chosen.includes(id)} onClick={() => onToggle(id)}>
            <Checkbox checked={chosen.includes(id)} tabIndex={-1} sx={{ padding: 0 }} slotProps={{ input: { 'aria-hidden': true, tabIndex: -1 } }} />{name}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
