import { useMemo } from 'react';
import { FormDataConsumer, required, useTranslate } from 'react-admin';
import { CURRENCIES } from '../../../server/domain/money.ts';
import { PRODUCT_KINDS } from '../../../server/domain/words.ts';
import { Money } from '../fields/Money.tsx';
import { Nothing } from '../fields/Nothing.tsx';
import { useChoices, useWord } from '../fields/words.ts';
import { FieldGrid } from '../forms/FieldGrid.tsx';
import { MoneyInput } from '../forms/MoneyInput.tsx';
import { BooleanInput, SelectInput, TextInput } from '../forms/inputs.tsx';
import { useReportingCurrency } from '../fields/reportingCurrency.ts';
import { useMay } from '../providers/session.ts';
import type { Product } from '../records.ts';
import type { DataColumn } from '../table/columns.ts';
import type { FilterDef } from '../table/filters.ts';
import { ListPage } from '../table/ListPage.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import { ActiveChip } from './ActiveChip.tsx';
import { NewButton } from './NewButton.tsx';
import { RecordPage } from './RecordPage.tsx';

const FIELDS = {
  name: 'admin.products.name', kind: 'admin.products.kind', family: 'admin.products.family', capacity: 'admin.products.capacity', listPriceMinor: 'admin.products.price', currency: 'admin.products.currency', active: 'admin.in_use',
} as const;

const currencies = Object.keys(CURRENCIES).map((id) => ({ id, name: id }));

export function ProductList() {
  const translate = useTranslate();
  const word = useWord();
  const choices = useChoices();
  const may = useMay();
  const columns = useMemo<DataColumn<Product>[]>(() => [
    { id: 'name', label: FIELDS.name, main: true, render: ({ name }) => name },
    { id: 'id', label: 'admin.products.id', width: 120, render: ({ id }) => id },
    { id: 'kind', label: FIELDS.kind, width: 100, sortable: false, render: ({ kind }) => word('product_kind', kind) },
    { id: 'family', label: FIELDS.family, width: 100, sortable: false, render: ({ family }) => family },
    { id: 'capacity', label: FIELDS.capacity, width: 90, sortable: false, render: ({ capacity }) => capacity ?? <Nothing /> },
    { id: 'listPriceMinor', label: FIELDS.listPriceMinor, align: 'right', width: 130, sortable: false, render: ({ listPriceMinor, currency }) => <Money minor={listPriceMinor} currency={currency} /> },
    { id: 'active', label: 'admin.in_use', width: 100, sortable: false, render: ({ active }) => <ActiveChip active={active} /> },
  ], [word]);
  const filters: FilterDef[] = [
    { kind: 'search', source: 'q', label: translate('admin.products.search') },
    { kind: 'choice', source: 'kind', label: translate(FIELDS.kind), choices: choices('product_kind', PRODUCT_KINDS) },
    { kind: 'toggle', source: 'active', label: 'admin.in_use', value: true },
  ];
  return (
    <ListPage<Product>
      resource="products" title={translate('admin.products.title')} columns={columns} filters={filters} defaultSort={{ field: 'name', order: 'ASC' }} rowPath={({ id }) => `/admin/products/${encodeURIComponent(id)}`}
      beside={may('catalogue:edit') && <NewButton to="/admin/products/new" label={translate('admin.products.new')} />} empty={<EmptyState title={translate('admin.products.empty')}>{translate('admin.products.empty_hint')}</EmptyState>}
    />
  );
}

export function ProductPage() {
  const translate = useTranslate();
  const choices = useChoices();
  const may = useMay();
  const currency = useReportingCurrency();
  return (
    <RecordPage
      resource="products" list={{ label: translate('admin.products.title'), to: '/admin/products' }} newTitle={translate('admin.products.new')} fields={FIELDS} createFields={{ id: 'admin.products.id' }}
      defaults={{ currency, active: true }} readOnly={!may('catalogue:edit')}
    >
      {(isNew) => (
        <FieldGrid>
          <TextInput source="id" label={translate('admin.products.id')} validate={required()} readOnly={!isNew} hint={translate('admin.products.id_hint')} />
          <TextInput source="name" label={translate(FIELDS.name)} validate={required()} />
          <SelectInput source="kind" label={translate(FIELDS.kind)} choices={choices('product_kind', PRODUCT_KINDS)} validate={required()} />
          <TextInput source="family" label={translate(FIELDS.family)} validate={required()} />
          <FormDataConsumer<{ currency?: string }>>
            {({ formData }) => <MoneyInput source="listPriceMinor" label={translate(FIELDS.listPriceMinor)} currency={formData.currency ?? currency} hint={translate('admin.products.price_hint')} />}
          </FormDataConsumer>
          <SelectInput source="currency" label={translate(FIELDS.currency)} choices={currencies} validate={required()} />
          <TextInput source="capacity" label={translate(FIELDS.capacity)} />
          <BooleanInput source="active" label={translate(FIELDS.active)} />
        </FieldGrid>
      )}
    </RecordPage>
  );
}
