import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { asLocalField, instantOfField } from '../../escalations/workspace/pauseUntil.ts';
import { useNow } from '../../fields/now.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { FileDrop } from '../FileDrop.tsx';
import { useEvidence } from '../queries.ts';
import type { ReturnRow } from '../records.ts';
import { useReturnCommand } from '../useReturnCommand.ts';
import { ChoiceField, isSaid, TimeField, WordsField } from './fields.tsx';

const OTHER = '?';
const AHEAD_MS = 60_000;

/** The certificate of whoever destroyed or wiped a device for the customer, as a file. */
export function CertificateDialog({ row, serial: about, onClose }: { row: ReturnRow; serial?: string | null; onClose: () => void }) {
  const translate = useTranslate();
  const now = useNow();
  const { run, conflict } = useReturnCommand();
  const { data: files = [] } = useEvidence(row.id);
  const serials = row.devices.map(({ serial }) => serial);
  const [device, setDevice] = useState(() => serials.find((serial) => serial === about) ?? serials[0] ?? OTHER);
  const [other, setOther] = useState('');
  const [chosen, setFile] = useState('');
  const [issuer, setIssuer] = useState('');
  const [number, setNumber] = useState('');
  const [when, setWhen] = useState(() => asLocalField(new Date()));
  const fileId = chosen || (files.length === 1 ? (files[0]?.id ?? '') : '');
  const serial = device === OTHER ? other.trim() : device;
  const occurredAt = instantOfField(when);
  const past = occurredAt !== null && Date.parse(occurredAt) <= now + AHEAD_MS;
  const act = () => run({ record: row, verb: 'record-certificate', body: { serial, fileId, issuer: issuer.trim(), ...(number.trim() && { number: number.trim() }), occurredAt }, quiet: true, appends: true, success: 'returns.certificate.done' });
  return (
    <>
      <ActDialog title={translate('returns.certificate.title')} submitLabel={translate('returns.certificate.action')} act={act} onClose={onClose} fields={['serial', 'fileId', 'issuer', 'number', 'occurredAt']} disabled={serial === '' || fileId === '' || !isSaid(issuer) || !isSaid(number, false) || !past}>
        {(errors) => (
          <Box sx={{ display: 'grid', gap: '16px', paddingTop: '9px' }}>
            <ChoiceField label={translate('returns.fact.device')} value={device} onChange={setDevice} choices={[...serials.map((id) => ({ id, name: id })), { id: OTHER, name: translate('returns.certificate.other_serial') }]} error={device === OTHER ? undefined : errors['serial']} autoFocus />
            {device === OTHER && <WordsField label={translate('returns.fact.serial')} value={other} onChange={setOther} lines={1} maxLength={100} required error={errors['serial']} hint={translate('returns.certificate.other_hint')} />}
            <Box sx={{ display: 'grid', gap: '14px', gridTemplateColumns: { sm: '1fr 1fr' } }}>
              <WordsField label={translate('returns.certificate.issuer')} value={issuer} onChange={setIssuer} lines={1} maxLength={160} required error={errors['issuer']} hint={translate('returns.certificate.issuer_hint')} />
              <WordsField label={translate('returns.certificate.number')} value={number} onChange={setNumber} lines={1} maxLength={80} error={errors['number']} hint={translate('forms.optional')} />
            </Box>
            <TimeField label={translate('returns.certificate.when')} value={when} onChange={setWhen} max={asLocalField(new Date(now))} error={errors['occurredAt'] ?? (past ? undefined : translate('returns.fact.future'))} />
            {files.length > 0 && <ChoiceField label={translate('returns.certificate.file')} value={fileId} onChange={setFile} choices={files.map(({ id, name }) => ({ id, name }))} error={errors['fileId']} required />}
            <FileDrop returnId={row.id} onUploaded={({ id }) => setFile(id)} />
          </Box>
        )}
      </ActDialog>
      {conflict}
    </>
  );
}
