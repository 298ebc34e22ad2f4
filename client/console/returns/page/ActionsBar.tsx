import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useId, type ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { KeyButton } from '../../keys/KeyButton.tsx';
import { usePaletteActions } from '../../palette/actions.ts';
import { visuallyHidden } from '../../theme/hidden.ts';
import { tone } from '../../theme/palette.ts';
import type { Overlay } from '../dialogs/overlay.ts';
import { evidenceOf } from '../ladder.ts';
import type { ReturnCommand, ReturnRecord } from '../records.ts';

type Other = { command: ReturnCommand; label: string; overlay: Overlay };

/** Nothing is left to be signed: asking would be refused. */
export const isAttested = ({ devices, facts }: Pick<ReturnRecord, 'devices' | 'facts'>) => evidenceOf({ devices, facts }).some(({ rung, reached }) => rung === 'attested' && reached === 'all');

const OTHERS: readonly Other[] = [
  { command: 'extend', label: 'returns.extend.action', overlay: { what: 'extend' } },
  { command: 'request-attestation', label: 'returns.request.action', overlay: { what: 'request' } },
  { command: 'attestations', label: 'returns.on_behalf.button', overlay: { what: 'on-behalf' } },
  { command: 'record-certificate', label: 'returns.certificate.button', overlay: { what: 'certificate' } },
  { command: 'change-disposition', label: 'returns.disposition.button', overlay: { what: 'disposition' } },
];

/** A button that cannot be pressed says why: hovering shows it, and a screen reader reads it. */
function Possible({ not, children }: { not: string | null; children: (props: { disabled: boolean; 'aria-describedby'?: string }) => ReactNode }) {
  const id = useId();
  if (not === null) return children({ disabled: false });
  return <span title={not}>{children({ disabled: true, 'aria-describedby': id })}<Box component="span" id={id} sx={visuallyHidden}>{not}</Box></span>;
}

/** What this viewer may do with the return now, as the server says. */
export function ActionsBar({ row, reminded, onShow }: { row: ReturnRecord; reminded: boolean; onShow: (overlay: Overlay) => void }) {
  const translate = useTranslate();
  const may = (command: ReturnCommand) => (row.allowed ?? []).includes(command);
  const others = OTHERS.filter(({ command }) => may(command));
  const attested = isAttested(row);
  const reminds = may('remind');
  usePaletteActions([
    { id: 'record-fact', label: translate('returns.fact.action'), when: may('record-fact'), run: () => onShow({ what: 'fact' }) },
    { id: 'remind', label: translate('returns.remind.action'), when: reminds && !reminded, run: () => onShow({ what: 'remind' }) },
    ...others.map(({ command, label, overlay }) => ({ id: `return-${command}`, label: translate(label), when: !(attested && command === 'request-attestation'), run: () => onShow(overlay) })),
    { id: 'waive', label: translate('returns.waive.action'), when: may('waive'), run: () => onShow({ what: 'waive' }) },
  ]);
  if (!may('record-fact')) return null;
  return (
    <Box className="not-printed" role="toolbar" aria-label={translate('returns.actions')} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px', marginBottom: '14px' }}>
      <KeyButton variant="contained" color="primary" label={translate('returns.fact.action')} shortcut="f" onRun={() => onShow({ what: 'fact' })} />
      {reminds && <Possible not={reminded ? translate('returns.remind.today') : null}>{(props) => <KeyButton {...props} label={translate('returns.remind.action')} shortcut="r" onRun={() => onShow({ what: 'remind' })} />}</Possible>}
      {others.map(({ command, label, overlay }) => <Possible key={command} not={attested && command === 'request-attestation' ? translate('returns.request.attested') : null}>{(props) => <Button {...props} onClick={() => onShow(overlay)}>{translate(label)}</Button>}</Possible>)}
      {may('waive') && <Button variant="text" sx={{ marginLeft: { sm: 'auto' }, color: tone.bad }} onClick={() => onShow({ what: 'waive' })}>{translate('returns.waive.action')}</Button>}
    </Box>
  );
}
