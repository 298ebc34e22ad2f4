import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import type { ReturnFactName } from '../../../../server/domain/words.ts';
import { formatDay, formatMoment, formatMoney } from '../../fields/format.ts';
import { useNow } from '../../fields/now.ts';
import { When } from '../../fields/Times.tsx';
import { useWord } from '../../fields/words.ts';
import { Chip } from '../../theme/Chip.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { usePeople } from '../queries.ts';
import { attestationPath, type ActOnReturn, type Fact, type ReturnRecord } from '../records.ts';
import { fileAddress } from '../upload.ts';
import { timelineOf, type Entry } from './timeline.ts';

const WARNS: readonly ReturnFactName[] = ['exception', 'fee_charged'];
const ENDS: readonly ReturnFactName[] = ['waived', 'cancelled'];
const SIGNED: readonly ReturnFactName[] = ['attested', 'certificate'];

const edgeOf = (entry: Entry): string => {
  if (entry.kind === 'act') return tone.line;
  const { fact } = entry.fact;
  return WARNS.includes(fact) ? tone.warn : SIGNED.includes(fact) ? tone.blue : ENDS.includes(fact) ? tone.mute : tone.accent;
};

const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function FactEntry({ fact, knownAt, row }: { fact: Fact; knownAt: string | null; row: ReturnRecord }) {
  const translate = useTranslate();
  const word = useWord();
  const nameOf = usePeople();
  const now = useNow();
  const fallen = fact.stands === false;
  const details: ReactNode[] = [
    fact.serial, fact.cause, fact.grade && translate('returns.grade', { grade: fact.grade }), fact.carrier, fact.trackingNumber, fact.amountMinor !== undefined ? formatMoney(fact.amountMinor, row.currency) : fact.fact === 'fee_refunded' && translate('returns.all_charged'),
    fact.labelUrl && <Link key="label" underline="always" href={fact.labelUrl} target="_blank" rel="noreferrer">{translate('returns.label')}</Link>,
    fact.fileId && <Link key="file" underline="always" href={fileAddress({ returnId: row.id, id: fact.fileId })} target="_blank" rel="noreferrer">{translate('returns.file')}</Link>,
    fact.attestationId && <Link key="attestation" underline="always" component={RouterLink} to={attestationPath({ id: fact.attestationId })}>{translate('returns.attestation.one')}</Link>,
  ].filter(Boolean);
  const who = nameOf(fact.by);
  return (
    <>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <Box component="span" sx={fallen ? { textDecoration: 'line-through', color: tone.mute } : undefined}><b>{word('return_fact', fact.fact)}</b>{details.map((detail, index) => <span key={index}> · {detail}</span>)}</Box>
        {fallen && <> <Chip tone="bad" mark="✕">{translate('returns.no_longer_counts')}</Chip></>}
      </Box>
      {fact.note && <Box sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>“{fact.note}”</Box>}
      <Box sx={{ color: tone.mute, fontSize: 11.5 }}>
        <When at={fact.occurredAt} as="moment" /> · {translate(`returns.source.${fact.source}`, { _: fact.source })}{who && ` · ${who}`}
        {knownAt && <> · {translate('returns.known_later', { when: formatMoment(knownAt, now) })}</>}
      </Box>
    </>
  );
}

function useActDetails() {
  const translate = useTranslate();
  const word = useWord();
  return ({ act, detail }: ActOnReturn): string[] => {
    const [from, to, name, reason, note, serial, code] = ['from', 'to', 'name', 'reason', 'note', 'serial', 'code'].map((key) => asText(detail[key]));
    const expiresAt = asText(detail['expiresAt']);
    const change = from && to && (act === 'extended' ? `${formatDay(from)} → ${formatDay(to)}` : `${word('disposition', from)} → ${word('disposition', to)}`);
    return [change, !from && to && translate('returns.act.to', { to: name ? `${name}, ${to}` : to }), code && word('mismatch', code), serial, expiresAt && translate('returns.act.until', { day: formatDay(expiresAt) }), (reason ?? note) && `“${reason ?? note}”`].filter((text): text is string => typeof text === 'string' && text !== '');
  };
}

function ActEntry({ act }: { act: ActOnReturn }) {
  const word = useWord();
  const details = useActDetails()(act);
  return <Box sx={{ fontSize: 11.5, color: tone.mute, overflowWrap: 'anywhere' }}><When at={act.at} as="moment" /> {act.byName}: {word('return_act', act.act)}{details.map((detail, index) => <span key={index}> · {detail}</span>)}</Box>;
}

/** What happened and what was done, oldest first: when it was, when it became known, who says so. */
export function TimelinePanel({ row }: { row: ReturnRecord }) {
  const translate = useTranslate();
  return (
    <Panel title={translate('returns.timeline')}>
      <Box component="ol" sx={{ listStyle: 'none', margin: 0, padding: 0, '& > li + li': { marginTop: '12px' } }}>
        {timelineOf(row).map((entry) => (
          <Box component="li" key={entry.id} sx={{ borderLeft: '3px solid', borderColor: edgeOf(entry), padding: '1px 0 1px 12px' }}>
            {entry.kind === 'fact' ? <FactEntry fact={entry.fact} knownAt={entry.knownAt} row={row} /> : <ActEntry act={entry.act} />}
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
