import { useState } from 'react';
import type { ReturnRow } from '../records.ts';
import { CertificateDialog } from './CertificateDialog.tsx';
import { FactDialog } from './FactDialog.tsx';
import { OnBehalfDialog } from './OnBehalfDialog.tsx';
import type { Overlay } from './overlay.ts';
import { RequestDialog } from './RequestDialog.tsx';
import { DispositionDialog, ExtendDialog, RemindDialog, SettleDialog, WaiveDialog } from './Simple.tsx';

/** Whatever lies over a return: one at a time. */
export default function Overlays({ row: now, overlay, onClose }: { row: ReturnRow; overlay: Overlay; onClose: () => void }) {
  // As it was when the dialog was opened: what is decided on it must not go over what a colleague changes meanwhile.
  const [row] = useState(now);
  switch (overlay.what) {
    case 'fact': return <FactDialog row={row} fact={overlay.fact} serial={overlay.serial} onClose={onClose} />;
    case 'remind': return <RemindDialog row={row} onClose={onClose} />;
    case 'extend': return <ExtendDialog row={row} onClose={onClose} />;
    case 'waive': return <WaiveDialog row={row} onClose={onClose} />;
    case 'disposition': return <DispositionDialog row={row} onClose={onClose} />;
    case 'request': return <RequestDialog row={row} onClose={onClose} />;
    case 'on-behalf': return <OnBehalfDialog row={row} serial={overlay.serial} onClose={onClose} />;
    case 'certificate': return <CertificateDialog row={row} serial={overlay.serial} onClose={onClose} />;
    case 'settle': return <SettleDialog row={row} code={overlay.code} serial={overlay.serial} onClose={onClose} />;
  }
}
