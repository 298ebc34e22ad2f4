import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { tone } from '../theme/palette.ts';

/** The text that is signed, to the letter, with the edition that it is. */
export function StatementText({ edition, text, title }: { edition: number; text: string; title?: string }) {
  const translate = useTranslate();
  return (
    <Box component="figure" sx={{ margin: 0, borderLeft: `3px solid ${tone.blue}`, bgcolor: tone.blueSoft, borderRadius: '0 8px 8px 0', padding: '8px 12px' }}>
      <Box component="blockquote" sx={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Box>
      <Box component="figcaption" sx={{ color: tone.mute, fontSize: 11.5, marginTop: '4px' }}>{title && `${title} · `}{translate('returns.edition', { edition })}</Box>
    </Box>
  );
}
