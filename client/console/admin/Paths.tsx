import { useMemo } from 'react';
import { required, useTranslate } from 'react-admin';
import { MOVEMENTS, UPGRADE_KINDS } from '../../../server/domain/words.ts';
import { Nothing } from '../fields/Nothing.tsx';
import { useChoices, useWord } from '../fields/words.ts';
import { YesNo } from '../fields/YesNo.tsx';
import { FieldGrid } from '../forms/FieldGrid.tsx';
import { BooleanInput, CheckboxGroupInput, SelectInput, TextInput } from '../forms/inputs.tsx';
import { useMay } from '../providers/session.ts';
import type { UpgradePath } from '../records.ts';
import type { DataColumn } from '../table/columns.ts';
import type { FilterDef } from '../table/filters.ts';
import { ListPage } from '../table/ListPage.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import { ActiveChip } from './ActiveChip.tsx';
import { NewButton } from './NewButton.tsx';
import { RecordPage } from './RecordPage.tsx';

const FIELDS = {
  name: 'admin.paths.name', kind: 'admin.paths.kind', fromFamily: 'admin.paths.from', toFamily: 'admin.paths.to', returnRequired: 'admin.paths.return', attestationRequired: 'admin.paths.attestation',
  selfServe: 'admin.paths.self', expected: 'admin.paths.expected', description: 'admin.description', active: 'admin.in_use',
} as const;

function Follows({ path }: { path: UpgradePath }) {
  const translate = useTranslate();
  const parts = [path.returnRequired && translate('admin.paths.return_short'), path.attestationRequired && translate('admin.paths.attestation_short')].filter(Boolean);
  return parts.length > 0 ? <>{parts.join(', ')}</> : <Nothing text={translate('admin.paths.nothing_follows')} />;
}

export function PathList() {
  const translate = useTranslate();
  const word = useWord();
  const choices = useChoices();
  const may = useMay();
  const columns = useMemo<DataColumn<UpgradePath>[]>(() => [
    { id: 'name', label: FIELDS.name, main: true, render: ({ name }) => name },
    { id: 'kind', label: FIELDS.kind, width: 90, sortable: false, render: ({ kind }) => word('upgrade_kind', kind) },
    { id: 'fromFamily', label: FIELDS.fromFamily, width: 110, sortable: false, render: ({ fromFamily }) => fromFamily ?? <Nothing text={translate('admin.paths.any')} /> },
    { id: 'toFamily', label: FIELDS.toFamily, width: 100, sortable: false, render: ({ toFamily }) => toFamily ?? <Nothing text={translate('admin.paths.any')} /> },
    { id: 'expected', label: FIELDS.expected, width: 170, sortable: false, render: ({ expected }) => (expected.length > 0 ? expected.map(({ movement }) => word('movement', movement)).join(', ') : <Nothing text={translate('admin.paths.no_contract')} />) },
    { id: 'returnRequired', label: 'admin.paths.what_follows', width: 140, sortable: false, render: (path) => <Follows path={path} /> },
    { id: 'selfServe', label: 'admin.paths.self_short', width: 90, sortable: false, render: ({ selfServe }) => <YesNo value={selfServe} /> },
    { id: 'active', label: 'admin.in_use', width: 90, sortable: false, render: ({ active }) => <ActiveChip active={active} /> },
  ], [translate, word]);
  const filters: FilterDef[] = [
    { kind: 'search', source: 'name_like', label: translate(FIELDS.name) },
    { kind: 'choice', source: 'kind', label: translate(FIELDS.kind), choices: choices('upgrade_kind', UPGRADE_KINDS) },
    { kind: 'toggle', source: 'active', label: 'admin.in_use', value: true },
  ];
  return (
    <ListPage<UpgradePath>
      resource="upgrade-paths" title={translate('admin.paths.title')} columns={columns} filters={filters} defaultSort={{ field: 'name', order: 'ASC' }} rowPath={({ id }) => `/admin/upgrade-paths/${id}`} views={false}
      beside={may('catalogue:edit') && <NewButton to="/admin/upgrade-paths/new" label={translate('admin.paths.new')} />} empty={<EmptyState title={translate('admin.paths.empty')} />}
    />
  );
}

/** The movements as the codes that a group of boxes wants, and back. */
const fromForm = ({ expected, description, ...values }: Record<string, unknown>) => ({ ...values, description: description ?? '', expected: Array.isArray(expected) ? expected : [] });

export function PathPage() {
  const translate = useTranslate();
  const choices = useChoices();
  const may = useMay();
  const label = (field: keyof typeof FIELDS) => translate(FIELDS[field]);
  return (
    <RecordPage
      resource="upgrade-paths" list={{ label: translate('admin.paths.title'), to: '/admin/upgrade-paths' }} newTitle={translate('admin.paths.new')} fields={FIELDS} prepare={fromForm}
      defaults={{ active: true, selfServe: true, returnRequired: false, attestationRequired: false, expected: [], description: '' }} readOnly={!may('catalogue:edit')}
    >
      {() => (
        <>
          <FieldGrid>
            <TextInput source="name" label={label('name')} validate={required()} />
            <SelectInput source="kind" label={label('kind')} choices={choices('upgrade_kind', UPGRADE_KINDS)} validate={required()} />
            <TextInput source="fromFamily" label={label('fromFamily')} />
            <TextInput source="toFamily" label={label('toFamily')} />
          </FieldGrid>
          <CheckboxGroupInput
            source="expected" label={label('expected')} choices={choices('movement', MOVEMENTS)} nameOf={({ name }) => name} hint={translate('admin.paths.expected_hint')}
            format={(expected: { movement: string }[] | undefined) => (expected ?? []).map(({ movement }) => movement)} parse={(chosen: string[]) => chosen.map((movement) => ({ movement }))}
          />
          <FieldGrid>
            <BooleanInput source="returnRequired" label={label('returnRequired')} />
            <BooleanInput source="attestationRequired" label={label('attestationRequired')} />
            <BooleanInput source="selfServe" label={label('selfServe')} />
            <BooleanInput source="active" label={label('active')} />
          </FieldGrid>
          <TextInput source="description" label={label('description')} multiline minRows={2} />
        </>
      )}
    </RecordPage>
  );
}
