import type { Band } from '../../../server/domain/words.ts';
import { Chip, type ChipTone } from '../theme/Chip.tsx';
import { useWord } from './words.ts';

const LOOKS: Record<Band, [ChipTone, string]> = { urgent: ['bad', '●'], high: ['warn', '▲'], normal: ['blue', '■'], low: ['plain', '–'] };

export function BandChip({ band, score, title }: { band: Band; score?: number; title?: string }) {
  const word = useWord();
  const [tone, mark] = LOOKS[band];
  return <Chip tone={tone} mark={mark} title={title}>{word('band', band)}{score === undefined ? '' : ` ${score}`}</Chip>;
}
