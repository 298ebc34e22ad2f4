import Box from '@mui/material/Box';
import { useState, type DragEvent } from 'react';
import { useTranslate } from 'react-admin';
import { formatNumber } from '../fields/format.ts';
import { tone } from '../theme/palette.ts';

const size = (bytes: number) => (bytes < 1000 ? `${bytes} bytes` : bytes < 1_000_000 ? `${formatNumber(Math.round(bytes / 1000))} kB` : `${formatNumber(Math.round(bytes / 100_000) / 10)} MB`);

/** Takes one file, dropped or chosen. The whole area is the label of a file input, so that it works by keyboard too. */
export function DropZone({ file, onFile }: { file: File | null; onFile: (file: File) => void }) {
  const translate = useTranslate();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [first] = files ?? [];
    if (first) onFile(first);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <Box
      component="label" onDrop={drop} onDragLeave={() => setOver(false)}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      sx={{
        display: 'grid', justifyItems: 'center', gap: 0.5, padding: '34px 18px', textAlign: 'center', cursor: 'pointer', borderRadius: '10px', border: `2px dashed ${over ? tone.accent : tone.edge}`, bgcolor: over ? tone.accentSoft : tone.soft,
        '&:hover': { borderColor: tone.accent }, '&:has(:focus-visible)': { outline: `2px solid ${tone.accent}`, outlineOffset: 2 },
      }}
    >
      <Box
        component="input" type="file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values" aria-label={translate('imports.csv')}
        onChange={(event: { target: HTMLInputElement }) => take(event.target.files)} sx={{ position: 'absolute', opacity: 0, width: 1, height: 1, pointerEvents: 'none' }}
      />
      <Box component="span" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{file ? translate('imports.chosen', { name: file.name, size: size(file.size) }) : translate('imports.drop')}</Box>
      <Box component="span" sx={{ color: tone.accent }}>{translate(file ? 'imports.another' : 'imports.choose')}</Box>
    </Box>
  );
}
