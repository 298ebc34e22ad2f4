import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { Money } from '../fields/Money.tsx';
import { Nothing } from '../fields/Nothing.tsx';
import { RecordLink } from '../fields/RecordLink.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { Day, When } from '../fields/Times.tsx';
import { useWord } from '../fields/words.ts';
import type { DataColumn } from '../table/columns.ts';
import { EvidenceLadder } from './EvidenceLadder.tsx';
import type { ReturnRow } from './records.ts';
import { serialsText } from './serials.ts';
import { DueDay, ReturnFlags } from './Standing.tsx';

/** Columns of returns; on an account's page, what is the same in every row is left out. */
export function useReturnColumns(ofAccount = false): DataColumn<ReturnRow>[] {
  const word = useWord();
  const translate = useTranslate();
  return useMemo(() => {
    const account: DataColumn<ReturnRow> = { id: 'accountName', label: 'returns.column.account', main: true, sortable: false, width: 120, render: ({ accountName }) => <span title={accountName}>{accountName}</span> };
    const order: DataColumn<ReturnRow> = { id: 'upgradeReference', label: 'returns.column.order', main: ofAccount, roomy: !ofAccount, sortable: false, width: 122, grow: 0, render: ({ upgradeId, upgradeReference }) => (ofAccount ? upgradeReference : <RecordLink to={`/upgrades/${upgradeId}`}>{upgradeReference}</RecordLink>) };
    return [
      ...(ofAccount ? [order] : [account, order]),
      { id: 'devices', label: 'returns.column.serial', sortable: false, width: 112, grow: 1, render: ({ devices }) => <span title={devices.map(({ serial }) => serial).join('\n')}>{serialsText(devices.map(({ serial }) => serial))}</span> },
      { id: 'facts', label: 'returns.column.evidence', fields: ['facts'], sortable: false, width: 136, grow: 0, render: (row) => <EvidenceLadder row={row} /> },
      { id: 'dueOn', label: 'returns.column.due', fields: ['dueOn', 'daysOverdue'], width: 150, grow: 0, render: (row) => <DueDay row={row} /> },
      { id: 'flags', label: 'returns.column.flags', fields: ['flags', 'mismatches'], sortable: false, width: ofAccount ? 76 : 124, grow: 0, render: (row) => <ReturnFlags row={row} due short={ofAccount ? 'all' : 'contradictions'} /> },
      { id: 'atStakeMinor', label: 'returns.column.stake', align: 'right', width: 84, grow: 0, roomy: ofAccount, render: ({ atStakeMinor, currency }) => <Money minor={atStakeMinor} currency={currency} whole /> },
      { id: 'status', label: 'returns.column.status', sortable: false, width: 108, grow: 0, render: ({ status }) => <StatusChip of="return" value={status} /> },
      { id: 'trackingNumber', label: 'returns.column.tracking', fields: ['carrier', 'trackingNumber'], sortable: false, width: 150, grow: 0, roomy: true, hidden: ofAccount, render: ({ carrier, trackingNumber }) => (carrier || trackingNumber ? <span title={[carrier, trackingNumber].filter(Boolean).join(' ')}>{[carrier, trackingNumber].filter(Boolean).join(' ')}</span> : <Nothing />) },
      { id: 'remindedAt', label: 'returns.column.reminded', sortable: false, width: 96, hidden: true, render: ({ remindedAt }) => (remindedAt ? <When at={remindedAt} /> : <Nothing text={translate('returns.never')} />) },
      { id: 'disposition', label: 'returns.column.disposition', sortable: false, width: 116, hidden: true, render: ({ disposition }) => word('disposition', disposition) },
      { id: 'openedAt', label: 'returns.column.opened', sortable: false, width: 92, hidden: true, render: ({ openedAt }) => <Day on={openedAt.slice(0, 10)} /> },
    ];
  }, [ofAccount, translate, word]);
}
