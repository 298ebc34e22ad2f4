import Box from '@mui/material/Box';
import { useGetList, useTranslate } from 'react-admin';
import { RecordLink } from '../fields/RecordLink.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import type { UpgradeRecord } from '../upgrades/records.ts';
import { codingPath } from './columns.tsx';
import { Flags, LegRows } from './Legs.tsx';
import type { CodingRow } from './records.ts';

/** How an upgrade stands in the books. */
export function CodingOfUpgrade({ upgrade }: { upgrade: UpgradeRecord }) {
  const translate = useTranslate();
  const { data } = useGetList<CodingRow>('codings', { filter: { upgradeId: upgrade.id }, sort: { field: 'codedAt', order: 'DESC' }, pagination: { page: 1, perPage: 5 } });
  if (!data) return null;
  return (
    <Panel title={translate('coding.of_upgrade.title')}>
      {data.length === 0 && <Box sx={{ color: tone.mute }}>{translate(upgrade.placedAt === null ? 'coding.of_upgrade.none' : 'coding.of_upgrade.none_placed')}</Box>}
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, '& > li': { display: 'grid', gap: '6px' }, '& > li + li': { borderTop: `1px solid ${tone.line}`, marginTop: '9px', paddingTop: '9px' } }}>
        {data.map((coding) => (
          <li key={coding.id}>
            <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}><RecordLink to={codingPath(coding)} strong>{translate('coding.of_upgrade.open')}</RecordLink><StatusChip of="coding" value={coding.status} /></Box>
            <LegRows legs={coding.legs} />
            {coding.flags.length > 0 && <Flags flags={coding.flags} trace={coding.trace} />}
          </li>
        ))}
      </Box>
    </Panel>
  );
}
