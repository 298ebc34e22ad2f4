import { useTranslate } from 'react-admin';
import type { EventDisposition } from '../../../../server/domain/words.ts';
import { Chip, type ChipTone } from '../../theme/Chip.tsx';

const LOOKS: Record<EventDisposition, [ChipTone, string]> = {
  applied: ['good', '✓'], duplicate: ['plain', '='], late: ['plain', '↤'], waiting: ['blue', '○'], quarantined: ['bad', '!'], not_yet: ['warn', '…'],
};

/** What became of an event, with a mark that says the same without colour. */
export function DispositionChip({ value }: { value: EventDisposition }) {
  const translate = useTranslate();
  const [tone, mark] = LOOKS[value];
  return <Chip tone={tone} mark={mark}>{translate(`events.disposition.${value}`)}</Chip>;
}
