import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { formatAge, formatNumber } from '../fields/format.ts';
import { Nothing } from '../fields/Nothing.tsx';
import { Day } from '../fields/Times.tsx';
import { useWord } from '../fields/words.ts';
import { Chip } from '../theme/Chip.tsx';
import { tone } from '../theme/palette.ts';
import type { ReturnRow } from './records.ts';

const DAY_SECONDS = 86_400;
const LOOKS = { overdue: ['bad', '▲'], never_scanned: ['warn', '◌'], quiet: ['warn', '…'] } as const;

const Short = ({ text, children }: { text: string; children: string }) => <span role="img" aria-label={text}>{children}</span>;

type FlagsProps = {
  row: Pick<ReturnRow, 'flags' | 'mismatches'>;
  /** The due day stands beside, and says by itself that it is over. */
  due?: boolean;
  /** False: nothing where there is nothing, and not a dash. */
  none?: boolean;
  /** Marks alone for flags (`all`), or only for contradictions: words come by hovering, or to whoever listens. */
  short?: 'contradictions' | 'all';
};

/** What is worrying about it now. */
export function ReturnFlags({ row, due = false, none = true, short }: FlagsProps) {
  const translate = useTranslate();
  const word = useWord();
  const flags = row.flags.filter((flag) => !(due && flag === 'overdue'));
  const count = translate('returns.contradictions', { smart_count: row.mismatches.length });
  if (flags.length === 0 && row.mismatches.length === 0) return none ? <Nothing /> : null;
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: { xs: 'wrap', md: 'nowrap' }, gap: '4px' }}>
      {row.mismatches.length > 0 && <Chip tone="bad" mark="≠" title={row.mismatches.map(({ code }) => word('mismatch', code)).join('\n')}>{short ? <Short text={count}>{formatNumber(row.mismatches.length)}</Short> : count}</Chip>}
      {flags.map((flag) => (short === 'all' ? <Chip key={flag} tone={LOOKS[flag][0]} title={word('return_flag', flag)}><Short text={word('return_flag', flag)}>{LOOKS[flag][1]}</Short></Chip> : <Chip key={flag} tone={LOOKS[flag][0]} mark={LOOKS[flag][1]}>{word('return_flag', flag)}</Chip>))}
    </Box>
  );
}

/** The day it is due, and by how many days that is over; quiet once nothing is owed. */
export function DueDay({ row }: { row: Pick<ReturnRow, 'dueOn' | 'daysOverdue' | 'owed'> }) {
  const translate = useTranslate();
  const late = row.owed && row.daysOverdue > 0;
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap', ...(!row.owed && { color: tone.mute }) }}>
      <Day on={row.dueOn} />
      {late && <Box component="span" title={translate('returns.days_overdue', { smart_count: row.daysOverdue })} sx={{ color: tone.bad, fontWeight: 600 }}> · {translate('fields.late', { age: formatAge(row.daysOverdue * DAY_SECONDS) })}</Box>}
    </Box>
  );
}
