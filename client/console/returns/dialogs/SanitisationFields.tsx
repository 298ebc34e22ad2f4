import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import type { Sanitisation } from '../../../../server/domain/attestation.ts';
import { methodsFor } from '../../../../server/domain/sanitisation.ts';
import type { Meaning, SanitisationMethod } from '../../../../server/domain/words.ts';
import { ChoiceField, WordsField } from './fields.tsx';

const WIDTHS = { technique: 200, tool: 200, toolVersion: 80, verification: 500, standard: 80, revision: 40 } as const;
type TextOf = keyof typeof WIDTHS;

type Props = { meaning: Meaning; value: Sanitisation; onChange: (value: Sanitisation) => void; errorOf: (field: string) => string | undefined };

/** How data were removed from a device, as NIST SP 800-88 asks for it to be recorded. */
export function SanitisationFields({ meaning, value, onChange, errorOf }: Props) {
  const translate = useTranslate();
  const text = (field: TextOf) => <WordsField label={translate(`returns.sanitisation.${field}`)} hint={translate(`returns.sanitisation.${field}_hint`, { _: '' }) || undefined} value={value[field]} onChange={(said) => onChange({ ...value, [field]: said })} lines={1} maxLength={WIDTHS[field]} required error={errorOf(field)} />;
  return (
    <Box sx={{ display: 'grid', gap: '14px', gridTemplateColumns: { sm: '1fr 1fr' } }}>
      <ChoiceField<SanitisationMethod> label={translate('returns.sanitisation.method')} value={value.method} onChange={(method) => onChange({ ...value, method })} choices={methodsFor(meaning).map((id) => ({ id, name: id }))} hint={translate(`returns.sanitisation.means.${value.method}`)} error={errorOf('method')} />
      {text('technique')}
      {text('tool')}
      {text('toolVersion')}
      <Box sx={{ gridColumn: '1 / -1' }}>{text('verification')}</Box>
      {text('standard')}
      {text('revision')}
    </Box>
  );
}
