import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import type { TraceStep } from '../../../server/domain/coding/case.ts';
import { tone } from '../theme/palette.ts';

/** The rules that applied, in their order, each with its figures in a sentence. Flags stand apart. */
export function Trace({ trace }: { trace: readonly TraceStep[] }) {
  const translate = useTranslate();
  const steps = trace.filter(({ rule }) => !rule.startsWith('flag.'));
  if (steps.length === 0) return <Box sx={{ color: tone.mute }}>{translate('coding.trace.none')}</Box>;
  return (
    <Box component="ol" sx={{ margin: 0, paddingLeft: '18px', display: 'grid', gap: '8px', '& li::marker': { color: tone.mute } }}>
      {steps.map(({ rule, because }, index) => (
        <li key={index}>
          <b title={rule}>{translate(`coding.rule.${rule}`, { _: rule })}</b>
          <Box component="span" sx={{ display: 'block', color: tone.mute, overflowWrap: 'anywhere' }}>{because}</Box>
        </li>
      ))}
    </Box>
  );
}
