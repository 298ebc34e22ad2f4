import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { BandChip } from '../fields/BandChip.tsx';
import { formatNumber } from '../fields/format.ts';
import { Money, SignedMoney } from '../fields/Money.tsx';
import { Nothing } from '../fields/Nothing.tsx';
import { Person } from '../fields/Person.tsx';
import { useCauseName } from '../fields/rootCauses.ts';
import { StatusChip } from '../fields/StatusChip.tsx';
import { Age, Day, When } from '../fields/Times.tsx';
import { useWord } from '../fields/words.ts';
import { Wrapped } from '../fields/Wrapped.tsx';
import { YesNo } from '../fields/YesNo.tsx';
import { useMay } from '../providers/session.ts';
import type { Device, Escalation, Subscription, Upgrade } from '../records.ts';
import type { DataColumn } from '../table/columns.ts';
import { RelatedTable } from '../table/RelatedTable.tsx';
import { AutoRenew } from './AutoRenew.tsx';

type OfAccount = { accountId: string };

export function AccountEscalations({ accountId }: OfAccount) {
  const translate = useTranslate();
  const may = useMay();
  const cause = useCauseName();
  const columns = useMemo<DataColumn<Escalation>[]>(() => [
    { id: 'subject', label: 'accounts.subject', main: true, width: 160, sortable: false, render: ({ subject }) => <Wrapped>{subject}</Wrapped> },
    { id: 'score', label: 'accounts.band', width: 100, grow: 0, render: ({ priority, score }) => <BandChip band={priority} score={score} /> },
    { id: 'status', label: 'accounts.status', width: 110, grow: 0, sortable: false, render: ({ status }) => <StatusChip of="escalation" value={status} /> },
    { id: 'reason', label: 'accounts.reason', width: 130, sortable: false, render: ({ reason }) => cause(reason) },
    { id: 'assigneeId', label: 'accounts.assignee', width: 120, sortable: false, render: ({ assigneeName }) => <Person name={assigneeName} none={translate('accounts.nobody')} /> },
    { id: 'openedAt', label: 'accounts.opened', align: 'right', width: 100, grow: 0, render: ({ openedAt }) => <Age since={openedAt} /> },
  ], [cause, translate]);
  return (
    <RelatedTable<Escalation>
      title={translate('accounts.escalations')} resource="escalations" filter={{ accountId }} sort={{ field: 'openedAt', order: 'DESC' }} columns={columns} rowPath={({ id }) => `/escalations/${id}`}
      empty={translate(may('escalations:work') ? 'accounts.no_escalations_call' : 'accounts.no_escalations')} perPage={5}
    />
  );
}

export function AccountUpgrades({ accountId }: OfAccount) {
  const translate = useTranslate();
  const may = useMay();
  const word = useWord();
  const columns = useMemo<DataColumn<Upgrade>[]>(() => [
    { id: 'reference', label: 'accounts.reference', main: true, sortable: false, width: 130, grow: 1, render: ({ reference }) => reference },
    { id: 'kind', label: 'accounts.kind', width: 85, grow: 0, sortable: false, render: ({ kind }) => word('upgrade_kind', kind) },
    { id: 'pathId', label: 'accounts.path', width: 140, grow: 2, sortable: false, render: ({ pathName }) => (pathName ? <Wrapped>{pathName}</Wrapped> : <Nothing />) },
    { id: 'status', label: 'accounts.status', width: 130, grow: 0, sortable: false, render: ({ status }) => <StatusChip of="upgrade" value={status} /> },
    { id: 'step', label: 'accounts.step', width: 85, grow: 0, sortable: false, render: ({ step }) => word('step', step) },
    { id: 'change', label: 'accounts.change', align: 'right', width: 80, sortable: false, render: ({ beforeArrMinor, afterArrMinor }) => <SignedMoney minor={afterArrMinor - beforeArrMinor} /> },
    { id: 'startedAt', label: 'accounts.started', align: 'right', width: 95, render: ({ startedAt }) => <When at={startedAt} /> },
  ], [word]);
  return (
    <RelatedTable<Upgrade>
      title={translate('accounts.upgrades')} resource="upgrades" filter={{ accountId }} sort={{ field: 'startedAt', order: 'DESC' }} columns={columns} rowPath={({ id }) => `/upgrades/${id}`}
      empty={translate(may('upgrades:work') ? 'accounts.no_upgrades_start' : 'accounts.no_upgrades')} perPage={5}
    />
  );
}

export function AccountSubscriptions({ accountId }: OfAccount) {
  const translate = useTranslate();
  const may = useMay();
  const canEdit = may('subscriptions:edit');
  const columns = useMemo<DataColumn<Subscription>[]>(() => [
    { id: 'product', label: 'accounts.product', main: true, width: 175, sortable: false, render: ({ productName, quantity }) => <Wrapped>{productName}{quantity > 1 && ` × ${formatNumber(quantity)}`}</Wrapped> },
    { id: 'status', label: 'accounts.status', width: 100, grow: 0, sortable: false, render: ({ status }) => <StatusChip of="subscription" value={status} /> },
    { id: 'serial', label: 'accounts.serial', width: 115, grow: 0, sortable: false, render: ({ serial }) => (serial ? <span style={{ whiteSpace: 'nowrap' }}>{serial}</span> : <Nothing />) },
    { id: 'reportingArrMinor', label: 'accounts.yearly', align: 'right', width: 100, render: ({ arrMinor, currency }) => <Money minor={arrMinor} currency={currency} /> },
    { id: 'startsOn', label: 'accounts.starts', width: 100, grow: 0, render: ({ startsOn }) => <Day on={startsOn} /> },
    { id: 'endsOn', label: 'accounts.ends', width: 100, grow: 0, render: ({ endsOn }) => (endsOn ? <Day on={endsOn} /> : <Nothing text={translate('accounts.open_ended')} />) },
    { id: 'autoRenew', label: 'accounts.renews', width: 95, sortable: false, render: (subscription) => (canEdit && subscription.status === 'active' ? <AutoRenew subscription={subscription} /> : <YesNo value={subscription.autoRenew} />) },
  ], [canEdit, translate]);
  return <RelatedTable<Subscription> title={translate('accounts.subscriptions')} resource="subscriptions" filter={{ accountId }} sort={{ field: 'startsOn', order: 'DESC' }} columns={columns} empty={translate('accounts.no_subscriptions')} />;
}

export function AccountDevices({ accountId }: OfAccount) {
  const translate = useTranslate();
  const columns = useMemo<DataColumn<Device>[]>(() => [
    { id: 'serial', label: 'accounts.serial', main: true, width: 150, render: ({ serial }) => serial },
    { id: 'productId', label: 'accounts.product', grow: 3, sortable: false, render: ({ productName }) => productName },
    { id: 'status', label: 'accounts.status', width: 120, grow: 0.5, sortable: false, render: ({ status }) => <StatusChip of="device" value={status} /> },
    { id: 'shippedOn', label: 'accounts.shipped', width: 110, render: ({ shippedOn }) => <Day on={shippedOn} /> },
  ], []);
  return <RelatedTable<Device> title={translate('accounts.devices')} resource="devices" filter={{ accountId }} sort={{ field: 'serial', order: 'ASC' }} columns={columns} empty={translate('accounts.no_devices')} />;
}
