import { useTranslate } from 'react-admin';
import { tone } from '../theme/palette.ts';

export function YesNo({ value }: { value: boolean }) {
  const translate = useTranslate();
  return <span style={value ? undefined : { color: tone.mute }}>{value ? '✓ ' : '– '}{translate(value ? 'ra.boolean.true' : 'ra.boolean.false')}</span>;
}
