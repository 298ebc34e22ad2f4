import { useMemo, useState } from 'react';
import { required, useTranslate, type RaRecord } from 'react-admin';
import { ANNOTATION_KINDS } from '../../../../server/domain/words.ts';
import { NewButton } from '../../admin/NewButton.tsx';
import { RecordPage } from '../../admin/RecordPage.tsx';
import { Day } from '../../fields/Times.tsx';
import { YesNo } from '../../fields/YesNo.tsx';
import { FieldGrid } from '../../forms/FieldGrid.tsx';
import { BooleanInput, DateInput, SelectInput, TextInput } from '../../forms/inputs.tsx';
import { useMay } from '../../providers/session.ts';
import type { DataColumn } from '../../table/columns.ts';
import { ListPage } from '../../table/ListPage.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';

type Annotation = RaRecord<string> & { day: string; kind: string; text: string; rebaselines: boolean; addedByName: string };

const FIELDS = { day: 'adoption.annotations.day', kind: 'adoption.annotations.kind', text: 'adoption.annotations.text', rebaselines: 'adoption.annotations.rebaselines' } as const;

const today = () => new Date().toLocaleDateString('sv-SE');

export function AnnotationList() {
  const translate = useTranslate();
  const may = useMay();
  const columns = useMemo<DataColumn<Annotation>[]>(() => [
    { id: 'day', label: FIELDS.day, width: 120, grow: 0, render: ({ day }) => <Day on={day} /> },
    { id: 'text', label: FIELDS.text, main: true, width: 260, grow: 3, sortable: false, render: ({ text }) => <span title={text}>{text}</span> },
    { id: 'kind', label: FIELDS.kind, width: 110, grow: 0, sortable: false, render: ({ kind }) => translate(`adoption.annotation_kind.${kind}`) },
    { id: 'rebaselines', label: FIELDS.rebaselines, width: 150, grow: 0, sortable: false, render: ({ rebaselines }) => <YesNo value={rebaselines} /> },
    { id: 'addedByName', label: 'adoption.annotations.added_by', width: 140, grow: 1, sortable: false, render: ({ addedByName }) => addedByName },
  ], [translate]);
  return (
    <ListPage<Annotation>
      resource="adoption-annotations" title={translate('adoption.annotations.title')} columns={columns} defaultSort={{ field: 'day', order: 'DESC' }} rowPath={({ id }) => `/adoption/annotations/${id}`} views={false}
      beside={may('adoption:edit') && <NewButton to="/adoption/annotations/new" label={translate('adoption.annotations.new')} />} empty={<EmptyState title={translate('adoption.annotations.empty')}>{translate('adoption.annotations.empty_hint')}</EmptyState>}
    />
  );
}

/** What happened on a day, for whoever reads the rate. */
export function AnnotationPage() {
  const translate = useTranslate();
  const may = useMay();
  const [day] = useState(today);
  return (
    <RecordPage
      resource="adoption-annotations" list={{ label: translate('adoption.annotations.title'), to: '/adoption/annotations' }} newTitle={translate('adoption.annotations.new')} nameOf={({ text }) => String(text)} fields={FIELDS} defaults={{ day, kind: 'release', rebaselines: false }}
      readOnly={!may('adoption:edit')} readOnlyHint={translate('adoption.read_only')} deleteHint={translate('adoption.annotations.delete_hint')}
    >
      {() => (
        <>
          <FieldGrid>
            <DateInput source="day" label={translate(FIELDS.day)} validate={required()} />
            <SelectInput source="kind" label={translate(FIELDS.kind)} choices={ANNOTATION_KINDS.map((id) => ({ id, name: translate(`adoption.annotation_kind.${id}`) }))} validate={required()} />
          </FieldGrid>
          <TextInput source="text" label={translate(FIELDS.text)} validate={required()} maxLength={200} />
          <BooleanInput source="rebaselines" label={translate('adoption.annotations.rebaselines_label')} />
        </>
      )}
    </RecordPage>
  );
}
