import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import { When } from '../fields/Times.tsx';
import { useSession } from '../providers/session.ts';
import { tone } from '../theme/palette.ts';
import type { Decision } from './DecideDialog.tsx';
import { LegsSummary } from './Legs.tsx';
import { useReasonName } from './queries.ts';
import type { CodingRecord } from './records.ts';

type ProposalNoticeProps = { coding: CodingRecord; mayApprove: boolean; mayReject: boolean; onDecide: (decision: Decision) => void };

/** A correction that waits: what it would make of the legs, who wants it and why somebody else has to look. */
export function ProposalNotice({ coding, mayApprove, mayReject, onDecide }: ProposalNoticeProps) {
  const translate = useTranslate();
  const reasonName = useReasonName();
  const session = useSession();
  const { proposal, currency, legs } = coding;
  if (coding.status !== 'proposed' || !proposal) return null;
  const own = proposal.byId === session?.id;
  return (
    <Box role="status" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 14px', border: `1px solid ${tone.blue}`, bgcolor: tone.blueSoft, borderRadius: '10px', padding: '9px 10px 9px 14px', marginBottom: '14px' }}>
      <Box sx={{ flex: '1 1 340px', minWidth: 0, display: 'grid', gap: '2px' }}>
        <Box><b>{translate(proposal.joins ? 'coding.proposal.joins' : 'coding.proposal.title', { name: proposal.by })}</b> <LegsSummary legs={legs} currency={currency} /> → <LegsSummary legs={proposal.legs} currency={currency} /></Box>
        <Box sx={{ overflowWrap: 'anywhere' }}>{reasonName(proposal.reasonCode)} · “{proposal.note}” · <When at={proposal.at} /></Box>
        <Box sx={{ color: tone.mute }}>{proposal.because}. {translate(own ? 'coding.proposal.own' : mayApprove ? 'coding.proposal.yours' : 'coding.proposal.waits')}</Box>
      </Box>
      {mayApprove && <Button variant="contained" color="primary" onClick={() => onDecide('approve')}>{translate('coding.decide.approve')}</Button>}
      {mayReject && <Button onClick={() => onDecide('reject')}>{translate(own ? 'coding.decide.withdraw' : 'coding.decide.reject')}</Button>}
    </Box>
  );
}
