import { useTranslate } from 'react-admin';
import { tone } from '../theme/palette.ts';

/** Where a value is not given: a dash to the eye, a word to a screen reader. */
export function Nothing({ text }: { text?: string }) {
  const translate = useTranslate();
  return <span style={{ color: tone.mute }} aria-label={text ? undefined : translate('fields.none')} role={text ? undefined : 'img'}>{text ?? '–'}</span>;
}
