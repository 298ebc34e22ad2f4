import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import { MOVE_NAMES, type MoveName } from '../../../../server/domain/escalation.ts';
import { usePaletteActions } from '../../palette/actions.ts';
import { Panel } from '../../theme/Panel.tsx';
import { sideMoves } from '../standing.ts';
import { useWork, type Overlay } from './work.ts';

const OVERLAYS: Partial<Record<MoveName, Overlay>> = { pause: 'pause', transfer: 'transfer', release: 'release', decline: 'decline', cancel: 'cancel', 'escalate-again': 'escalate-again' };

/** The other moves that this viewer can make now, drawn from the table of moves. */
export function ActionsPanel() {
  const translate = useTranslate();
  const { can, run, show, pending, standing } = useWork();
  // The bar above has it where nobody holds the item.
  const moves = sideMoves(MOVE_NAMES.filter(can)).filter((move) => !(standing === 'unheld' && move === 'decline') && !(standing === 'with_customer' && move === 'escalate-again') && move !== 'resume');
  const make = (move: MoveName) => {
    const overlay = OVERLAYS[move];
    if (overlay) show(overlay);
    else void run(move, {}, { insists: true });
  };
  usePaletteActions(moves.map((move) => ({ id: move, label: translate(`moves.${move}.button`), run: () => make(move) })));
  if (moves.length === 0) return null;
  return (
    <Panel title={translate('moves.title')}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '6px' }}>
        {moves.map((move) => <Button key={move} onClick={() => make(move)} loading={pending === move} color={move === 'cancel' ? 'error' : 'inherit'} title={translate(`moves.${move}.hint`)}>{translate(`moves.${move}.button`)}</Button>)}
      </Box>
    </Panel>
  );
}
