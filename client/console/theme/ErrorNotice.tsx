import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import { explain } from '../providers/problem.ts';
import { tone } from './palette.ts';

/** What happened and what to do. Takes whatever was thrown. */
export function ErrorNotice({ error, onRetry, compact = false }: { error: unknown; onRetry?: () => void; compact?: boolean }) {
  const translate = useTranslate();
  const { title, detail, reference } = explain(error, translate);
  return (
    <Box role="alert" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, border: `1px solid ${tone.bad}`, bgcolor: tone.badSoft, color: tone.bad, borderRadius: '10px', padding: compact ? '6px 10px' : '10px 14px' }}>
      <Box sx={{ flex: 1, minWidth: 200 }}>
        <Box component="span" aria-hidden="true">✕ </Box>
        <b>{title}</b>
        {detail && <Box component="span"> {detail}</Box>}
        {reference && <Box component="span" sx={{ display: 'block', fontSize: 11.5 }}>{translate('shell.error.reference', { reference })}</Box>}
      </Box>
      {onRetry && <Button onClick={onRetry}>{translate('shell.error.retry')}</Button>}
    </Box>
  );
}
