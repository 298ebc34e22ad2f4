import type { CSSProperties } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { PersonBadge } from '../fields/Person.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { usePresenceOf } from '../providers/presence.ts';
import { useMay, useSession } from '../providers/session.ts';
import { useCommand } from '../providers/useCommand.ts';
import { tone } from '../theme/palette.ts';
import type { EscalationRow } from './records.ts';

/** What was claimed, and the way to it: its row may be gone. */
function Claimed({ escalation: { id, upgradeReference, accountName } }: { escalation: EscalationRow }) {
  const translate = useTranslate();
  return <>{translate('workspace.claimed_by_you')} <Link to={`/escalations/${id}`}>{upgradeReference ? `${upgradeReference} · ${accountName}` : accountName}</Link></>;
}

/** Claims a row where it stands. */
export function useClaim() {
  const { run, pending } = useCommand<EscalationRow>('escalations');
  const notify = useNotify();
  const claim = async (row: EscalationRow) => {
    const result = await run({ id: row.id, verb: 'claim', body: { version: row.version } });
    if (result.ok) notify(<Claimed escalation={row} />, { type: 'success' });
  };
  return { claim, busy: pending !== null };
}

/** For a badge and a word, though nobody may be there yet: the column does not move when somebody comes. */
const ROOM_PX = 72;

const LOOK: CSSProperties = { display: 'inline-flex', alignItems: 'center', gap: 6, maxWidth: '100%', minWidth: ROOM_PX };
const QUIET: CSSProperties = { color: tone.mute, fontSize: 11.5 };

/** Shown by the table while one is at its row. */
function Take({ escalation }: { escalation: EscalationRow }) {
  const translate = useTranslate();
  const { claim, busy } = useClaim();
  return <button type="button" className="at-hand not-printed" tabIndex={-1} disabled={busy} onClick={() => void claim(escalation)} aria-label={translate('escalations.claim_one', { name: escalation.accountName })}>{translate('moves.claim.button')}</button>;
}

/** Who is on it: its holder, and whoever looks at it or writes on it just now; and what keeps it from being worked, where something does. */
export function OnIt({ escalation }: { escalation: EscalationRow }) {
  const translate = useTranslate();
  const session = useSession();
  const may = useMay();
  const here = usePresenceOf('escalations', escalation.id).filter(({ id }) => id !== escalation.assigneeId && id !== session?.id);
  const { assigneeId, assigneeName, status } = escalation;
  const free = status === 'waiting';
  return (
    <span style={LOOK}>
      {!free && status !== 'claimed' && <span style={{ flex: 'none' }}><StatusChip of="escalation" value={status} short /></span>}
      {assigneeId !== null && !free && <><PersonBadge name={assigneeName ?? '?'} editing={status === 'claimed'} /><span style={{ fontSize: 11.5, overflow: 'hidden', textOverflow: 'ellipsis' }}>{assigneeId === session?.id ? translate('escalations.you') : assigneeName}</span></>}
      {here.map(({ id, name, mode }) => <span key={id} style={{ display: 'inline-flex', alignItems: 'center', gap: 5 }}><PersonBadge name={name} editing={mode === 'editing'} /><span style={QUIET}>{translate(`escalations.presence.${mode}`)}</span></span>)}
      {(assigneeId === null || free) && here.length === 0 && <span className={free && may('escalations:work') ? 'instead' : undefined} style={QUIET}>{translate('escalations.nobody')}</span>}
      {free && may('escalations:work') && <Take escalation={escalation} />}
    </span>
  );
}
