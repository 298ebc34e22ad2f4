import { useMemo } from 'react';
import { SignedMoney } from '../fields/Money.tsx';
import { Nothing } from '../fields/Nothing.tsx';
import { RecordLink } from '../fields/RecordLink.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { Age, Day } from '../fields/Times.tsx';
import { useWord } from '../fields/words.ts';
import type { DataColumn } from '../table/columns.ts';
import { Flags, LegsSummary } from './Legs.tsx';
import type { CodingRow } from './records.ts';

export const codingPath = ({ id }: Pick<CodingRow, 'id'>) => `/coding/${id}`;

/** The path's name says the kind as well; without one, the kind stands for it, or where it came from. */
function PathCell({ kind, pathName, origin }: Pick<CodingRow, 'kind' | 'pathName' | 'origin'>) {
  const word = useWord();
  if (!kind) return <Nothing text={word('origin', origin)} />;
  return <span title={`${word('upgrade_kind', kind)}${pathName ? `: ${pathName}` : ''}`}>{pathName ?? word('upgrade_kind', kind)}</span>;
}

/** Columns of codings; on an account's page, what is the same in every row is left out. */
export function useCodingColumns(ofAccount = false): DataColumn<CodingRow>[] {
  const word = useWord();
  return useMemo(() => {
    const upgrade: DataColumn<CodingRow> = { id: 'upgradeReference', label: 'coding.column.upgrade', sortable: false, width: 122, grow: 0, main: ofAccount, render: ({ upgradeId, upgradeReference, origin }) => (ofAccount ? (upgradeReference ?? word('origin', origin)) : upgradeReference ? <RecordLink to={`/upgrades/${upgradeId}`}>{upgradeReference}</RecordLink> : <Nothing />) };
    const account: DataColumn<CodingRow> = { id: 'accountName', label: 'coding.column.account', main: true, sortable: false, width: 112, render: ({ accountName }) => <span title={accountName ?? ''}>{accountName}</span> };
    return [
      ...(ofAccount ? [upgrade] : [account, upgrade]),
      { id: 'kind', label: 'coding.column.kind', sortable: false, roomy: !ofAccount, width: 86, grow: 0, render: ({ kind }) => (kind ? word('upgrade_kind', kind) : <Nothing />) },
      { id: 'pathName', label: 'coding.column.path', fields: ['kind', 'pathName'], sortable: false, width: 84, grow: 1, hidden: ofAccount, render: ({ kind, pathName, origin }) => <PathCell kind={kind} pathName={pathName} origin={origin} /> },
      { id: 'status', label: 'coding.column.status', sortable: false, width: 98, grow: 0, render: ({ status }) => <StatusChip of="coding" value={status} /> },
      { id: 'legs', label: 'coding.column.legs', sortable: false, width: 160, grow: 2, render: ({ legs, currency }) => <LegsSummary legs={legs} currency={currency} whole /> },
      { id: 'deltaMinor', label: 'coding.column.delta', align: 'right', width: 80, grow: 0, render: ({ deltaMinor, currency }) => <SignedMoney minor={deltaMinor} currency={currency} whole /> },
      { id: 'flags', label: 'coding.column.flags', sortable: false, width: 146, grow: 0, render: ({ flags, trace }) => <Flags flags={flags} trace={trace} compact /> },
      { id: 'effectiveOn', label: 'coding.column.effective', sortable: false, width: 92, grow: 0, render: ({ effectiveOn }) => <Day on={effectiveOn} /> },
      { id: 'codedAt', label: 'coding.column.coded', align: 'right', width: 64, grow: 0, roomy: true, hidden: ofAccount, render: ({ codedAt }) => <Age since={codedAt} /> },
      { id: 'origin', label: 'coding.column.origin', sortable: false, hidden: true, render: ({ origin }) => word('origin', origin) },
      { id: 'rule', label: 'coding.column.rule', sortable: false, hidden: true, width: 150, render: ({ rule }) => rule },
    ];
  }, [ofAccount, word]);
}
