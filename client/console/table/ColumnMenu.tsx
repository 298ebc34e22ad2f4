import ArrowDownIcon from '@mui/icons-material/KeyboardArrowDown';
import ArrowUpIcon from '@mui/icons-material/KeyboardArrowUp';
import PinIcon from '@mui/icons-material/PushPin';
import PinOutlinedIcon from '@mui/icons-material/PushPinOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { tone } from '../theme/palette.ts';
import type { DataColumn } from './columns.ts';
import type { TableSettings } from './settings.ts';

/** Which columns, in which order, which stay put: all that dragging does, for the keyboard. */
export function ColumnMenu({ columns, table }: { columns: readonly DataColumn[]; table: TableSettings }) {
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { settings, change, reset } = table;
  const byId = new Map(columns.map((column) => [column.id, column]));
  const swap = (from: number, to: number) => {
    const order = [...settings.order];
    const [moved] = order.splice(from, 1);
    if (moved) order.splice(to, 0, moved);
    change({ order });
  };
  const pin = (id: string) => change({ pinned: settings.pinned.includes(id) ? settings.pinned.filter((each) => each !== id) : [...settings.pinned, id] });
  return (
    <>
      <Button variant="text" onClick={(event) => setAnchor(event.currentTarget)} aria-haspopup="dialog" aria-expanded={anchor !== null} sx={{ color: tone.mute, fontWeight: 400 }}>{translate('table.columns')}</Button>
      <Popover
        open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }} transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': translate('table.columns'), sx: { padding: '10px 12px', minWidth: 280, maxHeight: '70vh' } } }}
      >
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {settings.order.map((id, index) => {
            const column = byId.get(id);
            if (!column) return null;
            const name = translate(column.label, { _: column.label });
            const label = column.roomy && settings.visibility[id] === undefined ? translate('table.roomy', { label: name }) : name;
            const pinned = settings.pinned.includes(id);
            return (
              <Box component="li" key={id} sx={{ display: 'flex', alignItems: 'center' }}>
                <FormControlLabel
                  sx={{ flex: 1, marginRight: 1 }} label={label} disabled={column.main}
                  control={<Checkbox checked={settings.visibility[id] !== false} onChange={(event) => change({ visibility: { ...settings.visibility, [id]: event.target.checked } })} />}
                />
                <IconButton aria-label={translate('table.pin', { label })} aria-pressed={pinned} onClick={() => pin(id)}>{pinned ? <PinIcon /> : <PinOutlinedIcon />}</IconButton>
                <IconButton aria-label={translate('table.earlier', { label })} disabled={index === 0} onClick={() => swap(index, index - 1)}><ArrowUpIcon /></IconButton>
                <IconButton aria-label={translate('table.later', { label })} disabled={index === settings.order.length - 1} onClick={() => swap(index, index + 1)}><ArrowDownIcon /></IconButton>
              </Box>
            );
          })}
        </Box>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', borderTop: `1px solid ${tone.line}`, marginTop: 1, paddingTop: 1 }}>
          <FormControlLabel label={translate('table.dense')} control={<Checkbox checked={settings.dense} onChange={(event) => change({ dense: event.target.checked })} />} />
          <Button variant="text" onClick={reset}>{translate('table.reset')}</Button>
        </Box>
      </Popover>
    </>
  );
}
