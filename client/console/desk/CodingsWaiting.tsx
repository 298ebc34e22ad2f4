import Box from '@mui/material/Box';
import { useGetList, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { codingPath } from '../coding/columns.tsx';
import { Flags, LegsSummary } from '../coding/Legs.tsx';
import type { CodingRow } from '../coding/records.ts';
import { codingsWith } from '../coding/tabs.ts';
import { When } from '../fields/Times.tsx';
import { useSession } from '../providers/session.ts';
import { totalText } from '../table/Pager.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';

const SHOWN = 4;
const LATEST = { field: 'codedAt', order: 'DESC' } as const;

function Waiting({ title, filter, always = false }: { title: string; filter: Record<string, unknown>; always?: boolean }) {
  const translate = useTranslate();
  const { data, total } = useGetList<CodingRow>('codings', { filter, sort: LATEST, pagination: { page: 1, perPage: SHOWN } });
  if (!data || (data.length === 0 && !always)) return null;
  return (
    <Panel flush title={<>{title}{total ? ` · ${totalText(total)}` : ''}</>} actions={data.length > 0 && <Link to={codingsWith(filter)}>{translate('coding.desk.open')}</Link>}>
      {data.length === 0 && <Box sx={{ color: tone.mute, padding: '0 14px 14px' }}>{translate('coding.desk.none_review')}</Box>}
      {data.map((row) => (
        <Box key={row.id} component={Link} to={codingPath(row)} sx={{ display: 'grid', gap: '2px', padding: '8px 14px', borderTop: `1px solid ${tone.line}`, color: tone.ink, textDecoration: 'none', outlineOffset: '-2px', '&:hover': { bgcolor: tone.soft } }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '0 12px' }}>
            <b>{row.accountName}</b>
            <span><LegsSummary legs={row.legs} currency={row.currency} whole />{row.proposal && <> → <LegsSummary legs={row.proposal.legs} currency={row.currency} whole /></>}</span>
          </Box>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '2px 12px', color: tone.mute, fontSize: 11.5 }}>
            <span>{row.upgradeReference}{row.proposal && <> · {row.proposal.by}, <When at={row.proposal.at} /></>}</span>
            {!row.proposal && <Flags flags={row.flags} trace={row.trace} compact />}
          </Box>
        </Box>
      ))}
    </Panel>
  );
}

/** An account manager's own: what to look at, and what they proposed that somebody else decides. */
export function OwnCodings() {
  const translate = useTranslate();
  const session = useSession();
  if (!session) return null;
  return <><Waiting title={translate('coding.desk.proposed_mine')} filter={{ status: 'proposed', managerId: session.id }} /><Waiting title={translate('coding.desk.review_mine')} filter={{ status: 'needs_review', managerId: session.id }} /></>;
}

/** What an admin has to decide, and how much there is to review. */
export function CodingsToDecide() {
  const translate = useTranslate();
  return <><Waiting title={translate('coding.desk.proposed')} filter={{ status: 'proposed' }} /><Waiting title={translate('coding.desk.review')} filter={{ status: 'needs_review' }} always /></>;
}
