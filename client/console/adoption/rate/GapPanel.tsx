import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useMemo, useState } from 'react';
import { useTranslate } from 'react-admin';
import { worthOf, type Losses } from '../../../../server/domain/adoption/gap.ts';
import { neededFor } from '../../../../server/domain/adoption/rate.ts';
import { formatNumber, formatShare } from '../../fields/format.ts';
import { useWord } from '../../fields/words.ts';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { PHONE } from '../../theme/theme.ts';
import { together } from '../causes.ts';
import { Counted } from '../Counted.tsx';
import { points } from '../points.ts';
import type { Gap, GapCause } from '../records.ts';

const FIRST = 8;

const keyOf = ({ step, rootCause, pathId }: GapCause) => [step, rootCause, pathId].join('|');

type CauseRowProps = { cause: GapCause; byPath: boolean; of: number; most: number; /** The rate with this one and all above it closed. */ upTo: number; ticked: boolean; onTick: () => void };

function CauseRow({ cause, byPath, of, most, upTo, ticked, onTick }: CauseRowProps) {
  const translate = useTranslate();
  const word = useWord();
  const name = `${cause.rootCauseName ?? translate('adoption.gap.no_cause')} · ${word('step', cause.step)}`;
  return (
    <Box component="tr" sx={{ '& > td': { borderTop: `1px solid ${tone.line}`, padding: '4px 8px', verticalAlign: 'middle' } }}>
      <Box component="td" sx={{ width: 34, paddingInline: '0 !important' }} className="not-printed"><Checkbox checked={ticked} onChange={onTick} slotProps={{ input: { 'aria-label': translate('adoption.gap.close', { cause: name }) } }} /></Box>
      <td>{name}{byPath && <Box component="span" sx={{ display: 'block', color: tone.mute, fontSize: 11.5 }}>{cause.pathName ?? translate('adoption.gap.no_path')}</Box>}</td>
      <Box component="td" sx={{ textAlign: 'right' }}><Counted count={cause.escalations} rows={cause.rows} /></Box>
      <Box component="td" sx={{ textAlign: 'right', whiteSpace: 'nowrap', fontWeight: 600 }}>{points(cause.worth / of)}</Box>
      <Box component="td" sx={{ textAlign: 'right', whiteSpace: 'nowrap', color: tone.mute }}>{formatShare(upTo)}</Box>
      <Box component="td" aria-hidden="true" sx={{ width: '14%', [PHONE]: { display: 'none' } }}><Box sx={{ height: 9, borderRadius: '4px', bgcolor: ticked ? tone.accent : tone.edge, width: most === 0 ? 0 : `max(2px, ${(cause.worth / most) * 100}%)`, printColorAdjust: 'exact' }} /></Box>
    </Box>
  );
}

/** What would follow if the ticked causes were closed, reckoned together. */
function WouldFollow({ gap, losses, ticked }: { gap: Gap; losses: Losses; ticked: readonly GapCause[] }) {
  const translate = useTranslate();
  if (ticked.length === 0) return <Box className="not-printed" sx={{ color: tone.mute }}>{translate('adoption.gap.tick')}</Box>;
  const gain = worthOf(losses, ticked);
  const singly = ticked.reduce((sum, { worth }) => sum + worth, 0);
  const rate = (gap.numerator + gain) / gap.denominator;
  const left = neededFor(Math.round(gap.goal * 10_000), { numerator: Math.floor(gap.numerator + gain), denominator: gap.denominator });
  return (
    <Box role="status">
      <b>{translate('adoption.gap.would', { smart_count: ticked.length, count: formatNumber(ticked.length), rate: formatShare(rate) })}</b>{' '}
      <Box component="span" sx={{ color: tone.mute }}>{translate('adoption.gap.joint', { joint: points(gain / gap.denominator), singly: points(singly / gap.denominator) })} {left === 0 ? translate('adoption.gap.reached') : translate('adoption.gap.left', { smart_count: left, count: formatNumber(left) })}</Box>
    </Box>
  );
}

