import ContentCopyIcon from '@mui/icons-material/ContentCopyOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useMemo } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { formatMonth } from '../../fields/format.ts';
import { SignedMoney } from '../../fields/Money.tsx';
import { Nothing } from '../../fields/Nothing.tsx';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { Day, When } from '../../fields/Times.tsx';
import { useWord } from '../../fields/words.ts';
import type { DataColumn } from '../../table/columns.ts';
import { Chip } from '../../theme/Chip.tsx';
import { tone } from '../../theme/palette.ts';
import { entriesWith } from '../links.ts';
import type { EntryRow } from '../records.ts';

/** An entry opens what it was coded from. */
export const codingOf = ({ codingId }: Pick<EntryRow, 'codingId'>) => `/coding/${codingId}`;

const SHOWN_OF_HASH = 8;

/** Enough of it to compare by eye; all of it goes to the clipboard. */
function Hash({ hash, position }: Pick<EntryRow, 'hash' | 'position'>) {
  const translate = useTranslate();
  const notify = useNotify();
  const copy = () => navigator.clipboard.writeText(hash).then(() => notify('revenue.entries.copied', { type: 'success' }), () => notify('revenue.bridge.not_copied', { type: 'error' }));
  return (
    <Box component="span" title={hash} sx={{ display: 'inline-flex', alignItems: 'center', fontFamily: 'ui-monospace, monospace', fontSize: 11.5, color: tone.mute }}>
      {hash.slice(0, SHOWN_OF_HASH)}
      <IconButton aria-label={translate('revenue.entries.copy', { position })} tabIndex={-1} onClick={() => void copy()} sx={{ padding: '3px' }}><ContentCopyIcon sx={{ fontSize: 13 }} /></IconButton>
    </Box>
  );
}

/** Columns that wait to be asked for where there is room for few. */
const AT_LENGTH: readonly string[] = ['upgradeReference', 'driver', 'origin', 'hash'];

/** The ledger's columns: what moved, by how much, and in which months it stands. `brief`: beside something else. */
export function useEntryColumns(brief = false): DataColumn<EntryRow>[] {
  const translate = useTranslate();
  const word = useWord();
  return useMemo(() => ([
    { id: 'position', label: 'revenue.entries.position', align: 'right', width: 62, grow: 0, render: ({ position }) => <Box component="span" sx={{ color: tone.mute }}>{position}</Box> },
    { id: 'accountName', label: 'revenue.entries.account', main: true, width: 150, sortable: false, render: ({ accountName }) => <span title={accountName ?? ''}>{accountName}</span> },
    { id: 'upgradeReference', label: 'revenue.entries.upgrade', width: 118, grow: 0, sortable: false, render: ({ upgradeId, upgradeReference }) => (upgradeReference ? <RecordLink to={`/upgrades/${upgradeId}`}>{upgradeReference}</RecordLink> : <Nothing />) },
    { id: 'movement', label: 'revenue.entries.movement', width: 100, grow: 0, sortable: false, render: ({ movement }) => word('movement', movement) },
    { id: 'driver', label: 'revenue.entries.driver', width: 92, grow: 0.5, sortable: false, render: ({ driver }) => (driver === 'none' ? <Nothing /> : word('driver', driver)) },
    { id: 'amountMinor', label: 'revenue.entries.amount', align: 'right', width: 92, grow: 0, render: ({ amountMinor, currency }) => <SignedMoney minor={amountMinor} currency={currency} /> },
    { id: 'effectiveOn', label: 'revenue.entries.effective', width: 92, grow: 0, sortable: false, render: ({ effectiveOn }) => <Day on={effectiveOn} /> },
    { id: 'postingPeriod', label: 'revenue.entries.posting_month', width: 104, grow: 0, sortable: false, fields: ['postingPeriod', 'late'], render: ({ postingPeriod, late }) => <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: '6px' }}>{formatMonth(postingPeriod, true)}{late && <Chip tone="warn" mark="▲" title={translate('revenue.entries.late_hint')}>{translate('revenue.entries.late')}</Chip>}</Box> },
    { id: 'effectivePeriod', label: 'revenue.entries.effective_month', width: 88, grow: 0, sortable: false, roomy: true, render: ({ effectivePeriod }) => formatMonth(effectivePeriod, true) },
    { id: 'origin', label: 'revenue.entries.origin', width: 84, grow: 0, sortable: false, render: ({ origin }) => word('origin', origin) },
    { id: 'reversalOf', label: 'revenue.entries.reversal_of', width: 88, grow: 0, sortable: false, roomy: true, render: ({ reversalOf }) => (reversalOf ? <RecordLink to={entriesWith({ id: reversalOf })}><span title={reversalOf}>↺ {translate('revenue.entries.reversal')}</span></RecordLink> : <Nothing />) },
    { id: 'postedAt', label: 'revenue.entries.posted', align: 'right', width: 90, grow: 0, sortable: false, roomy: true, render: ({ postedAt }) => <When at={postedAt} /> },
    { id: 'family', label: 'revenue.cut.family', width: 90, hidden: true, sortable: false, render: ({ family }) => family ?? <Nothing /> },
    { id: 'hash', label: 'revenue.entries.hash', width: 96, grow: 0, sortable: false, render: ({ hash, position }) => <Hash hash={hash} position={position} /> },
  ] satisfies DataColumn<EntryRow>[]).map((column: DataColumn<EntryRow>) => (brief && AT_LENGTH.includes(column.id) ? { ...column, hidden: true } : column)), [brief, translate, word]);
}
