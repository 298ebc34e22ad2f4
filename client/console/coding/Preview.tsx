import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { formatMonth } from '../fields/format.ts';
import { Money, SignedMoney } from '../fields/Money.tsx';
import { useWord } from '../fields/words.ts';
import { Bones } from '../theme/Bones.tsx';
import { Chip } from '../theme/Chip.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { tone } from '../theme/palette.ts';
import { changedMonths, sameInBoth, type ChangedMonth } from './bridges.ts';
import { useJoinPreview, usePreview } from './queries.ts';
import type { Bridges, CodingRecord } from './records.ts';

const look = {
  width: '100%', borderCollapse: 'collapse', '& th, & td': { padding: '3px 0 3px 10px', textAlign: 'right', whiteSpace: 'nowrap' }, '& th:first-of-type': { textAlign: 'left', paddingLeft: 0, whiteSpace: 'normal' },
  '& thead th': { fontSize: 11.5, fontWeight: 600, color: tone.mute, borderBottom: `1px solid ${tone.line}` }, '& tbody th': { fontWeight: 400 },
} as const;

function Month({ month: { period, state, rows }, currency }: { month: ChangedMonth; currency: string }) {
  const translate = useTranslate();
  const word = useWord();
  const nameOf = (what: ChangedMonth['rows'][number]['what']) => (what === 'opening' || what === 'closing' ? translate(`coding.bridge.${what}`) : word('movement', what));
  return (
    <Box component="table" sx={look}>
      <thead><tr><th scope="col">{formatMonth(period)}{state === 'closed' && <> <Chip>{translate('coding.bridge.closed')}</Chip></>}</th><th scope="col">{translate('coding.bridge.now')}</th><th scope="col">{translate('coding.bridge.will')}</th><th scope="col">{translate('coding.bridge.difference')}</th></tr></thead>
      <tbody>
        {rows.map(({ what, beforeMinor, afterMinor }) => (
          <tr key={what}><th scope="row">{nameOf(what)}</th><td><Money minor={beforeMinor} currency={currency} /></td><td><b><Money minor={afterMinor} currency={currency} /></b></td><td><SignedMoney minor={afterMinor - beforeMinor} currency={currency} /></td></tr>
        ))}
      </tbody>
    </Box>
  );
}

function Book({ title, months, currency }: { title: string; months: readonly ChangedMonth[]; currency: string }) {
  const translate = useTranslate();
  return (
    <Box component="section" aria-label={title} sx={{ display: 'grid', gap: '8px' }}>
      <Box component="h4" sx={{ fontSize: 12, fontWeight: 600, margin: 0 }}>{title}</Box>
      {months.map((month) => <Month key={month.period} month={month} currency={currency} />)}
      {months.length === 0 && <Box sx={{ color: tone.mute }}>{translate('coding.bridge.same')}</Box>}
    </Box>
  );
}

/** The bridge of every month that is touched, as it is and as it would be, in both books. */
export function BridgeChange({ bridges, reported, periods }: { bridges: Bridges; reported: Bridges; periods: readonly string[] }) {
  const translate = useTranslate();
  const { currency } = bridges.after;
  const [corrected, told] = [changedMonths(bridges, periods), changedMonths(reported, periods)];
  if (sameInBoth(corrected, told)) return <Book title={translate('coding.bridge.both')} months={corrected} currency={currency} />;
  return <Box sx={{ display: 'grid', gap: '14px' }}><Book title={translate('coding.bridge.corrected')} months={corrected} currency={currency} /><Book title={translate('coding.bridge.reported')} months={told} currency={currency} /></Box>;
}

export function SecondPerson({ needed, because }: { needed: boolean; because: string | null }) {
  const translate = useTranslate();
  return (
    <Box>
      <Chip tone={needed ? 'blue' : 'good'} mark={needed ? '◐' : '✓'}>{translate(needed ? 'coding.preview.second' : 'coding.preview.alone')}</Chip>
      {because && <Box component="span" sx={{ color: tone.mute, display: 'block', marginTop: '3px' }}>{because}.</Box>}
    </Box>
  );
}

/** Where it posts to, and why there. */
export function PostsTo({ effectiveOn, period }: { effectiveOn: string; period: string }) {
  const translate = useTranslate();
  const own = effectiveOn.slice(0, 7);
  return <Box sx={own === period ? undefined : { color: tone.warn, fontWeight: 600 }}>{own === period ? translate('coding.preview.posts', { month: formatMonth(period) }) : <><span aria-hidden="true">▲ </span>{translate('coding.preview.posts_late', { own: formatMonth(own), month: formatMonth(period) })}</>}</Box>;
}

/** What a correction would do, as far as it is known yet. */
export function PreviewOfOne({ preview: { data, error, isStale, refetch }, effectiveOn, complete, unchanged }: { preview: ReturnType<typeof usePreview>; effectiveOn: string; complete: boolean; unchanged: boolean }) {
  const translate = useTranslate();
  if (!complete) return <Box sx={{ color: tone.mute }}>{translate('coding.preview.incomplete')}</Box>;
  if (unchanged) return <Box sx={{ color: tone.mute }}>{translate('coding.preview.unchanged')}</Box>;
  if (error && !isStale) return <ErrorNotice error={error} onRetry={() => void refetch()} compact />;
  if (!data) return <Bones lines={6} />;
  return (
    <Box aria-busy={isStale} sx={{ display: 'grid', gap: '12px', opacity: isStale ? 0.6 : 1 }}>
      <BridgeChange bridges={data} reported={data.reported} periods={data.periods} />
      <PostsTo effectiveOn={effectiveOn} period={data.postingPeriod} />
      <SecondPerson needed={data.needsApproval} because={data.because} />
    </Box>
  );
}

/** What agreeing to a proposal would do: to this coding, or to it and the one that it would be joined with. */
export function ProposalPreview({ coding }: { coding: CodingRecord }) {
  const translate = useTranslate();
  const legs = coding.proposal?.legs ?? null;
  const joins = coding.proposal?.joins ?? null;
  const alone = usePreview(coding.id, coding.version, joins === null ? legs : null);
  const joined = useJoinPreview(coding.id, coding.version, joins);
  const { data, error } = joins === null ? alone : joined;
  if (legs === null) return null;
  return (
    <Box sx={{ marginBottom: '14px' }}>
      {error ? <ErrorNotice error={error} compact /> : data ? <Box sx={{ display: 'grid', gap: '10px' }}><BridgeChange bridges={data} reported={data.reported} periods={data.periods} /><PostsTo effectiveOn={legs[0]?.effectiveOn ?? coding.effectiveOn} period={data.postingPeriod} /></Box> : <Bones lines={4} />}
      <Box sx={{ color: tone.mute, fontSize: 11.5, marginTop: '8px' }}>{translate('coding.decide.books_go_on')}</Box>
    </Box>
  );
}