/** What stands between the rate and its goal, what each cause is worth, and what closing several would bring. */
export function GapPanel({ gap }: { gap: Gap }) {
  const translate = useTranslate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const losses = useMemo<Losses>(() => ({ begun: gap.begun, touched: gap.touched.journeys, causes: gap.causes }), [gap]);
  const [byPath, setByPath] = useState(false);
  const causes = useMemo(() => (byPath ? gap.causes : together(gap.causes)), [byPath, gap]);
  const ticked = causes.filter((cause) => chosen.has(keyOf(cause)));
  const upTo = useMemo(() => causes.map((_cause, index) => (gap.denominator === 0 ? 0 : (gap.numerator + worthOf(losses, causes.slice(0, index + 1))) / gap.denominator)), [causes, gap, losses]);
  const shown = all ? causes : causes.slice(0, FIRST);
  const most = Math.max(0, ...causes.map(({ worth }) => worth));
  const tick = (cause: GapCause) => setChosen((before) => (before.has(keyOf(cause)) ? new Set([...before].filter((key) => key !== keyOf(cause))) : new Set([...before, keyOf(cause)])));
  return (
    <Panel
      actions={<FormControlLabel className="not-printed" sx={{ margin: 0 }} label={translate('adoption.gap.by_path')} control={<Switch checked={byPath} onChange={({ target }) => { setByPath(target.checked); setChosen(new Set()); }} />} />}
      title={gap.rate === null ? translate('adoption.gap.title_none') : gap.needed === 0 ? translate('adoption.gap.title_met', { goal: formatShare(gap.goal) }) : translate('adoption.gap.title', { rate: formatShare(gap.rate), goal: formatShare(gap.goal) })}
    >
      {gap.causes.length === 0
        ? <EmptyState title={translate('adoption.gap.nothing')}>{translate('adoption.gap.nothing_hint')}</EmptyState>
        : (
          <>
            <Box component="table" sx={{ borderCollapse: 'collapse', width: '100%', '& th': { textAlign: 'left', fontSize: 11.5, fontWeight: 600, color: tone.mute, padding: '4px 8px' } }}>
              <thead><tr><th className="not-printed" aria-label={translate('adoption.gap.closed')} /><th>{translate('adoption.gap.cause')}</th><Box component="th" sx={{ textAlign: 'right !important' }}>{translate('adoption.gap.escalations')}</Box><Box component="th" sx={{ textAlign: 'right !important' }} title={translate('adoption.gap.worth_hint')}>{translate('adoption.gap.worth')}</Box><Box component="th" sx={{ textAlign: 'right !important', whiteSpace: 'nowrap' }} title={translate('adoption.gap.up_to_hint')}>{translate('adoption.gap.up_to')}</Box><Box component="td" aria-hidden="true" sx={{ [PHONE]: { display: 'none' } }} /></tr></thead>
              <tbody>{shown.map((cause, index) => <CauseRow upTo={upTo[index] ?? 0} key={keyOf(cause)} cause={cause} byPath={byPath} of={gap.denominator} most={most} ticked={chosen.has(keyOf(cause))} onTick={() => tick(cause)} />)}</tbody>
            </Box>
            <Box className="not-printed" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, margin: '6px 0' }}>
              {causes.length > FIRST && <Button variant="text" onClick={() => setAll(!all)}>{translate(all ? 'adoption.gap.fewer' : 'adoption.gap.more', { count: formatNumber(causes.length - FIRST) })}</Button>}
              {ticked.length < causes.length && <Button variant="text" onClick={() => setChosen(new Set(causes.map(keyOf)))}>{translate('adoption.gap.tick_all')}</Button>}
              {ticked.length > 0 && <Button variant="text" onClick={() => setChosen(new Set())}>{translate('adoption.gap.tick_none')}</Button>}
            </Box>
            <WouldFollow gap={gap} losses={losses} ticked={ticked} />
          </>
        )}
      <Box component="p" sx={{ margin: '10px 0 0', color: tone.mute, fontSize: 11.5 }}>
        {translate('adoption.gap.beside')} {translate('adoption.gap.touched')} <Counted inText count={gap.touched.journeys} rows={gap.touched.rows} />. {translate('adoption.gap.by_staff')} <Counted inText count={gap.byStaff.journeys} rows={gap.byStaff.rows} />.
      </Box>
    </Panel>
  );
}
