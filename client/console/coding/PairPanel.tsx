import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { RecordLink } from '../fields/RecordLink.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { Day } from '../fields/Times.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { codingPath } from './columns.tsx';
import { LegRows } from './Legs.tsx';
import type { CodingRecord } from './records.ts';

/** The other half: a line left there or came there, and the two may be one change. */
export function PairPanel({ coding }: { coding: CodingRecord }) {
  const translate = useTranslate();
  const { pair, flags } = coding;
  if (!pair) return null;
  const apart = flags.includes('unlinked_pair');
  return (
    <Panel title={translate(apart ? 'coding.pair.title' : 'coding.pair.joined')} actions={<StatusChip of="coding" value={pair.status} />}>
      <Box sx={{ marginBottom: '8px' }}><RecordLink to={codingPath(pair)} strong>{pair.upgradeReference ?? translate('coding.pair.other')}</RecordLink> <Box component="span" sx={{ color: tone.mute }}>{translate('coding.pair.on')} <Day on={pair.effectiveOn} /></Box></Box>
      <LegRows legs={pair.legs} />
      {apart && <Box sx={{ color: tone.mute, fontSize: 11.5, marginTop: '8px' }}>{translate('coding.pair.hint')}</Box>}
    </Panel>
  );
}
