import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState, type ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { CUTS, type Cut } from '../../../server/domain/adoption/journey.ts';
import { formatDay } from '../fields/format.ts';
import { useCutChoices } from '../revenue/queries.ts';
import { useSession } from '../providers/session.ts';
import { ChoicePill } from '../table/ChoicePill.tsx';
import type { useAsked } from './asked.ts';

/** A day, typed or picked. */
export function DayField({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      type="date" label={label} margin="none" value={typed ?? value} onBlur={() => setTyped(null)} sx={{ width: 158 }} slotProps={{ inputLabel: { shrink: true } }}
      onChange={({ target }) => {
        // A year is typed digit by digit: the day counts once it is one of our time.
        const complete = /^[12]\d{3}-/.test(target.value);
        setTyped(complete ? null : target.value);
        if (complete) onChange(target.value);
      }}
    />
  );
}

type ControlsProps = Pick<ReturnType<typeof useAsked>, 'asked' | 'ask'> & { from: string; to: string; children?: ReactNode };

/** From which day to which, and of whom. */
export function Controls({ asked, ask, from, to, children }: ControlsProps) {
  const translate = useTranslate();
  const session = useSession();
  const [printedOn] = useState(() => formatDay(new Date().toISOString().slice(0, 10)));
  const own = session?.role === 'account_manager';
  const found = useCutChoices();
  // Whoever works escalations sees their own customers: the rate ranks nobody.
  const choices: Record<Cut, { id: string; name: string }[]> = { ...found, managerId: own ? [{ id: session.id, name: session.name }] : found.managerId, newCustomer: ['true', 'false'].map((id) => ({ id, name: translate(`adoption.new_customer.${id}`) })) };
  const shown = CUTS.flatMap((cut) => (asked.cuts[cut] === undefined ? [] : [`${translate(`adoption.cut.${cut}`)}: ${choices[cut].find(({ id }) => id === asked.cuts[cut])?.name ?? asked.cuts[cut]}`]));
  return (
    <>
      <Box className="printed" sx={{ display: 'none', marginBottom: '10px' }}>
        <b>{from !== '' && to !== '' && translate('adoption.printed', { from: formatDay(from), to: formatDay(to) })}</b> {shown.length === 0 ? translate('adoption.printed_all') : shown.join(' · ')}. {translate('adoption.printed_by', { name: session?.name ?? '', day: printedOn })}
      </Box>
      <Box role="search" aria-label={translate('adoption.controls')} sx={{ display: 'flex', flexWrap: 'wrap', gap: '10px', alignItems: 'center', marginBottom: '14px' }}>
        <DayField label={translate('adoption.from')} value={from} onChange={(day) => ask({ from: day, to: day > to ? day : to })} />
        <DayField label={translate('adoption.to')} value={to} onChange={(day) => ask({ from: day < from ? day : from, to: day })} />
        {children}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, flexBasis: '100%' }}>
          {CUTS.map((cut) => (
            <ChoicePill key={cut} single label={translate(own && cut === 'managerId' ? 'adoption.own' : `adoption.cut.${cut}`)} choices={choices[cut]} chosen={asked.cuts[cut] === undefined ? [] : [asked.cuts[cut]]} onToggle={(id) => ask({ [cut]: asked.cuts[cut] === id ? undefined : id })} />
          ))}
          {Object.keys(asked.cuts).length > 0 && <Button variant="text" onClick={() => ask(Object.fromEntries(CUTS.map((cut) => [cut, undefined])))}>{translate('table.clear_filters')}</Button>}
        </Box>
      </Box>
    </>
  );
}
