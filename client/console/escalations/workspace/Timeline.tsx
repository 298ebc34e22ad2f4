import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { formatMoney } from '../../fields/format.ts';
import { useReportingCurrency } from '../../fields/reportingCurrency.ts';
import { When } from '../../fields/Times.tsx';
import { useWord } from '../../fields/words.ts';
import { tone } from '../../theme/palette.ts';
import { useCauseName } from '../../fields/rootCauses.ts';
import type { TimelineEntry } from '../records.ts';

const EDGES: Record<TimelineEntry['kind'], string> = { customer: tone.blue, message: tone.accent, note: tone.warn, event: tone.line };

const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** An event as a sentence: who did what, and what of it matters. */
function useEventSentence(): (entry: Pick<TimelineEntry, 'verb' | 'authorName' | 'detail' | 'text'>) => { said: string; facts: string[] } {
  const translate = useTranslate();
  const word = useWord();
  const cause = useCauseName();
  const currency = useReportingCurrency();
  return ({ verb, authorName, detail, text }) => {
    const said = translate(`timeline.event.${verb ?? ''}`, { name: authorName, _: `${authorName}: ${(verb ?? '').replaceAll('-', ' ')}` });
    const step = asText(detail['step']);
    const reason = asText(detail['reason']);
    const rootCause = asText(detail['rootCause']);
    const outcome = asText(detail['outcome']);
    const band = asText(detail['band']);
    const to = asText(detail['toUserName']) ?? asText(detail['toName']) ?? asText(detail['to']);
    const { beforeArrMinor: before, afterArrMinor: after } = detail;
    const facts = [
      to && translate('timeline.to', { name: to }),
      band && word('band', band),
      step && translate('timeline.at_step', { step: word('step', step) }),
      reason && (verb === 'pause' ? word('pause', reason) : verb === 'log' ? cause(reason) : reason),
      rootCause && cause(rootCause),
      outcome && word('outcome', outcome),
      typeof before === 'number' && typeof after === 'number' && `${formatMoney(before, currency)} → ${formatMoney(after, currency)}`,
      asText(detail['exceptionStatus']) && translate('timeline.exception', { state: word('exception', String(detail['exceptionStatus'])) }),
      text,
    ].filter((fact): fact is string => typeof fact === 'string' && fact !== '');
    return { said, facts };
  };
}

function EventEntry({ entry }: { entry: TimelineEntry }) {
  const { said, facts } = useEventSentence()(entry);
  return <Box sx={{ fontSize: 11.5, color: tone.mute, overflowWrap: 'anywhere' }}><When at={entry.at} as="moment" /> {said}{facts.length > 0 && <> · {facts.join(' · ')}</>}</Box>;
}

function SaidEntry({ entry }: { entry: TimelineEntry }) {
  const translate = useTranslate();
  const word = useWord();
  const step = asText(entry.detail['step']);
  const channel = asText(entry.detail['channel']);
  const loggedBy = asText(entry.detail['loggedBy']);
  const about = [
    translate(`timeline.kind.${entry.kind}`), null,
    channel && word('channel', channel), step && translate('timeline.from_step', { step: word('step', step) }), loggedBy && translate('timeline.logged_by', { name: loggedBy }),
  ];
  return (
    <>
      <b>{entry.authorName}</b>{' '}
      <Box component="span" sx={{ color: tone.mute, fontSize: 11.5 }}>
        {about[0]} · <When at={entry.at} as="moment" />{about.slice(2).filter(Boolean).map((part) => ` · ${String(part)}`)}
      </Box>
      <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{entry.text}</Box>
    </>
  );
}

/** Everything said and done, oldest first: the way it happened. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const translate = useTranslate();
  return (
    <Box component="ol" aria-label={translate('timeline.label')} sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {entries.map((entry) => (
        <Box component="li" key={entry.id} sx={{ borderLeft: '3px solid', borderColor: EDGES[entry.kind], padding: '2px 0 2px 12px', marginBottom: '14px' }}>
          {entry.kind === 'event' ? <EventEntry entry={entry} /> : <SaidEntry entry={entry} />}
        </Box>
      ))}
    </Box>
  );
}
