import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import type { Mismatch } from '../../../../server/domain/returns.ts';
import { useWord } from '../../fields/words.ts';
import { Chip } from '../../theme/Chip.tsx';
import { tone } from '../../theme/palette.ts';
import { overlayFor, type Overlay } from '../dialogs/overlay.ts';
import type { ReturnRow } from '../records.ts';

type ContradictionProps = { row: ReturnRow; mismatch: Mismatch; /** Left out: one may only look. */ onShow?: (overlay: Overlay) => void; reminded: boolean; /** Alone on its page, and not one of many. */ alone?: boolean };

/** What contradicts what, in plain words, who moves next, and the button of what settles it. */
export function Contradiction({ row, mismatch, onShow, reminded, alone = false }: ContradictionProps) {
  const translate = useTranslate();
  const word = useWord();
  const { code, serial, nextMover, action } = mismatch;
  const remind = action === 'remind';
  // Where nothing is owed any more, or one was sent today, reminding would be refused.
  const possible = remind ? row.owed && !row.complete && !reminded : action !== 'request_attestation' || (row.status !== 'waived' && row.status !== 'cancelled');
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 14px' }}>
      <Box sx={{ flex: '1 1 300px', minWidth: 0, display: 'grid', gap: '2px' }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '4px 8px', alignItems: 'center' }}><Box component="b"><span aria-hidden="true">≠ </span>{word('mismatch', code)}</Box>{serial && <Chip>{serial}</Chip>}</Box>
        <Box sx={{ overflowWrap: 'anywhere' }}>{translate(`returns.mismatch.${code}`, { serial: serial ?? translate('returns.a_device') })}</Box>
        <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('returns.next', { who: word('next_mover', nextMover) })}{remind && reminded && <> · {translate('returns.remind.today')}</>}</Box>
      </Box>
      {onShow && (
        <Box className="not-printed" sx={{ display: 'flex', flexWrap: 'wrap', gap: '6px' }}>
          <Button {...(alone && { variant: 'contained', color: 'primary' })} disabled={!possible} onClick={() => onShow(overlayFor(mismatch))}>{translate(`returns.settling.${action}`)}</Button>
          {action !== 'settle' && <Button variant="text" onClick={() => onShow({ what: 'settle', code, serial })}>{translate('returns.settling.settle')}</Button>}
        </Box>
      )}
    </Box>
  );
}
