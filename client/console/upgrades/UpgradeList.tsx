import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate, useSearchParams } from 'react-router';
import { EXCEPTION_STATUSES, MOTIONS, PARTIES, SEGMENTS, STEPS, UPGRADE_KINDS, UPGRADE_STATUSES } from '../../../server/domain/words.ts';
import { StartUpgradeForm } from '../accounts/StartUpgrade.tsx';
import { ForAccountDialog } from '../accounts/ForAccountDialog.tsx';
import { SignedMoney } from '../fields/Money.tsx';
import { Nothing } from '../fields/Nothing.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { Age } from '../fields/Times.tsx';
import { useChoices, useWord } from '../fields/words.ts';
import { usePaletteActions } from '../palette/actions.ts';
import { useMay } from '../providers/session.ts';
import type { DataColumn } from '../table/columns.ts';
import type { FilterDef } from '../table/filters.ts';
import { ListPage } from '../table/ListPage.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import type { UpgradeRow } from './records.ts';

const pathOf = ({ id }: UpgradeRow) => `/upgrades/${id}`;
const LATEST = { field: 'startedAt', order: 'DESC' } as const;

function NewUpgrade() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const allowed = may('upgrades:work');
  usePaletteActions([{ id: 'start-upgrade', label: translate('start.action'), run: () => setOpen(true), when: allowed }]);
  if (!allowed) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{translate('start.action')}</Button>
      {open && (
        <ForAccountDialog title={translate('start.action')} hint={translate('start.hint')} onClose={close}>
          {(account) => <StartUpgradeForm account={account} onCancel={close} onDone={({ id }) => void navigate(`/upgrades/${id}`)} />}
        </ForAccountDialog>
      )}
    </>
  );
}

function useColumns(): DataColumn<UpgradeRow>[] {
  const word = useWord();
  return useMemo(() => [
    { id: 'reference', label: 'upgrades.column.reference', main: true, sortable: false, width: 128, grow: 0, render: ({ reference }) => reference },
    { id: 'accountName', label: 'upgrades.column.account', sortable: false, width: 150, grow: 2, render: ({ accountName }) => <span title={accountName}>{accountName}</span> },
    { id: 'kind', label: 'upgrades.column.kind', sortable: false, width: 86, grow: 0, render: ({ kind }) => word('upgrade_kind', kind) },
    { id: 'pathName', label: 'upgrades.column.path', sortable: false, width: 112, grow: 2, render: ({ pathName }) => (pathName ? <span title={pathName}>{pathName}</span> : <Nothing />) },
    { id: 'status', label: 'upgrades.column.status', sortable: false, width: 152, grow: 0, render: ({ status }) => <StatusChip of="upgrade" value={status} /> },
    { id: 'step', label: 'upgrades.column.step', sortable: false, width: 92, grow: 0, render: ({ step }) => word('step', step) },
    { id: 'motion', label: 'upgrades.column.motion', sortable: false, width: 88, grow: 0, render: ({ motion }) => word('motion', motion) },
    { id: 'difference', fields: ['beforeArrMinor', 'afterArrMinor'], label: 'upgrades.column.difference', sortable: false, align: 'right', width: 86, grow: 0, render: (row) => (row.afterArrMinor === 0 && row.status === 'draft' ? <Nothing /> : <SignedMoney minor={row.afterArrMinor - row.beforeArrMinor} whole />) },
    { id: 'exceptionStatus', label: 'upgrades.column.exception', sortable: false, hidden: true, width: 150, render: ({ exceptionStatus }) => <StatusChip of="exception" value={exceptionStatus} /> },
    { id: 'touches', label: 'upgrades.column.touches', sortable: false, hidden: true, align: 'right', width: 80, render: ({ touches, shadowTouches }) => `${touches} + ${shadowTouches}` },
    { id: 'startedAt', label: 'upgrades.column.started', align: 'right', width: 86, grow: 0, render: ({ startedAt }) => <Age since={startedAt} /> },
    { id: 'placedAt', label: 'upgrades.column.placed', align: 'right', roomy: true, width: 86, grow: 0, render: ({ placedAt }) => <Age since={placedAt} /> },
  ], [word]);
}

