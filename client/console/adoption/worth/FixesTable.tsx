import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useMemo } from 'react';
import { useTranslate, type RaRecord } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { NewButton } from '../../admin/NewButton.tsx';
import { formatDay, formatNumber, formatShare } from '../../fields/format.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { useCauseName } from '../../fields/rootCauses.ts';
import { useWord } from '../../fields/words.ts';
import { useMay } from '../../providers/session.ts';
import { useCutChoices } from '../../revenue/queries.ts';
import type { DataColumn } from '../../table/columns.ts';
import { LocalTable } from '../../table/LocalTable.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { tone } from '../../theme/palette.ts';
import { Counted } from '../Counted.tsx';
import { rowsPath } from '../links.ts';
import type { Aside, RankedFix } from '../records.ts';

/** `rank`: what has shipped stands after what has not, whatever it scores. */
type Row = RaRecord<string> & RankedFix & { rank: number };

/** Of journeys completed in a time, how many met the cause, and the share that they are with its interval. */
function Met({ side: { numerator, denominator, rate, low, high, rows } }: { side: Aside }) {
  const translate = useTranslate();
  return <Link component={RouterLink} underline="always" to={rowsPath(rows)} title={translate('adoption.worth.met', { numerator: formatNumber(numerator), denominator: formatNumber(denominator), low: formatShare(low ?? 0), high: formatShare(high ?? 0) })}>{formatShare(rate ?? 0)}</Link>;
}

/** Fixes in the order in which a day of work brings most, and what came of those that have shipped. */
export function FixesTable({ fixes }: { fixes: readonly RankedFix[] }) {
  const translate = useTranslate();
  const word = useWord();
  const may = useMay();
  const causeName = useCauseName();
  const { pathId: paths } = useCutChoices();
  const columns = useMemo<DataColumn<Row>[]>(() => [
    { id: 'name', label: 'adoption.worth.fix', main: true, width: 180, grow: 2, sortable: false, render: ({ name, note }) => <span title={note}>{name}</span> },
    { id: 'step', label: 'adoption.worth.cause', width: 190, grow: 2, sortable: false, render: ({ step, rootCause, pathId }) => <>{causeName(rootCause)} · {word('step', step)}{pathId !== null && <Box component="span" sx={{ color: tone.mute }}> · {paths.find(({ id }) => id === pathId)?.name ?? pathId}</Box>}</> },
    { id: 'reach', label: 'adoption.worth.reach', align: 'right', width: 80, grow: 0, render: ({ reach, escalations, rows }) => <><Box component="span" sx={{ color: tone.mute }}>{reach.toFixed(1)} · </Box><Counted inText count={escalations} rows={rows} /></> },
    { id: 'impact', label: 'adoption.worth.impact', align: 'right', width: 104, grow: 0, render: ({ impact }) => (impact === 0 ? <Nothing /> : formatShare(impact)) },
    { id: 'confidencePercent', label: 'adoption.worth.confidence', align: 'right', width: 70, grow: 0, render: ({ confidencePercent }) => formatShare(confidencePercent / 100) },
    { id: 'effortDays', label: 'adoption.worth.effort', align: 'right', width: 64, grow: 0, render: ({ effortDays }) => effortDays },
    { id: 'enteredAt', label: 'adoption.worth.said', width: 170, grow: 0, sortable: false, hidden: true, render: ({ enteredByName, enteredAt }) => <>{enteredByName}{enteredAt !== null && `, ${formatDay(enteredAt.slice(0, 10))}`}</> },
    { id: 'score', label: 'adoption.worth.score', align: 'right', width: 76, grow: 0, render: ({ score }) => <b title={translate('adoption.worth.score_hint')}>{score.toFixed(2)}</b> },
    { id: 'shippedOn', label: 'adoption.worth.shipped', width: 220, grow: 1, sortable: false, render: ({ shippedOn, effect }) => (shippedOn === null
      ? <Nothing text={translate('adoption.worth.not_yet')} />
      : <span title={translate('adoption.worth.effect_hint')}>{formatDay(shippedOn)}{effect && effect.before.rate !== null && effect.after.rate !== null && <> · <Met side={effect.before} /> → <Met side={effect.after} /></>}</span>) },
  ], [causeName, paths, translate, word]);
  return (
    <>
      <LocalTable<Row>
        title={translate('adoption.worth.fixes')} rows={fixes.map((fix, rank): Row => ({ ...fix, rank }))} sort={{ field: 'rank', order: 'ASC' }} columns={columns} rowPath={({ id }) => `/adoption/fixes/${id}`} settingsKey="adoption-fixes-ranked"
        actions={may('adoption:edit') && <NewButton to="/adoption/fixes/new" label={translate('adoption.worth.new')} />} empty={<EmptyState title={translate('adoption.worth.empty')}>{translate('adoption.worth.empty_hint')}</EmptyState>}
      />
      {fixes.length > 0 && <Box component="p" sx={{ color: tone.mute, fontSize: 11.5, margin: '6px 2px 0' }}>{translate('adoption.worth.reach_hint')} {translate('adoption.worth.impact_hint')} {translate('adoption.worth.figures')}</Box>}
    </>
  );
}
