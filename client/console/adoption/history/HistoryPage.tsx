import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useMemo } from 'react';
import { useTranslate, type RaRecord } from 'react-admin';
import { CUTS } from '../../../../server/domain/adoption/journey.ts';
import { formatDay, formatMonth, formatShare } from '../../fields/format.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { useWord } from '../../fields/words.ts';
import { Page } from '../../layout/Page.tsx';
import { PrintButton } from '../../layout/PrintButton.tsx';
import { useSession } from '../../providers/session.ts';
import { useCutChoices } from '../../revenue/queries.ts';
import type { DataColumn } from '../../table/columns.ts';
import { LocalTable } from '../../table/LocalTable.tsx';
import { Bones } from '../../theme/Bones.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { historyOf, useAsked } from '../asked.ts';
import { Controls, DayField } from '../Controls.tsx';
import { Counted } from '../Counted.tsx';
import { points } from '../points.ts';
import { useCohorts, useMix, useRevisions } from '../queries.ts';
import type { Cohort, Mix, MixGroup } from '../records.ts';
import { RevisionsTable } from './RevisionsTable.tsx';

type CohortRow = RaRecord<string> & Cohort;
type MixRow = RaRecord<string> & MixGroup & { title: string; change: number | null };

function CohortsTable({ cohorts }: { cohorts: readonly Cohort[] }) {
  const translate = useTranslate();
  const rows = cohorts.map((cohort): CohortRow => ({ ...cohort, id: cohort.period }));
  const columns = useMemo<DataColumn<CohortRow>[]>(() => [
    { id: 'id', label: 'adoption.cohorts.began', main: true, width: 120, render: ({ period }) => formatMonth(period) },
    { id: 'begun', label: 'adoption.cohorts.begun', align: 'right', width: 90, render: ({ begun, rows: { begun: behind } }) => <Counted count={begun} rows={behind} /> },
    { id: 'over', label: 'adoption.cohorts.over', align: 'right', width: 90, render: ({ over, rows: { over: behind } }) => <Counted count={over} rows={behind} /> },
    { id: 'maturity', label: 'adoption.maturity', align: 'right', width: 90, render: ({ maturity }) => (maturity === null ? <Nothing /> : formatShare(maturity)) },
    { id: 'completed', label: 'adoption.cohorts.completed', align: 'right', width: 100, render: ({ completed, rows: { completed: behind } }) => <Counted count={completed} rows={behind} /> },
    { id: 'strict', label: 'adoption.cohorts.strict', align: 'right', width: 90, render: ({ strict, rows: { strict: behind } }) => <Counted count={strict} rows={behind} /> },
    { id: 'rate', label: 'adoption.cohorts.rate', align: 'right', width: 100, render: ({ rate }) => (rate === null ? <Nothing /> : <b>{formatShare(rate)}</b>) },
    { id: 'low', label: 'adoption.interval', align: 'right', width: 130, sortable: false, render: ({ low, high }) => (low === null || high === null ? <Nothing /> : `${formatShare(low)} – ${formatShare(high)}`) },
  ], []);
  return <LocalTable<CohortRow> title={translate('adoption.cohorts.title')} rows={rows} sort={{ field: 'id', order: 'DESC' }} columns={columns} settingsKey="adoption-cohorts" empty={null} />;
}

function MixTable({ mix }: { mix: Mix }) {
  const translate = useTranslate();
  const word = useWord();
  const choices = useCutChoices();
  const { by } = mix;
  const titleOf = ({ key, name }: MixGroup): string => {
    if (key === '') return translate('adoption.mix.without');
    if (by === 'kind') return word('upgrade_kind', key);
    if (by === 'segment') return word('segment', key);
    if (by === 'newCustomer') return translate(`adoption.new_customer.${key}`);
    return name ?? (by === 'region' ? choices.region.find(({ id }) => id === key)?.name : undefined) ?? key;
  };
  const share = ({ numerator, denominator }: { numerator: number; denominator: number }) => (denominator === 0 ? '–' : formatShare(numerator / denominator));
  const rows = mix.groups.map((group): MixRow => ({ ...group, id: group.key || '–', title: titleOf(group), change: group.mix === null || group.real === null ? null : group.mix + group.real }));
  const columns = useMemo<DataColumn<MixRow>[]>(() => [
    { id: 'title', label: `adoption.cut.${by}`, main: true, width: 170, grow: 2, render: ({ title }) => title },
    { id: 'before', label: 'adoption.mix.before', align: 'right', width: 120, sortable: false, render: ({ before }) => <>{share(before)} · <Counted inText count={before.denominator} rows={before.rows} /></> },
    { id: 'after', label: 'adoption.mix.after', align: 'right', width: 120, sortable: false, render: ({ after }) => <>{share(after)} · <Counted inText count={after.denominator} rows={after.rows} /></> },
    { id: 'mix', label: 'adoption.mix.mix', align: 'right', width: 80, render: ({ mix: part }) => (part === null ? <Nothing /> : points(part)) },
    { id: 'real', label: 'adoption.mix.real', align: 'right', width: 80, render: ({ real }) => (real === null ? <Nothing /> : points(real)) },
    { id: 'change', label: 'adoption.mix.change', align: 'right', width: 80, render: ({ change }) => (change === null ? <Nothing /> : <b>{points(change)}</b>) },
  ], [by]);
  return <LocalTable<MixRow> key={by} title={translate('adoption.mix.title')} rows={rows} sort={{ field: 'change', order: 'DESC' }} columns={columns} settingsKey={`adoption-mix-${by}`} empty={<EmptyState title={translate('adoption.none')}>{translate('adoption.none_hint')}</EmptyState>} />;
}

