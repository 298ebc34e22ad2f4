import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState, type ReactNode } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { Duration, When } from '../../fields/Times.tsx';
import { useWord } from '../../fields/words.ts';
import { KeyButton } from '../../keys/KeyButton.tsx';
import { useMay, useSession } from '../../providers/session.ts';
import { tone } from '../../theme/palette.ts';
import { useCauseName } from '../../fields/rootCauses.ts';
import { useNow } from '../../fields/now.ts';
import { TakeNext } from '../TakeNext.tsx';
import { hasDeclined, takenHow } from '../standing.ts';
import { useWork } from './work.ts';

const HOUR_MS = 3_600_000;

type BarTone = 'accent' | 'blue' | 'warn' | 'good' | 'plain';

const GROUNDS: Record<BarTone, { bgcolor: string; borderColor: string }> = {
  accent: { bgcolor: tone.accentSoft, borderColor: tone.accent },
  blue: { bgcolor: tone.blueSoft, borderColor: tone.blue },
  warn: { bgcolor: tone.warnSoft, borderColor: tone.warn },
  good: { bgcolor: tone.goodSoft, borderColor: tone.good },
  plain: { bgcolor: tone.soft, borderColor: tone.line },
};

function Bar({ look, mark, title, children, actions }: { look: BarTone; mark: string; title: ReactNode; children?: ReactNode; actions?: ReactNode }) {
  return (
    <Box role="status" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px 10px', border: '1px solid', borderRadius: '10px', padding: '7px 8px 7px 14px', marginBottom: '14px', minHeight: 46, ...GROUNDS[look] }}>
      <Box sx={{ flex: '1 1 260px', minWidth: 0 }}>
        <b><span aria-hidden="true">{mark} </span>{title}</b>
        {children && <Box component="span" sx={{ color: tone.mute }}> {children}</Box>}
      </Box>
      {actions && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>{actions}</Box>}
    </Box>
  );
}

function UnheldBar() {
  const translate = useTranslate();
  const { can, run, pending, show, escalation, policy } = useWork();
  const session = useSession();
  const now = useNow();
  const declined = hasDeclined(escalation.timeline, session?.id, now - (policy?.declineHours ?? 24) * HOUR_MS);
  const claim = () => void run('claim', {}, { insists: true });
  return (
    <Bar
      look="accent" mark="○" title={translate('workspace.nobody')}
      actions={
        <>
          {can('decline') && !declined && <Button onClick={() => show('decline')}>{translate('moves.decline.button')}</Button>}
          {can('claim') && <KeyButton {...(!declined && { variant: 'contained', color: 'primary' })} label={translate('moves.claim.button')} shortcut="c" onRun={claim} loading={pending === 'claim'} />}
          {declined && <TakeNext />}
        </>
      }
    >
      {declined ? translate('workspace.declined_by_you') : can('claim') ? translate(escalation.ownerId === session?.id ? 'workspace.nobody_yours' : 'workspace.nobody_hint', { owner: escalation.ownerName ?? '' }) : translate('workspace.nobody_read')}
    </Bar>
  );
}

function TheirsBar() {
  const translate = useTranslate();
  const session = useSession();
  const may = useMay();
  const { escalation, run, pending, can } = useWork();
  const takesOver = can('transfer') && session !== undefined && may('escalations:work');
  return (
    <Bar
      look="blue" mark="◐" title={translate('workspace.held_by', { name: escalation.assigneeName ?? translate('workspace.a_colleague') })}
      actions={takesOver && <Button loading={pending === 'transfer'} onClick={() => void run('transfer', { toUserId: session.id }, { mine: { assigneeId: session.id } })}>{translate('workspace.take_over')}</Button>}
    >
      {translate('workspace.held_hint')}
    </Bar>
  );
}

