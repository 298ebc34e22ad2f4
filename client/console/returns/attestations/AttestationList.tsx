import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { ATTESTATION_STATUSES, CAPTURES, MEANINGS } from '../../../../server/domain/words.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { StatusChip } from '../../fields/StatusChip.tsx';
import { Day, When } from '../../fields/Times.tsx';
import { useChoices, useWord } from '../../fields/words.ts';
import type { DataColumn } from '../../table/columns.ts';
import type { FilterDef, ListTab } from '../../table/filters.ts';
import { ListPage } from '../../table/ListPage.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { attestationPath, returnPath, type AttestationRow } from '../records.ts';
import { TO_VERIFY } from '../tabs.ts';

const LATEST = { field: 'recordedAt', order: 'DESC' } as const;
const TABS: readonly ListTab[] = [
  { id: 'signed', label: 'returns.attestation.tab.signed', filter: TO_VERIFY, sort: { field: 'recordedAt', order: 'ASC' } },
  ...ATTESTATION_STATUSES.filter((status) => status === 'verified' || status === 'rejected').map((status): ListTab => ({ id: status, label: `returns.attestation.tab.${status}`, filter: { status }, sort: LATEST, counted: status === 'rejected' })),
  { id: 'all', label: 'returns.attestation.tab.all', filter: {}, sort: LATEST, counted: false },
];

function useColumns(): DataColumn<AttestationRow>[] {
  const word = useWord();
  const translate = useTranslate();
  return useMemo(() => [
    { id: 'accountName', label: 'returns.column.account', main: true, sortable: false, width: 150, render: ({ accountName }) => <span title={accountName}>{accountName}</span> },
    { id: 'upgradeReference', label: 'returns.column.order', sortable: false, width: 122, grow: 0, render: (row) => <RecordLink to={returnPath({ id: row.returnId })}>{row.upgradeReference}</RecordLink> },
    { id: 'meaning', label: 'returns.attestation.meaning', sortable: false, width: 128, grow: 0, render: ({ meaning }) => word('meaning', meaning) },
    { id: 'signerName', label: 'returns.attestation.signer', fields: ['signerName', 'signerTitle'], sortable: false, width: 160, render: ({ signerName, signerTitle }) => (signerName ? <span title={signerTitle ?? ''}>{signerName}</span> : <Nothing text={translate('returns.attestation.erased_name')} />) },
    { id: 'capture', label: 'returns.attestation.capture', sortable: false, width: 116, grow: 0, render: ({ capture }) => word('capture', capture) },
    { id: 'signedAt', label: 'returns.attestation.signed_at', sortable: false, width: 104, grow: 0, render: ({ signedAt }) => <Day on={signedAt.slice(0, 10)} /> },
    { id: 'recordedAt', label: 'returns.attestation.recorded', align: 'right', width: 104, grow: 0, render: ({ recordedAt }) => <When at={recordedAt} /> },
    { id: 'status', label: 'returns.column.status', sortable: false, width: 104, grow: 0, render: ({ status }) => <StatusChip of="attestation" value={status} /> },
    { id: 'decidedByName', label: 'returns.attestation.decided_by', sortable: false, width: 130, hidden: true, render: ({ decidedByName }) => decidedByName ?? <Nothing /> },
    { id: 'reason', label: 'returns.reason', sortable: false, width: 180, hidden: true, render: ({ reason }) => (reason ? <span title={reason}>{reason}</span> : <Nothing />) },
  ], [translate, word]);
}

/** What was signed, and what waits for somebody to verify it: the oldest first. */
export function AttestationList() {
  const translate = useTranslate();
  const choices = useChoices();
  const filters = useMemo<FilterDef[]>(() => [
    { kind: 'choice', source: 'meaning', label: 'returns.attestation.meaning', choices: choices('meaning', MEANINGS) },
    { kind: 'choice', source: 'capture', label: 'returns.attestation.capture', choices: choices('capture', CAPTURES) },
    { kind: 'days', source: 'signedAt', label: 'returns.attestation.signed_at', instant: true },
  ], [choices]);
  return <ListPage<AttestationRow> resource="attestations" title={translate('returns.attestation.title')} columns={useColumns()} filters={filters} tabs={TABS} defaultSort={LATEST} rowPath={attestationPath} empty={<EmptyState title={translate('returns.attestation.empty')}>{translate('returns.attestation.empty_hint')}</EmptyState>} />;
}
