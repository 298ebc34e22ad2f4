import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { formatDay } from '../fields/format.ts';
import { useWord } from '../fields/words.ts';
import { visuallyHidden } from '../theme/hidden.ts';
import { tone } from '../theme/palette.ts';
import { evidenceOf, MARKS, type Evidence, type Rung } from './ladder.ts';
import type { ReturnRow } from './records.ts';

const SIZE = 9;
const isMark = (rung: Rung) => (MARKS as readonly string[]).includes(rung);

/** Filled: there is evidence. Half filled: for some devices. Hollow: none. Attested is a diamond, a certificate a square. */
export function Glyph({ rung, reached, size = SIZE }: Pick<Evidence, 'rung' | 'reached'> & { size?: number }) {
  const colour = isMark(rung) ? tone.blue : tone.accent;
  const fill = { all: colour, some: `linear-gradient(90deg, ${colour} 50%, transparent 50%)`, none: 'transparent' }[reached];
  return (
    <Box
      component="span" aria-hidden="true"
      sx={{ display: 'block', flex: 'none', width: size, height: size, background: fill, border: `1.5px solid ${reached === 'none' ? tone.edge : colour}`, borderRadius: isMark(rung) ? '2px' : '50%', printColorAdjust: 'exact', ...(rung === 'attested' && { transform: 'rotate(45deg) scale(.88)' }) }}
    />
  );
}

/** "Label issued on 12 May 2026", "Received for 1 of 2, first on …", "Inspected: no evidence". */
export function useEvidenceText() {
  const translate = useTranslate();
  const word = useWord();
  return ({ rung, reached, at, devices }: Evidence, of: number) => {
    const name = word('rung', rung);
    const day = at === null ? '' : formatDay(at);
    if (reached === 'none') return translate('returns.ladder.none', { name });
    return reached === 'all' ? translate('returns.ladder.all', { name, day }) : translate('returns.ladder.some', { name, day, devices, of });
  };
}

/** The evidence of a return at a glance: six rungs and two marks, each of which says in words what it shows. */
export function EvidenceLadder({ row }: { row: Pick<ReturnRow, 'devices' | 'facts'> }) {
  const translate = useTranslate();
  const word = useWord();
  const textOf = useEvidenceText();
  const evidence = evidenceOf(row);
  const of = row.devices.length;
  const reached = evidence.filter((each) => each.reached !== 'none').map(({ rung }) => word('rung', rung));
  return (
    <Box component="ol" aria-label={translate('returns.ladder.summary', { reached: reached.join(', ') || translate('returns.ladder.nothing') })} sx={{ display: 'inline-flex', alignItems: 'center', listStyle: 'none', margin: 0, padding: 0, verticalAlign: 'middle' }}>
      {evidence.map((each, index) => {
        const text = textOf(each, of);
        const mark = isMark(each.rung);
        return (
          <Box component="li" key={each.rung} title={text} sx={{ display: 'flex', alignItems: 'center', height: 20, paddingRight: mark ? '5px' : 0, '&::before': index > 0 && !mark ? { content: '""', width: '5px', borderTop: `1.5px solid ${tone.line}` } : undefined, ...(each.rung === 'attested' && { marginLeft: '9px' }) }}>
            <Glyph {...each} />
            <Box component="span" sx={visuallyHidden}>{text}</Box>
          </Box>
        );
      })}
    </Box>
  );
}

/** What the glyphs mean, in one line under a list. */
export function LadderKey() {
  const translate = useTranslate();
  const word = useWord();
  const shown = [{ rung: 'received', reached: 'all', text: translate('returns.ladder.key_all') }, { rung: 'received', reached: 'some', text: translate('returns.ladder.key_some') }, { rung: 'received', reached: 'none', text: translate('returns.ladder.key_none') }, { rung: 'attested', reached: 'all', text: word('rung', 'attested') }, { rung: 'certificate', reached: 'all', text: word('rung', 'certificate') }] as const;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '2px 14px', color: tone.mute, fontSize: 11.5 }}>
      <span>{translate('returns.ladder.key')}</span>
      {shown.map(({ rung, reached, text }) => <Box component="span" key={text} sx={{ display: 'inline-flex', alignItems: 'center', gap: '5px' }}><Glyph rung={rung} reached={reached} />{text}</Box>)}
    </Box>
  );
}