function MineBar() {
  const translate = useTranslate();
  const word = useWord();
  const { escalation, run, pending, can } = useWork();
  const { status, pauseReason, pausedUntil, leaseUntil, firstRespondedAt, claimedAt, assigneeId } = escalation;
  const taken = takenHow(escalation.timeline);
  const given = taken?.verb === 'transfer' && taken.authorId !== assigneeId ? taken.authorName : null;
  const fresh = taken?.verb === 'claim' && (firstRespondedAt === null || (claimedAt !== null && firstRespondedAt < claimedAt));
  if (status === 'paused') {
    return (
      <Bar look="plain" mark="‖" title={translate('workspace.paused_title', { reason: word('pause', pauseReason ?? '') })} actions={can('resume') && <Button variant="contained" color="primary" loading={pending === 'resume'} onClick={() => void run('resume', {}, { insists: true })}>{translate('moves.resume.button')}</Button>}>
        {translate('workspace.paused_until')} <When at={pausedUntil} as="moment" />
      </Bar>
    );
  }
  return (
    <Bar look="plain" mark="◐" title={translate('workspace.yours')} actions={fresh && can('release') && <Button loading={pending === 'release'} onClick={() => void run('release', { reason: translate('workspace.undo_reason') }, { insists: true, success: 'moves.release.done' })}>{translate('workspace.undo_claim')}</Button>}>
      {given && <>{translate('workspace.given_by', { name: given })} </>}
      {leaseUntil && <>{translate('workspace.goes_back')} <When at={leaseUntil} as="moment" /> {translate('workspace.goes_back_unless')}</>}
    </Bar>
  );
}

function LinkField({ link }: { link: string }) {
  const translate = useTranslate();
  const notify = useNotify();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      notify('workspace.copy_failed', { type: 'warning' });
    }
  };
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexBasis: '100%', minWidth: 0, marginTop: '6px' }}>
      <Box component="input" readOnly value={link} aria-label={translate('workspace.link_label')} onFocus={(event: React.FocusEvent<HTMLInputElement>) => event.target.select()} sx={{ flex: 1, minWidth: 0, font: '12px ui-monospace, Menlo, monospace', padding: '6px 9px', borderRadius: '8px', border: `1px solid ${tone.edge}`, bgcolor: tone.panel, color: tone.ink }} />
      <Button onClick={() => void copy()} autoFocus>{translate(copied ? 'workspace.copied' : 'workspace.copy')}</Button>
    </Box>
  );
}

function WithCustomerBar() {
  const translate = useTranslate();
  const word = useWord();
  const { escalation, can, show, link, policy } = useWork();
  const name = escalation.contactName ?? escalation.accountName;
  return (
    <Bar
      look="warn" mark="↩" title={translate('workspace.handed_back_title', { name, step: word('step', escalation.handedBackStep ?? '') })}
      actions={
        <>
          {can('escalate-again') && <Button onClick={() => show('escalate-again')}>{translate('moves.escalate-again.button')}</Button>}
          <TakeNext />
        </>
      }
    >
      <When at={escalation.handedBackAt} />. {translate('workspace.handed_back_hint', { days: policy?.abandonAfterDays ?? 14 })}
      {' '}{translate(escalation.contactEmail ? 'workspace.link_mailed' : 'workspace.link_not_mailed', { email: escalation.contactEmail ?? '' })}
      {link && (
        <Box component="span" sx={{ display: 'block', color: tone.ink }}>
          {translate('workspace.link_once', { hours: policy?.handBackLinkHours ?? 72 })}
          <LinkField link={link} />
        </Box>
      )}
    </Bar>
  );
}

function ClosedBar() {
  const translate = useTranslate();
  const word = useWord();
  const cause = useCauseName();
  const { escalation } = useWork();
  return (
    <Bar
      look={escalation.status === 'resolved' ? 'good' : 'plain'} mark={escalation.status === 'resolved' ? '✓' : '✕'}
      title={`${word('escalation', escalation.status)}: ${escalation.outcome ? word('outcome', escalation.outcome) : '–'}`}
      actions={<><Button component={Link} to="/escalations">{translate('workspace.to_queue')}</Button><TakeNext /></>}
    >
      {escalation.rootCause && <>{cause(escalation.rootCause)} · </>}
      <When at={escalation.closedAt} /> · {translate('workspace.handled_in')} <Duration seconds={escalation.handleSeconds} />
    </Bar>
  );
}

const BARS = { unheld: UnheldBar, theirs: TheirsBar, mine: MineBar, with_customer: WithCustomerBar, closed: ClosedBar } as const;

/** Whose it is, and what follows from that: the first thing one reads. */
export function StandingBar() {
  const { standing } = useWork();
  const Standing = BARS[standing];
  return <Standing />;
}
