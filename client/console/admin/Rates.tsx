import { useMemo, useState } from 'react';
import { required, useTranslate } from 'react-admin';
import { CURRENCIES } from '../../../server/domain/money.ts';
import { useReportingCurrency } from '../fields/reportingCurrency.ts';
import { Day } from '../fields/Times.tsx';
import { FieldGrid } from '../forms/FieldGrid.tsx';
import { DateInput, SelectInput, TextInput } from '../forms/inputs.tsx';
import { useMay } from '../providers/session.ts';
import type { ExchangeRate } from '../records.ts';
import type { DataColumn } from '../table/columns.ts';
import type { FilterDef } from '../table/filters.ts';
import { ListPage } from '../table/ListPage.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import { NewButton } from './NewButton.tsx';
import { RecordPage } from './RecordPage.tsx';

const FIELDS = { base: 'admin.rates.base', quote: 'admin.rates.quote', on: 'admin.rates.on', rate: 'admin.rates.rate' } as const;

const currencies = Object.keys(CURRENCIES).map((id) => ({ id, name: id }));

const today = () => new Date().toLocaleDateString('sv-SE');

export function RateList() {
  const translate = useTranslate();
  const may = useMay();
  const columns = useMemo<DataColumn<ExchangeRate>[]>(() => [
    { id: 'name', label: 'admin.rates.pair', main: true, sortable: false, render: ({ base, quote }) => `1 ${base} in ${quote}` },
    { id: 'rate', label: FIELDS.rate, align: 'right', sortable: false, render: ({ rate }) => rate },
    { id: 'on', label: FIELDS.on, render: ({ on }) => <Day on={on} /> },
  ], []);
  const filters: FilterDef[] = [{ kind: 'choice', source: 'base', label: translate(FIELDS.base), choices: currencies }, { kind: 'choice', source: 'quote', label: translate(FIELDS.quote), choices: currencies }];
  return (
    <ListPage<ExchangeRate>
      resource="exchange-rates" title={translate('admin.rates.title')} columns={columns} filters={filters} defaultSort={{ field: 'on', order: 'DESC' }} rowPath={({ id }) => `/admin/exchange-rates/${id}`} views={false}
      beside={may('policies:edit') && <NewButton to="/admin/exchange-rates/new" label={translate('admin.rates.new')} />} empty={<EmptyState title={translate('admin.rates.empty')}>{translate('admin.rates.empty_hint')}</EmptyState>}
    />
  );
}

/** A rate is added or taken away; what was reckoned with it stays as it is. */
export function RatePage() {
  const translate = useTranslate();
  const may = useMay();
  const quote = useReportingCurrency();
  const [on] = useState(today);
  return (
    <RecordPage
      resource="exchange-rates" list={{ label: translate('admin.rates.title'), to: '/admin/exchange-rates' }} newTitle={translate('admin.rates.new')} fields={FIELDS} defaults={{ quote, on }}
      fixed readOnly={!may('policies:edit')} deleteHint={translate('admin.rates.delete_hint')}
    >
      {() => (
        <FieldGrid>
          <SelectInput source="base" label={translate(FIELDS.base)} choices={currencies} validate={required()} />
          <SelectInput source="quote" label={translate(FIELDS.quote)} choices={currencies} validate={required()} />
          <TextInput source="rate" label={translate(FIELDS.rate)} validate={required()} hint={translate('admin.rates.rate_hint')} />
          <DateInput source="on" label={translate(FIELDS.on)} validate={required()} hint={translate('admin.rates.on_hint')} />
        </FieldGrid>
      )}
    </RecordPage>
  );
}
