import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { Counted } from '../adoption/Counted.tsx';
import { together } from '../adoption/causes.ts';
import { points } from '../adoption/points.ts';
import { useGap, useSummary } from '../adoption/queries.ts';
import { formatNumber, formatShare } from '../fields/format.ts';
import { useWord } from '../fields/words.ts';
import { Bones } from '../theme/Bones.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';

const TOP = 3;
/** As high as the figures with their causes will be: what stands below must not move when they come. */
const ROOM_PX = 134;

/** The self-serve rate of 90 days: of everybody, or of the accounts that one manages, with what holds it back most. */
export function RateNow({ managerId }: { managerId?: string }) {
  const translate = useTranslate();
  const word = useWord();
  const cuts = managerId === undefined ? {} : { managerId };
  const { data: summary } = useSummary({ cuts });
  const { data: gap } = useGap({ cuts });
  const strict = summary?.definitions.strict;
  const causes = together(gap?.causes ?? []).slice(0, TOP);
  return (
    <Panel title={translate(managerId === undefined ? 'adoption.desk.title' : 'adoption.desk.own')} actions={<Link to={managerId === undefined ? '/adoption' : `/adoption?managerId=${encodeURIComponent(managerId)}`}>{translate('desk.open_queue')}</Link>}>
      <Box sx={summary && gap ? undefined : { minHeight: ROOM_PX }}>
      {!summary || !strict
        ? <Bones lines={3} />
        : strict.rate === null || strict.low === null || strict.high === null
          ? <Box sx={{ color: tone.mute }}>{translate('adoption.desk.none')}</Box>
          : (
            <>
              <Box sx={{ display: 'flex', alignItems: 'baseline', gap: '10px', flexWrap: 'wrap' }}>
                <Box component="b" sx={{ fontSize: 26, letterSpacing: '-.02em' }}>{formatShare(strict.rate)}</Box>
                <Box component="span" sx={{ color: tone.mute }}>{translate('adoption.desk.of_goal', { goal: formatShare(summary.goal), low: formatShare(strict.low), high: formatShare(strict.high) })}</Box>
              </Box>
              <Box sx={{ color: tone.mute, fontSize: 11.5, margin: '2px 0 8px' }}><Counted inText count={strict.numerator} rows={strict.rows.numerator} /> {translate('adoption.headline.of')} <Counted inText count={strict.denominator} rows={strict.rows.denominator} /> · {summary.needed === 0 ? translate('adoption.headline.met') : translate('adoption.headline.needed', { smart_count: summary.needed, count: formatNumber(summary.needed) })}</Box>
              {causes.length > 0 && gap && (
                <Box component="ul" aria-label={translate('adoption.desk.causes')} sx={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: '7px' }}>
                  {causes.map((cause) => (
                    <Box component="li" key={`${cause.step} ${cause.rootCause}`} sx={{ display: 'flex', justifyContent: 'space-between', gap: '12px' }}>
                      <span>{cause.rootCauseName ?? translate('adoption.gap.no_cause')} · {word('step', cause.step)}</span>
                      <span style={{ whiteSpace: 'nowrap' }}><Counted count={cause.escalations} rows={cause.rows} /> <Box component="span" sx={{ color: tone.mute }} title={translate('adoption.gap.worth_hint')}>{points(cause.worth / gap.denominator)}</Box></span>
                    </Box>
                  ))}
                </Box>
              )}
            </>
          )}
      </Box>
    </Panel>
  );
}
