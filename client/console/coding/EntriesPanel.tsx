import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { formatMonth } from '../fields/format.ts';
import { SignedMoney } from '../fields/Money.tsx';
import { Day, When } from '../fields/Times.tsx';
import { useWord } from '../fields/words.ts';
import { Wrapped } from '../fields/Wrapped.tsx';
import type { DataColumn } from '../table/columns.ts';
import { RelatedTable } from '../table/RelatedTable.tsx';
import { Chip } from '../theme/Chip.tsx';
import { tone } from '../theme/palette.ts';
import type { CodingRecord, Entry } from './records.ts';

/** What was posted for it, in the order of the ledger: nothing is ever changed, only reversed. */
export function EntriesPanel({ coding }: { coding: CodingRecord }) {
  const translate = useTranslate();
  const word = useWord();
  const columns = useMemo<DataColumn<Entry>[]>(() => [
    { id: 'position', label: 'coding.entries.number', align: 'right', width: 64, grow: 0, sortable: false, render: ({ position }) => <Box component="span" sx={{ color: tone.mute }}>{position}</Box> },
    { id: 'movement', label: 'coding.entries.movement', main: true, width: 116, sortable: false, render: ({ movement, driver }) => <Wrapped>{word('movement', movement)}{driver !== 'none' && <Box component="span" sx={{ color: tone.mute, fontWeight: 400 }}> / {word('driver', driver).toLowerCase()}</Box>}</Wrapped> },
    { id: 'amountMinor', label: 'coding.entries.amount', align: 'right', width: 96, grow: 0, sortable: false, render: ({ amountMinor, currency }) => <SignedMoney minor={amountMinor} currency={currency} /> },
    { id: 'reversalOf', label: 'coding.entries.what', width: 96, grow: 0, sortable: false, render: ({ reversalOf, origin }) => (reversalOf ? <Chip mark="↺">{translate('coding.entries.reversal')}</Chip> : <Chip tone={origin === 'correction' ? 'accent' : 'plain'}>{word('origin', origin)}</Chip>) },
    { id: 'effectiveOn', label: 'coding.column.effective', width: 92, grow: 0, hidden: true, sortable: false, render: ({ effectiveOn }) => <Day on={effectiveOn} /> },
    { id: 'postingPeriod', label: 'coding.entries.period', width: 96, grow: 0, sortable: false, render: ({ postingPeriod, late }) => <span title={late ? translate('coding.entries.late') : undefined}>{formatMonth(postingPeriod, true)}{late && <Box component="b" sx={{ color: tone.warn }}> ▲</Box>}</span> },
    { id: 'postedAt', label: 'coding.entries.posted', align: 'right', width: 90, hidden: true, sortable: false, render: ({ postedAt }) => <When at={postedAt} /> },
  ], [translate, word]);
  const filter = useMemo(() => ({ codingId: coding.id }), [coding.id]);
  return <RelatedTable<Entry> title={translate('coding.entries.title')} resource="revenue-entries" filter={filter} sort={{ field: 'position', order: 'ASC' }} columns={columns} empty={translate('coding.entries.none')} perPage={25} settingsKey="coding-entries" />;
}
