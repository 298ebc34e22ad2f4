import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import { PersonBadge } from '../fields/Person.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { usePresenceOf } from '../providers/presence.ts';
import { useMay, useSession } from '../providers/session.ts';
import { useCommand } from '../providers/useCommand.ts';
import { tone } from '../theme/palette.ts';
import type { EscalationRow } from './records.ts';

/** Claims a row where it stands. */
export function useClaim() {
  const { run, pending } = useCommand<EscalationRow>('escalations');
  return { claim: ({ id, version }: Pick<EscalationRow, 'id' | 'version'>) => run({ id, verb: 'claim', body: { version } }, { success: 'workspace.claimed_by_you' }), busy: pending !== null };
}

/** For a badge and a word, though nobody may be there yet: the column does not move when somebody comes. */
const ROOM_PX = 72;

/** Who is on it: its holder, and whoever looks at it or writes on it just now; and what keeps it from being worked, where something does. */
export function OnIt({ escalation }: { escalation: EscalationRow }) {
  const translate = useTranslate();
  const session = useSession();
  const may = useMay();
  const { claim, busy } = useClaim();
  const here = usePresenceOf('escalations', escalation.id).filter(({ id }) => id !== escalation.assigneeId && id !== session?.id);
  const { assigneeId, assigneeName, status } = escalation;
  const free = status === 'waiting';
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: '6px', maxWidth: '100%', minWidth: ROOM_PX, '& .take': { display: 'none' }, 'tr:hover & .take, tr:focus-within & .take': { display: 'inline-flex' }, 'tr:hover & .nobody, tr:focus-within & .nobody': free && may('escalations:work') ? { display: 'none' } : {} }}>
      {!free && status !== 'claimed' && <Box component="span" sx={{ flex: 'none' }}><StatusChip of="escalation" value={status} short /></Box>}
      {assigneeId !== null && !free && <><PersonBadge name={assigneeName ?? '?'} editing={status === 'claimed'} /><Box component="span" sx={{ fontSize: 11.5, overflow: 'hidden', textOverflow: 'ellipsis' }}>{assigneeId === session?.id ? translate('escalations.you') : assigneeName}</Box></>}
      {here.map(({ id, name, mode }) => <Box component="span" key={id} sx={{ display: 'inline-flex', alignItems: 'center', gap: '5px' }}><PersonBadge name={name} editing={mode === 'editing'} /><Box component="span" sx={{ color: tone.mute, fontSize: 11.5 }}>{translate(`escalations.presence.${mode}`)}</Box></Box>)}
      {(assigneeId === null || free) && here.length === 0 && <Box component="span" className="nobody" sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('escalations.nobody')}</Box>}
      {free && may('escalations:work') && <Button className="take" tabIndex={-1} loading={busy} onClick={() => void claim(escalation)} sx={{ padding: '0 8px', fontSize: 11.5 }} aria-label={translate('escalations.claim_one', { name: escalation.accountName })}>{translate('moves.claim.button')}</Button>}
    </Box>
  );
}
