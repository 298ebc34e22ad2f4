import { useMemo, useState } from 'react';
import { maxValue, minValue, required, useTranslate, type RaRecord } from 'react-admin';
import { SEGMENTS, type Segment } from '../../../../server/domain/words.ts';
import { NewButton } from '../../admin/NewButton.tsx';
import { RecordPage } from '../../admin/RecordPage.tsx';
import { formatShare } from '../../fields/format.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { Day } from '../../fields/Times.tsx';
import { useChoices, useWord } from '../../fields/words.ts';
import { FieldGrid } from '../../forms/FieldGrid.tsx';
import { DateInput, NumberInput, SelectInput, TextInput } from '../../forms/inputs.tsx';
import { useMay } from '../../providers/session.ts';
import type { DataColumn } from '../../table/columns.ts';
import { ListPage } from '../../table/ListPage.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';

type Goal = RaRecord<string> & { segment: Segment | null; targetBasisPoints: number; startsOn: string; dueOn: string | null; note: string; setByName: string };

const FIELDS = { segment: 'adoption.cut.segment', targetBasisPoints: 'adoption.goals.target', startsOn: 'adoption.goals.starts', dueOn: 'adoption.goals.due', note: 'adoption.goals.note' } as const;
const BASIS_POINTS = 10_000;

const today = () => new Date().toLocaleDateString('sv-SE');

export function GoalList() {
  const translate = useTranslate();
  const word = useWord();
  const may = useMay();
  const columns = useMemo<DataColumn<Goal>[]>(() => [
    { id: 'segment', label: FIELDS.segment, main: true, width: 150, sortable: false, render: ({ segment }) => (segment === null ? translate('adoption.goals.all') : word('segment', segment)) },
    { id: 'targetBasisPoints', label: FIELDS.targetBasisPoints, align: 'right', width: 90, grow: 0, sortable: false, render: ({ targetBasisPoints }) => formatShare(targetBasisPoints / BASIS_POINTS) },
    { id: 'startsOn', label: FIELDS.startsOn, width: 120, grow: 0, render: ({ startsOn }) => <Day on={startsOn} /> },
    { id: 'dueOn', label: FIELDS.dueOn, width: 120, grow: 0, sortable: false, render: ({ dueOn }) => (dueOn === null ? <Nothing /> : <Day on={dueOn} />) },
    { id: 'note', label: FIELDS.note, width: 240, grow: 3, sortable: false, render: ({ note }) => <span title={note}>{note}</span> },
    { id: 'setByName', label: 'adoption.goals.set_by', width: 140, grow: 1, sortable: false, render: ({ setByName }) => setByName },
  ], [translate, word]);
  return (
    <ListPage<Goal>
      resource="adoption-goals" title={translate('adoption.goals.title')} columns={columns} defaultSort={{ field: 'startsOn', order: 'DESC' }} rowPath={({ id }) => `/adoption/goals/${id}`} views={false}
      beside={may('adoption:edit') && <NewButton to="/adoption/goals/new" label={translate('adoption.goals.new')} />} empty={<EmptyState title={translate('adoption.goals.empty')}>{translate('adoption.goals.empty_hint')}</EmptyState>}
    />
  );
}

/** Kept in hundredths of a percent, and told in percent. */
const inPercent = [required(), minValue(1, 'adoption.goals.target_hint'), maxValue(BASIS_POINTS, 'adoption.goals.target_hint')];

/** A goal, from a day on: of everybody, or of a segment of its own. */
export function GoalPage() {
  const translate = useTranslate();
  const may = useMay();
  const choices = useChoices();
  const [startsOn] = useState(today);
  return (
    <RecordPage
      resource="adoption-goals" list={{ label: translate('adoption.goals.title'), to: '/adoption/goals' }} newTitle={translate('adoption.goals.new')} nameOf={() => translate('adoption.goals.one')} fields={FIELDS} defaults={{ startsOn, note: '', targetBasisPoints: 9_000 }}
      prepare={({ segment, dueOn, note, ...values }) => ({ ...values, segment: segment === '' || segment === undefined ? null : segment, dueOn: dueOn === '' || dueOn === undefined ? null : dueOn, note: note ?? '' })}
      readOnly={!may('adoption:edit')} readOnlyHint={translate('adoption.read_only')} deleteHint={translate('adoption.goals.delete_hint')}
    >
      {() => (
        <>
          <FieldGrid>
            <NumberInput source="targetBasisPoints" label={translate(FIELDS.targetBasisPoints)} validate={inPercent} min={0.01} max={100} step={0.1} hint={translate('adoption.goals.target_hint')} format={(kept: number | null) => (kept === null || kept === undefined ? '' : kept / 100)} parse={(typed: string) => (typed === '' ? null : Math.round(Number(typed) * 100))} />
            <SelectInput source="segment" label={translate(FIELDS.segment)} choices={choices('segment', SEGMENTS)} emptyText={translate('adoption.goals.all')} hint={translate('adoption.goals.segment_hint')} />
            <DateInput source="startsOn" label={translate(FIELDS.startsOn)} validate={required()} />
            <DateInput source="dueOn" label={translate(FIELDS.dueOn)} hint={translate('adoption.goals.due_hint')} />
          </FieldGrid>
          <TextInput source="note" label={translate(FIELDS.note)} multiline minRows={2} />
        </>
      )}
    </RecordPage>
  );
}
