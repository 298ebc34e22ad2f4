import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type DragEvent } from 'react';
import { useTranslate } from 'react-admin';
import { formatNumber } from '../fields/format.ts';
import { explain, fieldErrors } from '../providers/problem.ts';
import { tone } from '../theme/palette.ts';
import type { EvidenceFile } from './records.ts';
import { LARGEST_BYTES, TAKEN, uploadEvidence } from './upload.ts';

export const sizeText = (bytes: number) => (bytes < 1_000_000 ? `${formatNumber(Math.max(1, Math.round(bytes / 1000)))} kB` : `${formatNumber(Math.round(bytes / 100_000) / 10)} MB`);

/** Takes evidence, dropped or chosen, and sends it at once. The whole area is the label of a file input, so that it works by keyboard too. */
export function FileDrop({ returnId, onUploaded }: { returnId: string; onUploaded?: (file: EvidenceFile) => void }) {
  const translate = useTranslate();
  const queryClient = useQueryClient();
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const send = async (file: File) => {
    setFault(null);
    if (file.size > LARGEST_BYTES) {
      setFault(translate('returns.evidence.too_large', { name: file.name }));
      return;
    }
    setSending({ name: file.name, share: 0 });
    try {
      const kept = await uploadEvidence(returnId, file, (share) => setSending({ name: file.name, share }));
      await queryClient.invalidateQueries({ queryKey: ['evidence-files'] });
      onUploaded?.(kept);
    } catch (error) {
      const { title, detail } = explain(error, translate);
      const said = fieldErrors(error)?.['file'];
      setFault(said ? translate('returns.evidence.refused', { name: file.name, because: said }) : (detail ?? title));
    } finally {
      setSending(null);
    }
  };
  const take = (files: FileList | null) => {
    const [first] = files ?? [];
    if (first && !sending) void send(first);
  };
  return (
    <Box className="not-printed">
      <Box
        component="label" onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
        onDragOver={(event: DragEvent) => {
          event.preventDefault();
          setOver(true);
        }}
        sx={{
          display: 'grid', justifyItems: 'center', gap: '2px', padding: '12px', textAlign: 'center', cursor: sending ? 'progress' : 'pointer', borderRadius: '10px', border: `1.5px dashed ${over ? tone.accent : tone.edge}`, bgcolor: over ? tone.accentSoft : tone.soft, position: 'relative',
          '&:hover': { borderColor: tone.accent }, '&:has(:focus-visible)': { outline: `2px solid ${tone.accent}`, outlineOffset: 2 },
        }}
      >
        <Box
          component="input" type="file" accept={TAKEN} disabled={sending !== null} aria-label={translate('returns.evidence.choose')}
          onChange={(event: { target: HTMLInputElement }) => {
            take(event.target.files);
            event.target.value = '';
          }}
          sx={{ position: 'absolute', opacity: 0, width: 1, height: 1, pointerEvents: 'none' }}
        />
        <Box component="span" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{sending ? translate('returns.evidence.sending', { name: sending.name }) : translate('returns.evidence.drop')}</Box>
        <Box component="span" sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('returns.evidence.formats')}</Box>
        {sending && <LinearProgress variant="determinate" value={sending.share * 100} aria-label={translate('returns.evidence.sending', { name: sending.name })} sx={{ width: '100%', height: 6, borderRadius: 3, marginTop: '6px' }} />}
      </Box>
      {fault && <Box role="alert" sx={{ color: tone.bad, marginTop: '6px', overflowWrap: 'anywhere' }}><span aria-hidden="true">✕ </span>{fault}</Box>}
    </Box>
  );
}