/** Where the rate comes from: cohorts by their start, and how much of a change is another mix. */
export function HistoryPage() {
  const translate = useTranslate();
  const { asked, ask, param } = useAsked();
  const session = useSession();
  const cuts = session?.role === 'account_manager' ? CUTS.filter((cut) => cut !== 'managerId') : CUTS;
  const by = cuts.find((cut) => cut === param('mixBy')) ?? 'kind';
  const cohorts = useCohorts(historyOf(asked));
  const [beforeFrom, beforeTo] = [param('beforeFrom'), param('beforeTo')];
  const mix = useMix(asked, by, { beforeFrom, beforeTo });
  const revisions = useRevisions();
  const error = cohorts.error ?? mix.error ?? revisions.error;
  const m = mix.data;
  return (
    <Page title={translate('adoption.history.title')} beside={<PrintButton />}>
      <Controls asked={asked} ask={ask} from={asked.from ?? m?.window.from ?? ''} to={asked.to ?? m?.window.to ?? ''} />
      <Box aria-busy={mix.isPlaceholderData} sx={{ display: 'grid', gap: '14px' }}>
        {error && <ErrorNotice error={error} onRetry={() => void Promise.all([cohorts.refetch(), mix.refetch(), revisions.refetch()])} />}
        {!error && !m && <Panel><Bones lines={8} /></Panel>}
        {!error && m && (
          <>
            <Box sx={{ maxWidth: 900 }}>
              {m.change === null ? translate('adoption.mix.unknown', { from: formatDay(m.beforeWindow.from), to: formatDay(m.beforeWindow.to) }) : <><b>{translate('adoption.mix.sentence', { before: formatShare(m.before ?? 0), after: formatShare(m.after ?? 0), change: points(m.change), mix: points(m.mix ?? 0), real: points(m.real ?? 0) })}</b> {translate('adoption.mix.against', { from: formatDay(m.beforeWindow.from), to: formatDay(m.beforeWindow.to) })}</>}
            </Box>
            <Box className="not-printed" role="group" aria-label={translate('adoption.mix.against_window')} sx={{ display: 'flex', flexWrap: 'wrap', gap: '10px', alignItems: 'center' }}>
              <DayField label={translate('adoption.mix.before_from')} value={m.beforeWindow.from} onChange={(day) => ask({ beforeFrom: day, beforeTo: day > m.beforeWindow.to ? day : m.beforeWindow.to })} />
              <DayField label={translate('adoption.mix.before_to')} value={m.beforeWindow.to} onChange={(day) => ask({ beforeFrom: day < m.beforeWindow.from ? day : m.beforeWindow.from, beforeTo: day })} />
              {(beforeFrom !== undefined || beforeTo !== undefined) && <Button variant="text" onClick={() => ask({ beforeFrom: undefined, beforeTo: undefined })}>{translate('adoption.mix.just_before')}</Button>}
            </Box>
            <ToggleButtonGroup exclusive size="small" className="not-printed" value={by} aria-label={translate('adoption.mix.by')} sx={{ flexWrap: 'wrap' }} onChange={(_event, next: string | null) => next && ask({ mixBy: next === 'kind' ? undefined : next })}>
              {cuts.map((cut) => <ToggleButton key={cut} value={cut}>{translate(`adoption.cut.${cut}`)}</ToggleButton>)}
            </ToggleButtonGroup>
            <MixTable mix={m} />
          </>
        )}
        {!error && revisions.data && <RevisionsTable months={revisions.data.months} />}
        {!error && (cohorts.data ? <CohortsTable cohorts={cohorts.data.cohorts} /> : <Panel><Bones lines={8} /></Panel>)}
      </Box>
    </Page>
  );
}
