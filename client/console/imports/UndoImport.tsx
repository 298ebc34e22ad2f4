import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { formatNumber } from '../fields/format.ts';
import { RecordLink } from '../fields/RecordLink.tsx';
import { ActDialog } from '../forms/ActDialog.tsx';
import { Busy } from '../layout/Busy.tsx';
import { API, httpClient } from '../providers/httpClient.ts';
import { useCommand } from '../providers/useCommand.ts';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { tone } from '../theme/palette.ts';
import type { ImportBatch, UndoPreview } from './records.ts';

/** Takes an import back. The dialog says first what that would do, or what stands in its way. */
export function UndoImport({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button color="error" onClick={() => setOpen(true)}>{translate('imports.undo')}</Button>
      {open && <UndoDialog batch={batch} onClose={() => setOpen(false)} />}
    </>
  );
}

function UndoDialog({ batch: { id, version, fileName }, onClose }: { batch: ImportBatch; onClose: () => void }) {
  const translate = useTranslate();
  const { run } = useCommand<ImportBatch>('imports');
  const { data: preview, error, refetch } = useQuery({ queryKey: ['imports', id, 'undo', version], queryFn: async () => (await httpClient(`${API}/imports/${encodeURIComponent(id)}/undo`)).json as UndoPreview, gcTime: 0 });
  const act = async () => {
    const result = await run({ id, verb: 'undo', body: { version } }, { success: 'imports.undone', quiet: true });
    // Somebody may have touched a record since the preview: look again, so that the list is the one that holds now.
    if (!result.ok) void refetch();
    return result;
  };
  const effects = preview?.possible ? [translate('imports.undo_records', { smart_count: preview.records }).replace(String(preview.records), formatNumber(preview.records)), translate('imports.undo_all'), translate('imports.undo_log')] : undefined;
  return (
    <ActDialog title={translate('imports.undo_title')} submitLabel={translate('imports.undo')} act={act} onClose={onClose} effects={effects} disabled={!preview?.possible} danger>
      {() => (
        <>
          <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{fileName}</Box>
          {error && <ErrorNotice error={error} onRetry={() => void refetch()} compact />}
          {!preview && !error && <Busy />}
          {preview && !preview.possible && preview.blocked === 0 && <Box>{translate('imports.undo_nothing')}</Box>}
          {preview && preview.blocked > 0 && <Blockers preview={preview} />}
        </>
      )}
    </ActDialog>
  );
}

const PATHS: Readonly<Record<string, string>> = { accounts: '/accounts', upgrades: '/upgrades', escalations: '/escalations' };

function Blockers({ preview: { blockedBy, blocked } }: { preview: UndoPreview }) {
  const translate = useTranslate();
  const more = blocked - blockedBy.length;
  return (
    <Box role="alert" sx={{ marginTop: 1 }}>
      <Box sx={{ color: tone.bad }}><span aria-hidden="true">✕ </span>{translate('imports.undo_blocked')}</Box>
      <Box component="ul" sx={{ listStyle: 'none', padding: 0, margin: '8px 0', maxHeight: 280, overflowY: 'auto', '& li': { padding: '5px 0', borderTop: `1px solid ${tone.line}`, overflowWrap: 'anywhere' } }}>
        {blockedBy.map(({ line, resource, id, because }) => (
          <li key={`${resource} ${id}`}>
            <b>{line === null ? translate('imports.undo_product') : translate('imports.undo_line', { line })}</b>
            {' · '}<RecordLink to={PATHS[resource] ? `${PATHS[resource]}/${id}` : null}>{translate(`imports.undo_resource.${resource}`)}</RecordLink>
            <Box sx={{ color: tone.mute }}>{because}</Box>
          </li>
        ))}
      </Box>
      {more > 0 && <Box>{translate('imports.undo_more', { smart_count: more }).replace(String(more), formatNumber(more))}</Box>}
      <Box sx={{ color: tone.mute }}>{translate('imports.undo_blocked_hint')}</Box>
    </Box>
  );
}
