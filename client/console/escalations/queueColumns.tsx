import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { BandChip } from '../fields/BandChip.tsx';
import { Money } from '../fields/Money.tsx';
import { Nothing } from '../fields/Nothing.tsx';
import { RecordLink } from '../fields/RecordLink.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { Age } from '../fields/Times.tsx';
import { useWord } from '../fields/words.ts';
import type { DataColumn } from '../table/columns.ts';
import { ClockCell } from './ClockCell.tsx';
import { OnIt } from './OnIt.tsx';
import { useCauseName } from '../fields/rootCauses.ts';
import type { EscalationRow } from './records.ts';

/** The path's name says the kind as well; without one, the kind stands for it. */
function PathCell({ kind, pathName }: Pick<EscalationRow, 'kind' | 'pathName'>) {
  const translate = useTranslate();
  const word = useWord();
  if (!kind) return <Nothing text={translate('escalations.no_upgrade')} />;
  return <span title={`${word('upgrade_kind', kind)}${pathName ? `: ${pathName}` : ''}`}>{pathName ?? word('upgrade_kind', kind)}</span>;
}

const whys = (escalation: EscalationRow) => escalation.scoreParts.map(({ because, points }) => `${because} +${points}`).join('\n');

export function useQueueColumns(): DataColumn<EscalationRow>[] {
  const word = useWord();
  const cause = useCauseName();
  // By itself: the names come after the rows, and only the cells that say one are drawn again.
  const reason = useMemo((): DataColumn<EscalationRow> => ({ id: 'reason', label: 'escalations.column.reason', sortable: false, width: 124, render: (row) => <span title={cause(row.reason)}>{cause(row.reason)}</span> }), [cause]);
  const rootCause = useMemo((): DataColumn<EscalationRow> => ({ id: 'rootCause', label: 'escalations.column.root_cause', sortable: false, hidden: true, render: (row) => (row.rootCause ? cause(row.rootCause) : <Nothing />) }), [cause]);
  const before = useMemo((): DataColumn<EscalationRow>[] => [
    { id: 'score', label: 'escalations.column.priority', width: 114, grow: 0, render: (row) => <BandChip band={row.priority} score={row.score} title={whys(row)} /> },
    { id: 'queueDueAt', label: 'escalations.column.clock', width: 122, least: 122, grow: 0, render: (row) => <ClockCell escalation={row} /> },
    { id: 'accountName', label: 'escalations.column.account', main: true, sortable: false, width: 132, grow: 2, render: (row) => <span title={`${row.accountName}: ${row.subject}`}>{row.accountName}</span> },
    { id: 'kind', label: 'escalations.column.kind', sortable: false, roomy: true, width: 92, grow: 0, render: ({ kind }) => (kind ? word('upgrade_kind', kind) : <Nothing />) },
    { id: 'pathName', label: 'escalations.column.path', fields: ['kind', 'pathName'], sortable: false, width: 124, render: ({ kind, pathName }) => <PathCell kind={kind} pathName={pathName} /> },
    { id: 'step', label: 'escalations.column.step', sortable: false, width: 94, grow: 0, render: ({ step }) => (step ? word('step', step) : <Nothing />) },
  ], [word]);
  const after = useMemo((): DataColumn<EscalationRow>[] => [
    { id: 'arrAtStakeMinor', label: 'escalations.column.arr', align: 'right', width: 110, grow: 0, render: (row) => <Money minor={row.arrAtStakeMinor} whole /> },
    { id: 'openedAt', label: 'escalations.column.age', align: 'right', width: 84, least: 84, grow: 0, render: (row) => <Age since={row.openedAt} /> },
    { id: 'assigneeName', label: 'escalations.column.on_it', fields: ['status', 'assigneeName'], sortable: false, width: 88, render: (row) => <OnIt escalation={row} /> },
    { id: 'status', label: 'escalations.column.status', sortable: false, roomy: true, width: 110, grow: 0, render: ({ status }) => <StatusChip of="escalation" value={status} /> },
    { id: 'subject', label: 'escalations.column.subject', sortable: false, hidden: true, width: 200, render: ({ subject }) => <span title={subject}>{subject}</span> },
    { id: 'upgradeReference', label: 'escalations.column.upgrade', sortable: false, hidden: true, width: 124, render: ({ upgradeId, upgradeReference }) => <RecordLink to={upgradeId && `/upgrades/${upgradeId}`}>{upgradeReference}</RecordLink> },
    { id: 'ownerName', label: 'escalations.column.owner', sortable: false, hidden: true, render: ({ ownerName }) => ownerName },
    { id: 'segment', label: 'escalations.column.segment', sortable: false, hidden: true, render: ({ segment }) => word('segment', segment) },
    { id: 'region', label: 'escalations.column.region', sortable: false, hidden: true, render: ({ region }) => region },
    { id: 'channel', label: 'escalations.column.channel', sortable: false, hidden: true, render: ({ channel }) => word('channel', channel) },
    { id: 'outcome', label: 'escalations.column.outcome', sortable: false, hidden: true, render: ({ outcome }) => (outcome ? word('outcome', outcome) : <Nothing />) },
  ], [word]);
  return useMemo(() => [...before, reason, ...after, rootCause], [before, reason, after, rootCause]);
}
