import Link from '@mui/material/Link';
import { useMemo } from 'react';
import { useTranslate, type RaRecord } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import type { BridgeMonth } from '../../coding/records.ts';
import { Money, SignedMoney } from '../../fields/Money.tsx';
import { useWord } from '../../fields/words.ts';
import type { DataColumn } from '../../table/columns.ts';
import { LocalTable } from '../../table/LocalTable.tsx';
import { IN_ORDER } from '../bridge/waterfall.ts';
import { entriesWith } from '../links.ts';

type Row = RaRecord<string> & { order: number; name: string; reportedMinor: number | null; correctedMinor: number | null; movement?: string };

/** Opening to closing, as it was or would be reported and as it is known now. */
export function rowsOf(reported: BridgeMonth, corrected: BridgeMonth, nameOf: (what: 'opening' | 'closing' | (typeof IN_ORDER)[number]) => string): Row[] {
  const moved = IN_ORDER.filter((movement) => reported.movements[movement] !== 0 || corrected.movements[movement] !== 0);
  return [
    { id: 'opening', reportedMinor: reported.openingMinor, correctedMinor: corrected.openingMinor },
    ...moved.map((movement) => ({ id: movement, movement, reportedMinor: reported.movements[movement], correctedMinor: corrected.movements[movement] })),
    { id: 'closing', reportedMinor: reported.closingMinor, correctedMinor: corrected.closingMinor },
  ].map((row, order) => ({ ...row, order, name: nameOf(row.id as 'opening') }));
}

/** A month in both books, and what lies between them; each movement opens its entries. */
export function BooksTable({ month, closed, reported, corrected }: { month: string; closed: boolean; reported: BridgeMonth; corrected: BridgeMonth }) {
  const translate = useTranslate();
  const word = useWord();
  const rows = useMemo(() => rowsOf(reported, corrected, (what) => (what === 'opening' || what === 'closing' ? translate(`revenue.bridge.${what}`) : word('movement', what))), [corrected, reported, translate, word]);
  const columns = useMemo<DataColumn<Row>[]>(() => {
    const figure = (minor: number | null, row: Row, field: string) => (row.movement === undefined ? <b><Money minor={minor} /></b> : <Link component={RouterLink} to={entriesWith({ [field]: month, movement: row.movement })}><SignedMoney minor={minor} /></Link>);
    return [
      { id: 'name', label: 'revenue.periods.figure', main: true, width: 130, sortable: false, render: ({ name }) => name },
      { id: 'reportedMinor', label: closed ? 'revenue.periods.as_reported' : 'revenue.periods.as_reported_now', align: 'right', width: 150, sortable: false, render: (row) => figure(row.reportedMinor, row, 'postingPeriod') },
      { id: 'correctedMinor', label: 'revenue.periods.as_corrected', align: 'right', width: 150, sortable: false, render: (row) => figure(row.correctedMinor, row, 'effectivePeriod') },
      { id: 'difference', label: 'revenue.difference.column', align: 'right', width: 130, sortable: false, render: (row) => <SignedMoney minor={(row.correctedMinor ?? 0) - (row.reportedMinor ?? 0)} /> },
    ];
  }, [closed, month]);
  return <LocalTable<Row> title={translate(closed ? 'revenue.periods.books_closed' : 'revenue.periods.books')} rows={rows} sort={{ field: 'order', order: 'ASC' }} columns={columns} counted={false} settingsKey="period-books" empty={null} />;
}
