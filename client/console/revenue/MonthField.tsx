import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { isMonth } from '../../../server/domain/coding/months.ts';
import { formatMonth } from '../fields/format.ts';

/** A month, `YYYY-MM`. Where the browser has no field for months it is typed, and counts once it is one. */
export function MonthField({ label, value, onChange }: { label: string; value: string; onChange: (month: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      type="month" label={label} value={typed ?? value} margin="none" error={typed !== null} onBlur={() => setTyped(null)} sx={{ width: 158 }}
      onChange={({ target }) => {
        const complete = isMonth(target.value);
        setTyped(complete ? null : target.value);
        if (complete) onChange(target.value);
      }}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { placeholder: 'YYYY-MM' } }}
    />
  );
}

/** From one month to another; whichever is moved past the other takes it along, and says so. */
export function WindowFields({ from, to, labels, onChange }: { from: string; to: string; labels: { from: string; to: string }; onChange: (from: string, to: string) => void }) {
  const notify = useNotify();
  const along = (label: string, month: string) => notify('revenue.moved_along', { type: 'info', messageArgs: { field: label, month: formatMonth(month) } });
  return (
    <>
      <MonthField label={labels.from} value={from} onChange={(month) => { if (month > to) along(labels.to, month); onChange(month, month > to ? month : to); }} />
      <MonthField label={labels.to} value={to} onChange={(month) => { if (month < from) along(labels.from, month); onChange(month < from ? month : from, month); }} />
    </>
  );
}
