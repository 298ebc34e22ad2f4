import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { formatMoney } from '../fields/format.ts';
import { StatusChip } from '../fields/StatusChip.tsx';
import { When } from '../fields/Times.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { LegsSummary } from './Legs.tsx';
import { useReasonName } from './queries.ts';
import type { CodingRecord, Correction } from './records.ts';

function One({ correction, currency }: { correction: Correction; currency: string }) {
  const translate = useTranslate();
  const reasonName = useReasonName();
  const { before, after, reasonCode, note, proposedByName, proposedAt, decision, decidedByName, decidedAt, decisionNote, weightMinor } = correction;
  return (
    <>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, alignItems: 'start' }}><b>{reasonName(reasonCode)}</b><StatusChip of="decision" value={decision} /></Box>
      <Box><Box component="span" sx={{ color: tone.mute }}><LegsSummary legs={before} currency={currency} /> → </Box><LegsSummary legs={after} currency={currency} /></Box>
      {note && <Box sx={{ overflowWrap: 'anywhere' }}>“{note}”</Box>}
      <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{proposedByName}, <When at={proposedAt} /> · {translate('coding.corrections.weight', { amount: formatMoney(weightMinor, currency) })}</Box>
      {decidedByName && <Box sx={{ color: tone.mute, fontSize: 11.5, overflowWrap: 'anywhere' }}>{translate(`coding.corrections.${decision}`, { name: decidedByName })}, <When at={decidedAt} />{decisionNote && <>: “{decisionNote}”</>}</Box>}
    </>
  );
}

/** Who corrected it when, why, and who agreed; the latest first. */
export function CorrectionsPanel({ coding }: { coding: CodingRecord }) {
  const translate = useTranslate();
  return (
    <Panel title={translate('coding.corrections.title')}>
      {coding.corrections.length === 0 && <Box sx={{ color: tone.mute }}>{translate('coding.corrections.none')}</Box>}
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, '& > li + li': { borderTop: `1px solid ${tone.line}`, marginTop: '10px', paddingTop: '10px' }, '& > li': { display: 'grid', gap: '3px' } }}>
        {coding.corrections.toReversed().map((correction) => <li key={correction.id}><One correction={correction} currency={coding.currency} /></li>)}
      </Box>
    </Panel>
  );
}
