import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { findCard } from '../../../../server/domain/payment-cards.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { useCommand } from '../../providers/useCommand.ts';
import type { IncomingEvent } from './records.ts';

type Read = { data: Record<string, unknown> } | { fault: string; detail?: string };

/** What was typed as the data of an event, or why it cannot be. */
export function readData(text: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch (error) {
    return { fault: 'events.mend.not_json', detail: error instanceof Error ? error.message : '' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { fault: 'events.mend.not_object' };
  return findCard(text) === null ? { data: value as Record<string, unknown> } : { fault: 'events.mend.card' };
}

/** Changes what an event says and tries it again. What it said before stays in the audit log. */
export function MendDialog({ event, onClose, onMended }: { event: IncomingEvent; onClose: () => void; onMended: (event: IncomingEvent) => void }) {
  const translate = useTranslate();
  const { run } = useCommand<IncomingEvent>('incoming-events');
  const [given] = useState(() => ({ text: JSON.stringify(event.data, null, 2), version: event.version }));
  const [text, setText] = useState(given.text);
  const read = readData(text);
  const fault = 'fault' in read ? translate(read.fault, { detail: read.detail ?? '' }) : null;
  const act = async () => {
    const answered = await run({ id: event.id, verb: 'mend', body: { data: 'data' in read ? read.data : {}, version: given.version } }, { quiet: true });
    if (answered.ok) onMended(answered.record);
    return answered;
  };
  return (
    <ActDialog title={translate('events.mend.title')} submitLabel={translate('events.mend.submit')} act={act} onClose={onClose} fields={['data']} disabled={fault !== null || text === given.text} effects={[translate('events.mend.effect'), translate('events.mend.kept')]} maxWidth="md">
      {(errors) => (
        <TextField
          multiline fullWidth autoFocus minRows={8} maxRows={22} margin="dense" label={translate('events.data')} value={text} onChange={(change) => setText(change.target.value)} error={fault !== null || errors['data'] !== undefined} helperText={errors['data'] ?? fault ?? translate('events.mend.hint')}
          slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'off', style: { fontFamily: 'ui-monospace, monospace', fontSize: 12.5, lineHeight: 1.55 } } }}
        />
      )}
    </ActDialog>
  );
}
