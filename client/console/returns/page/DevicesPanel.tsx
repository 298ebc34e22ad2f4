import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { formatDay } from '../../fields/format.ts';
import { StatusChip } from '../../fields/StatusChip.tsx';
import { visuallyHidden } from '../../theme/hidden.ts';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { useCatalogue } from '../../upgrades/queries.ts';
import { Glyph, useEvidenceText } from '../EvidenceLadder.tsx';
import { evidenceOf, RUNGS, type Evidence } from '../ladder.ts';
import type { DeviceOfReturn, ReturnRecord } from '../records.ts';

/** Below this the steps stand one under the other: side by side their names would run into each other. */
const TIGHT = '@container (max-width: 430px)';

/** "12 May": the year stands in the timeline, and in the title. */
const shortDay = (at: string) => formatDay(at).replace(/ \d{4}$/, '');

function Step({ evidence, line }: { evidence: Evidence; /** To the step before. */ line: boolean }) {
  const translate = useTranslate();
  const text = useEvidenceText()(evidence, 1);
  return (
    <Box
      component="li" title={text}
      sx={{
        position: 'relative', display: 'grid', justifyItems: 'center', gap: '4px', minWidth: 0, fontSize: 11.5, lineHeight: 1.25, whiteSpace: 'nowrap',
        '&::before': line ? { content: '""', position: 'absolute', top: 6, right: 'calc(50% + 10px)', left: 'calc(-50% + 10px)', borderTop: `1.5px solid ${tone.line}` } : undefined,
        [TIGHT]: { gridTemplateColumns: '14px minmax(0, 1fr) auto', justifyItems: 'start', alignItems: 'center', '&::before': { display: 'none' } },
      }}
    >
      <Box component="span" sx={{ height: 13, display: 'grid', placeItems: 'center' }}><Glyph {...evidence} size={11} /></Box>
      <Box component="span" aria-hidden="true" sx={evidence.reached === 'none' ? { color: tone.mute } : { fontWeight: 600 }}>{translate(`returns.step.${evidence.rung}`)}</Box>
      <Box component="span" aria-hidden="true" sx={{ color: tone.mute, minHeight: '1.25em' }}>{evidence.at ? shortDay(evidence.at) : ''}</Box>
      <Box component="span" sx={visuallyHidden}>{text}</Box>
    </Box>
  );
}

function Device({ device, row, name }: { device: DeviceOfReturn; row: ReturnRecord; name: string }) {
  const textOf = useEvidenceText();
  const evidence = evidenceOf({ devices: [device], facts: row.facts });
  const rungs = evidence.slice(0, RUNGS.length);
  return (
    <Box component="li" sx={{ padding: '10px 14px 12px', borderTop: `1px solid ${tone.line}`, containerType: 'inline-size' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 10px', marginBottom: '10px' }}><b>{device.serial}</b><Box component="span" sx={{ color: tone.mute }}>{name}</Box><Box component="span" sx={{ marginLeft: 'auto' }}><StatusChip of="return" value={device.status} /></Box></Box>
      <Box component="ol" aria-label={device.serial} sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gridTemplateColumns: `repeat(${rungs.length}, minmax(0, 1fr))`, gap: '4px', [TIGHT]: { gridTemplateColumns: 'minmax(0, 1fr)' } }}>
        {rungs.map((each, index) => <Step key={each.rung} evidence={each} line={index > 0} />)}
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', margin: '8px 0 0', padding: 0, display: 'flex', flexWrap: 'wrap', gap: '2px 18px', fontSize: 11.5 }}>
        {evidence.slice(RUNGS.length).map((mark) => <Box component="li" key={mark.rung} sx={{ display: 'flex', alignItems: 'center', gap: '6px', ...(mark.reached === 'none' && { color: tone.mute }) }}><Glyph {...mark} size={10} />{textOf(mark, 1)}</Box>)}
      </Box>
    </Box>
  );
}

/** Each device with what there is evidence of, step by step. */
export function DevicesPanel({ row }: { row: ReturnRecord }) {
  const translate = useTranslate();
  const { products } = useCatalogue();
  return (
    <Panel flush title={translate('returns.devices', { smart_count: row.devices.length })}>
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>{row.devices.map((device) => <Device key={device.serial} device={device} row={row} name={products.get(device.productId)?.name ?? device.productId} />)}</Box>
    </Panel>
  );
}