/** What a figure of the self-serve rate narrows the list by: in sight only where it does. */
function useOfTheRate(): FilterDef[] {
  const translate = useTranslate();
  const choices = useChoices();
  const [params] = useSearchParams();
  const asked = params.get('filter') ?? '';
  return useMemo(() => {
    const yesNo = (source: string): FilterDef => {
      const value = !asked.includes(`"${source}":false`);
      return { kind: 'toggle', source, label: `${translate(`adoption.filter.${source}`)}: ${translate(`adoption.filter.${value}`)}`, value };
    };
    const who = PARTIES.map((id) => ({ id, name: translate(`adoption.filter.${id}`) }));
    const all: FilterDef[] = [
      { kind: 'days', source: 'startedOn', label: 'adoption.filter.startedOn' }, { kind: 'days', source: 'placedOn', label: 'adoption.filter.placedOn' }, { kind: 'days', source: 'completedOn', label: 'adoption.filter.completedOn' },
      yesNo('strict'), yesNo('automatic'), yesNo('escalated'), yesNo('untouchedOrder'), yesNo('helped'), yesNo('over'), yesNo('newCustomer'),
      { kind: 'choice', source: 'startedBy', label: 'adoption.filter.startedBy', choices: who }, { kind: 'choice', source: 'placedBy', label: 'adoption.filter.placedBy', choices: who },
      { kind: 'choice', source: 'firstStep', label: 'adoption.filter.firstStep', choices: choices('step', STEPS) }, { kind: 'choice', source: 'handedBackStep', label: 'adoption.filter.handedBackStep', choices: choices('step', STEPS) }, { kind: 'reference', source: 'firstCause', label: 'adoption.filter.firstCause', reference: 'root-causes', sort: 'position' },
      { kind: 'choice', source: 'segment', label: 'adoption.cut.segment', choices: choices('segment', SEGMENTS) }, { kind: 'reference', source: 'region', label: 'adoption.cut.region', reference: 'regions', sort: 'id' }, { kind: 'reference', source: 'managerId', label: 'adoption.cut.managerId', reference: 'users' },
    ];
    return all.filter(({ source }) => asked.includes(`"${source}`));
  }, [asked, choices, translate]);
}

function useFilters(): FilterDef[] {
  const choices = useChoices();
  const ofTheRate = useOfTheRate();
  return useMemo(() => [
    { kind: 'search', source: 'q', label: 'upgrades.search' },
    { kind: 'choice', source: 'status', label: 'upgrades.column.status', choices: choices('upgrade', UPGRADE_STATUSES) },
    { kind: 'choice', source: 'kind', label: 'upgrades.column.kind', choices: choices('upgrade_kind', UPGRADE_KINDS) },
    { kind: 'reference', source: 'pathId', label: 'upgrades.column.path', reference: 'upgrade-paths' },
    { kind: 'choice', source: 'motion', label: 'upgrades.column.motion', choices: choices('motion', MOTIONS) },
    { kind: 'choice', source: 'step', label: 'upgrades.column.step', choices: choices('step', STEPS) },
    { kind: 'choice', source: 'exceptionStatus', label: 'upgrades.column.exception', choices: choices('exception', EXCEPTION_STATUSES) },
    { kind: 'days', source: 'startedAt', label: 'upgrades.column.started', instant: true },
    ...ofTheRate,
  ], [choices, ofTheRate]);
}

export function UpgradeList() {
  const translate = useTranslate();
  return (
    <ListPage<UpgradeRow>
      resource="upgrades" title={translate('upgrades.title')} columns={useColumns()} filters={useFilters()} defaultSort={LATEST} rowPath={pathOf} beside={<NewUpgrade />}
      empty={<EmptyState title={translate('upgrades.empty.title')} action={<NewUpgrade />}>{translate('upgrades.empty.hint')}</EmptyState>}
    />
  );
}
