import Box from '@mui/material/Box';
import type { Leg, TraceStep } from '../../../server/domain/coding/case.ts';
import type { CodingFlag } from '../../../server/domain/words.ts';
import { SignedMoney } from '../fields/Money.tsx';
import { Nothing } from '../fields/Nothing.tsx';
import { useWord } from '../fields/words.ts';
import { Chip } from '../theme/Chip.tsx';
import { tone } from '../theme/palette.ts';
import { byMovement, legsText } from './legs.ts';

/** Movements with what each moved, on one line. */
export function LegsSummary({ legs, currency, whole = false }: { legs: readonly Leg[]; currency: string; whole?: boolean }) {
  const word = useWord();
  if (legs.length === 0) return <Nothing />;
  return (
    <span title={legsText(legs, currency, word)}>
      {byMovement(legs).map(({ movement, amountMinor }, index) => (
        <span key={movement}>{index > 0 && ', '}{word('movement', movement)}{amountMinor !== 0 && <> <SignedMoney minor={amountMinor} currency={currency} whole={whole} /></>}</span>
      ))}
    </span>
  );
}

/** Why a flag was raised, as the trace has it. */
const becauseOf = (flag: CodingFlag, trace: readonly TraceStep[]) => trace.find(({ rule }) => rule === `flag.${flag}`)?.because;

type FlagsProps = { flags: readonly CodingFlag[]; trace: readonly TraceStep[]; /** The first, and how many more there are. */ compact?: boolean };

/** What somebody should look at. Hovering says why; the coding's page writes it out. */
export function Flags({ flags, trace, compact = false }: FlagsProps) {
  const word = useWord();
  if (flags.length === 0) return <Nothing />;
  const shown = compact ? flags.slice(0, 1) : flags;
  const more = flags.slice(shown.length).map((flag) => `${word('coding_flag', flag)}: ${becauseOf(flag, trace) ?? ''}`);
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: '4px', flexWrap: compact ? 'nowrap' : 'wrap', '@media print': { flexWrap: 'wrap' } }}>
      {shown.map((flag) => <Chip key={flag} tone="warn" mark="▲" title={becauseOf(flag, trace)}>{word('coding_flag', flag)}</Chip>)}
      {more.length > 0 && <Chip tone="warn" title={more.join('\n')}>+{more.length}</Chip>}
    </Box>
  );
}

/** Every flag with its reason written out. */
export function FlagReasons({ flags, trace }: { flags: readonly CodingFlag[]; trace: readonly TraceStep[] }) {
  const word = useWord();
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '7px' }}>
      {flags.map((flag) => (
        <li key={flag}><Chip tone="warn" mark="▲">{word('coding_flag', flag)}</Chip> <Box component="span" sx={{ color: tone.mute }}>{becauseOf(flag, trace)}</Box></li>
      ))}
    </Box>
  );
}

/** The legs one under the other: what moved, by what, by how much. */
export function LegRows({ legs, nameOf }: { legs: readonly Leg[]; nameOf?: (line: string) => string }) {
  const word = useWord();
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '6px' }}>
      {legs.map((leg, index) => {
        const names = nameOf ? [...new Set(leg.lines.map(nameOf))].join(', ') : '';
        return (
          <Box component="li" key={index} sx={{ display: 'flex', justifyContent: 'space-between', gap: '12px' }}>
            <span><b>{word('movement', leg.movement)}</b>{leg.driver !== 'none' && <Box component="span" sx={{ color: tone.mute }}> / {word('driver', leg.driver).toLowerCase()}</Box>}{names && <Box component="span" sx={{ display: 'block', color: tone.mute, fontSize: 11.5 }}>{names}</Box>}</span>
            <SignedMoney minor={leg.amountMinor} currency={leg.currency} />
          </Box>
        );
      })}
    </Box>
  );
}
