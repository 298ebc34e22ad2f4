import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useTranslate } from 'react-admin';
import { tone } from '../../theme/palette.ts';
import { FileDrop, sizeText } from '../FileDrop.tsx';
import { useEvidence } from '../queries.ts';

/** Files of the return that show what is recorded: those that are there, and one more that is uploaded now. */
export function EvidenceChoice({ returnId, chosen, onChange, error }: { returnId: string; chosen: readonly string[]; onChange: (chosen: string[]) => void; error?: string }) {
  const translate = useTranslate();
  const { data: files = [] } = useEvidence(returnId);
  const toggle = (id: string, on: boolean) => onChange(on ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <Box component="fieldset" sx={{ border: 0, margin: 0, padding: 0, minWidth: 0, display: 'grid', gap: '6px' }}>
      <Box component="legend" sx={{ fontSize: 12, color: tone.mute, padding: 0, marginBottom: '4px' }}>{translate('returns.evidence.legend')}</Box>
      {files.map(({ id, name, bytes }) => <FormControlLabel key={id} sx={{ '& .MuiFormControlLabel-label': { overflowWrap: 'anywhere' } }} label={<>{name} <Box component="span" sx={{ color: tone.mute }}>{sizeText(bytes)}</Box></>} control={<Checkbox checked={chosen.includes(id)} onChange={(event) => toggle(id, event.target.checked)} sx={{ padding: '2px 8px' }} />} />)}
      <FileDrop returnId={returnId} onUploaded={({ id }) => onChange([...chosen, id])} />
      {error && <Box role="alert" sx={{ color: tone.bad, fontSize: 12 }}>{error}</Box>}
    </Box>
  );
}
