import type { ButtonProps } from '@mui/material/Button';
import { useCallback } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { KeyButton } from '../keys/KeyButton.tsx';
import { usePaletteActions } from '../palette/actions.ts';
import { useMay } from '../providers/session.ts';
import { useCommand } from '../providers/useCommand.ts';
import type { EscalationRow } from './records.ts';

/** Claims what the queue offers this person next and opens it. */
export function useTakeNext() {
  const { run, pending } = useCommand<EscalationRow>('escalations');
  const navigate = useNavigate();
  const notify = useNotify();
  const take = useCallback(async () => {
    const result = await run({ id: null, verb: 'claim-next', body: {} });
    if (!result.ok) return;
    // Nothing waits: the answer has no content.
    const next = result.record as EscalationRow | undefined;
    if (next) void navigate(`/escalations/${next.id}`);
    else notify('escalations.nothing_waits', { type: 'info' });
  }, [navigate, notify, run]);
  return { take, busy: pending !== null };
}

/** "Take next" with its key, wherever one can go on from. */
export function TakeNext(props: Pick<ButtonProps, 'autoFocus' | 'variant'>) {
  const translate = useTranslate();
  const may = useMay();
  const { take, busy } = useTakeNext();
  const allowed = may('escalations:work');
  usePaletteActions([{ id: 'take-next', label: translate('escalations.take_next'), shortcut: 'n', run: () => void take(), when: allowed }]);
  if (!allowed) return null;
  return <KeyButton variant="contained" color="primary" {...props} label={translate('escalations.take_next')} shortcut="n" onRun={() => void take()} loading={busy} hint={translate('escalations.take_next_hint')} />;
}
