import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { BandChip } from '../fields/BandChip.tsx';
import { Money } from '../fields/Money.tsx';
import { Nothing } from '../fields/Nothing.tsx';
import { RecordLink } from '../fields/RecordLink.tsx';
import { NarrowStatus } from '../fields/StatusChip.tsx';
import { Age } from '../fields/Times.tsx';
import { useWord } from '../fields/words.ts';
import type { DataColumn } from '../table/columns.ts';
import { ClockCell } from './ClockCell.tsx';
import { OnIt } from './OnIt.tsx';
import { useCauseName } from '../fields/rootCauses.ts';
import type { EscalationRow } from './records.ts';

const whys = (escalation: EscalationRow) => escalation.scoreParts.map(({ because, points }) => `${because} +${points}`).join('\n');

export function useQueueColumns(): DataColumn<EscalationRow>[] {
  const translate = useTranslate();
  const word = useWord();
  const cause = useCauseName();
  return useMemo(() => [
    { id: 'score', label: 'escalations.column.priority', width: 114, grow: 0, render: (row) => <BandChip band={row.priority} score={row.score} title={whys(row)} /> },
    { id: 'queueDueAt', label: 'escalations.column.clock', width: 114, grow: 0, render: (row) => <ClockCell escalation={row} /> },
    { id: 'accountName', label: 'escalations.column.account', main: true, sortable: false, width: 120, render: (row) => <span title={row.subject}>{row.accountName}</span> },
    { id: 'kind', label: 'escalations.column.kind', sortable: false, width: 92, grow: 0, render: ({ kind }) => (kind ? word('upgrade_kind', kind) : <Nothing text={translate('escalations.no_upgrade')} />) },
    { id: 'pathName', label: 'escalations.column.path', sortable: false, width: 60, render: ({ pathName }) => (pathName ? <span title={pathName}>{pathName}</span> : <Nothing />) },
    { id: 'step', label: 'escalations.column.step', sortable: false, width: 94, grow: 0.2, render: ({ step }) => (step ? word('step', step) : <Nothing />) },
    { id: 'reason', label: 'escalations.column.reason', sortable: false, width: 60, render: ({ reason }) => <span title={cause(reason)}>{cause(reason)}</span> },
    { id: 'arrAtStakeMinor', label: 'escalations.column.arr', align: 'right', width: 110, grow: 0, render: (row) => <Money minor={row.arrAtStakeMinor} whole /> },
    { id: 'openedAt', label: 'escalations.column.age', align: 'right', width: 78, grow: 0, render: (row) => <Age since={row.openedAt} /> },
    { id: 'assigneeName', label: 'escalations.column.on_it', sortable: false, width: 80, render: (row) => <OnIt escalation={row} /> },
    { id: 'status', label: 'escalations.column.status', sortable: false, width: 60, grow: 0.6, render: ({ status }) => <NarrowStatus of="escalation" value={status} /> },
    { id: 'subject', label: 'escalations.column.subject', sortable: false, hidden: true, width: 200, render: ({ subject }) => <span title={subject}>{subject}</span> },
    { id: 'upgradeReference', label: 'escalations.column.upgrade', sortable: false, hidden: true, width: 124, render: ({ upgradeId, upgradeReference }) => <RecordLink to={upgradeId && `/upgrades/${upgradeId}`}>{upgradeReference}</RecordLink> },
    { id: 'ownerName', label: 'escalations.column.owner', sortable: false, hidden: true, render: ({ ownerName }) => ownerName },
    { id: 'segment', label: 'escalations.column.segment', sortable: false, hidden: true, render: ({ segment }) => word('segment', segment) },
    { id: 'region', label: 'escalations.column.region', sortable: false, hidden: true, render: ({ region }) => region },
    { id: 'channel', label: 'escalations.column.channel', sortable: false, hidden: true, render: ({ channel }) => word('channel', channel) },
    { id: 'outcome', label: 'escalations.column.outcome', sortable: false, hidden: true, render: ({ outcome }) => (outcome ? word('outcome', outcome) : <Nothing />) },
    { id: 'rootCause', label: 'escalations.column.root_cause', sortable: false, hidden: true, render: ({ rootCause }) => (rootCause ? cause(rootCause) : <Nothing />) },
  ], [cause, translate, word]);
}
