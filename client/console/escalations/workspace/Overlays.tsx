import { CancelUpgradeDialog } from '../../upgrades/CancelUpgradeDialog.tsx';
import { CartEditor } from '../../upgrades/CartEditor.tsx';
import { PlaceDialog } from '../../upgrades/PlaceDialog.tsx';
import { ClockWhy } from './ClockWhy.tsx';
import { EscalateAgainDialog, ReasonDialog, TransferDialog } from './MoveDialogs.tsx';
import { HandBackDialog } from './HandBackDialog.tsx';
import { PauseDialog } from './PauseDialog.tsx';
import { ResolveDialog } from './ResolveDialog.tsx';
import { SetPriorityDialog } from './SetPriorityDialog.tsx';
import { useWork, type Overlay } from './work.ts';

/** Whatever lies over the workspace; it comes with the first that is opened. */
export default function Overlays({ overlay }: { overlay: Overlay }) {
  const { show, upgrade, can } = useWork();
  const close = () => show(null);
  switch (overlay) {
    case 'clock': return <ClockWhy onClose={close} />;
    case 'hand-back': return <HandBackDialog onClose={close} />;
    case 'resolve': return <ResolveDialog onClose={close} />;
    case 'pause': return <PauseDialog onClose={close} />;
    case 'transfer': return <TransferDialog onClose={close} />;
    case 'release':
    case 'decline':
    case 'cancel': return <ReasonDialog move={overlay} onClose={close} />;
    case 'set-priority': return <SetPriorityDialog onClose={close} />;
    case 'escalate-again': return <EscalateAgainDialog onClose={close} />;
    case 'configure': return upgrade ? <CartEditor upgrade={upgrade} onClose={close} /> : null;
    // Once the order stands, the call is as good as over: closing it is the next question.
    case 'place': return upgrade ? <PlaceDialog upgrade={upgrade} onClose={close} onPlaced={() => show(can('resolve') ? 'resolve' : null)} /> : null;
    case 'cancel-upgrade': return upgrade ? <CancelUpgradeDialog upgrade={upgrade} onClose={close} /> : null;
  }
}
