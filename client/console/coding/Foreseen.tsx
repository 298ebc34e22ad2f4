import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { Coded } from '../../../server/domain/coding/case.ts';
import { useReportingCurrency } from '../fields/reportingCurrency.ts';
import { Chip } from '../theme/Chip.tsx';
import { tone } from '../theme/palette.ts';
import { LegsSummary } from './Legs.tsx';
import { Trace } from './Trace.tsx';

/** How something would be coded, at a glance; hovering says why. */
export function ForeseenLegs({ coded }: { coded: Coded }) {
  const translate = useTranslate();
  const currency = useReportingCurrency();
  return (
    <Box component="span" title={coded.trace.map(({ because }) => because).join('\n')} sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: '2px 6px' }}>
      <LegsSummary legs={coded.legs} currency={currency} whole />
      {coded.flags.includes('contract_broken') && <Chip tone="warn" mark="▲">{translate('coding.foreseen.contract')}</Chip>}
    </Box>
  );
}

/** The same with its reasons to unfold. */
export function ForeseenWithWhy({ coded }: { coded: Coded }) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <Box sx={{ marginTop: '5px' }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: '12px' }}>
        <Box component="span" sx={{ color: tone.mute }}>{translate('coding.foreseen.title')}</Box>
        <Box sx={{ textAlign: 'right' }}><ForeseenLegs coded={coded} /> <Button variant="text" aria-expanded={open} onClick={() => setOpen(!open)} sx={{ fontSize: 11.5, padding: '0 4px' }}>{translate('coding.foreseen.why')}</Button></Box>
      </Box>
      {open && <Box sx={{ bgcolor: tone.soft, borderRadius: '8px', padding: '8px 10px', marginTop: '6px' }}><Trace trace={coded.trace} /><Box sx={{ color: tone.mute, fontSize: 11.5, marginTop: '8px' }}>{translate('coding.foreseen.hint')}</Box></Box>}
    </Box>
  );
}
