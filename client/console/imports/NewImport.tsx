import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { IMPORT_FIELDS } from '../../../server/domain/imports/fields.ts';
import { IMPORT_KINDS, type ImportKind } from '../../../server/domain/words.ts';
import { Page } from '../layout/Page.tsx';
import { API, httpClient } from '../providers/httpClient.ts';
import { fieldErrors } from '../providers/problem.ts';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { DropZone } from './DropZone.tsx';
import type { ImportBatch } from './records.ts';

const NAMES: readonly [RegExp, ImportKind][] = [[/scan|track|dock|receipt|return|parcel/i, 'return_facts'], [/upgrade|order|renewal/i, 'upgrades'], [/subscr|contract|plan/i, 'subscriptions'], [/ticket|escal|case|support/i, 'escalations'], [/account|customer|compan/i, 'accounts']];

const guessKind = (fileName: string): ImportKind | null => NAMES.find(([pattern]) => pattern.test(fileName))?.[1] ?? null;

export function NewImport() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<ImportKind>('accounts');
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // The same file sent twice by an unlucky click is one import.
  const key = useRef(crypto.randomUUID());

  const take = (next: File) => {
    setFile(next);
    setError(null);
    key.current = crypto.randomUUID();
    setKind(guessKind(next.name) ?? kind);
  };
  const upload = async () => {
    if (!file || busy) return;
    setBusy(true);
    setError(null);
    try {
      const query = new URLSearchParams({ kind, fileName: file.name.slice(0, 200) });
      const { json } = await httpClient(`${API}/imports?${query.toString()}`, { method: 'POST', body: new Blob([file], { type: 'text/csv' }), headers: { 'Idempotency-Key': key.current } });
      await queryClient.invalidateQueries({ queryKey: ['imports'] });
      void navigate(`/admin/imports/${(json as ImportBatch).id}`);
    } catch (failure) {
      setError(failure);
      key.current = crypto.randomUUID();
      setBusy(false);
    }
  };

  const unreadable = fieldErrors(error)?.['file'];
  const fields = IMPORT_FIELDS[kind];
  const names = (needed: boolean) => fields.filter((field) => (field.required === true || field.oneOf !== undefined) === needed).map((field) => field.label).join(', ');
  return (
    <Page title={translate('imports.new')} trail={[{ label: translate('imports.title'), to: '/admin/imports' }]}>
      <Box sx={{ display: 'grid', gap: '14px', maxWidth: 760 }}>
        <Panel title={translate('imports.kind')}>
          <RadioGroup row value={kind} onChange={(_event, value) => setKind(value as ImportKind)} aria-label={translate('imports.kind')} sx={{ gap: 2 }}>
            {IMPORT_KINDS.map((one) => <FormControlLabel key={one} value={one} control={<Radio />} label={translate(`imports.kinds.${one}`)} />)}
          </RadioGroup>
          <Box sx={{ color: tone.mute, fontSize: 12, marginTop: 1 }}>
            <div>{translate('imports.needs')}: {names(true)}.</div>
            <div>{translate('imports.may_have')}: {names(false)}.</div>
            {kind === 'upgrades' && <div>{translate('imports.kind_hint.upgrades')}</div>}
          </Box>
        </Panel>
        <Panel title={translate('imports.file')}>
          <DropZone file={file} onFile={take} />
          <Box sx={{ color: tone.mute, fontSize: 12, marginTop: 1 }}>{translate('imports.upload_hint')}</Box>
        </Panel>
        {error !== null && (unreadable ? <Box role="alert" sx={{ color: tone.bad }}>{translate('imports.unreadable', { why: unreadable })}</Box> : <ErrorNotice error={error} />)}
        <Box><Button variant="contained" color="primary" disabled={!file} loading={busy} onClick={() => void upload()}>{translate(busy ? 'imports.uploading' : 'imports.upload')}</Button></Box>
      </Box>
    </Page>
  );
}
