import Box from '@mui/material/Box';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useDataProvider, useGetOne, useNotify, useTranslate, type RaRecord } from 'react-admin';
import { useNavigate, useParams } from 'react-router';
import { Confirm } from '../forms/Confirm.tsx';
import { RecordForm } from '../forms/RecordForm.tsx';
import { Page } from '../layout/Page.tsx';
import { invalidate } from '../providers/invalidate.ts';
import { explain } from '../providers/problem.ts';
import { tone } from '../theme/palette.ts';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { Panel } from '../theme/Panel.tsx';

type RecordPageProps = {
  resource: string;
  /** The list's title and path. */
  list: { label: string; to: string };
  newTitle: string;
  /** What a record is called that has no name of its own. */
  nameOf?: (record: RaRecord) => string;
  fields: Readonly<Record<string, string>>;
  /** More fields of a new record: those that never change after. */
  createFields?: Readonly<Record<string, string>>;
  defaults?: Record<string, unknown>;
  prepare?: (values: Record<string, unknown>) => Record<string, unknown>;
  /** Nothing of it can be changed by who looks at it; why, where it is not that only an admin may. */
  readOnly?: boolean;
  readOnlyHint?: string;
  /** Once it is there nothing of it changes: it can only go. */
  fixed?: boolean;
  /** What stands in the way of deleting, in words; without it there is no deleting. */
  deleteHint?: string;
  /** Under the form. */
  after?: ReactNode;
  children: (isNew: boolean) => ReactNode;
};

/** One record of the administration: `/new` makes it, anything else edits it. */
export function RecordPage({ resource, list, newTitle, nameOf = (record) => String(record['name'] ?? '…'), fields, createFields, defaults, prepare, readOnly = false, readOnlyHint, fixed = false, deleteHint, after, children }: RecordPageProps) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const dataProvider = useDataProvider();
  const { id = 'new' } = useParams();
  const isNew = id === 'new';
  const { data, error, refetch } = useGetOne<RaRecord>(resource, { id }, { enabled: !isNew });
  const back = () => void navigate(list.to);
  const remove = async () => {
    try {
      await dataProvider.delete(resource, { id, previousData: data });
      await invalidate(queryClient, resource);
      notify('forms.deleted', { type: 'success' });
      back();
    } catch (refusal) {
      const { title, detail } = explain(refusal, translate);
      notify(detail ?? title, { type: 'error' });
    }
  };
  const name = data ? nameOf(data) : '…';
  const stays = fixed && !isNew;
  const goes = !isNew && !readOnly && deleteHint && <Confirm label={translate('forms.delete')} title={translate('forms.delete_title', { name })} danger onConfirm={remove}>{deleteHint}</Confirm>;
  return (
    <Page title={isNew ? newTitle : name} trail={[list]}>
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {(isNew || data) && (
        <Box sx={{ maxWidth: 760, display: 'grid', gap: '14px' }}>
          <Panel>
            {readOnly && <Box sx={{ color: tone.mute, marginBottom: 1 }}>{readOnlyHint ?? translate('admin.read_only')}</Box>}
            <RecordForm
              key={id} resource={resource} record={isNew ? undefined : data} defaults={defaults} fields={isNew ? { ...fields, ...createFields } : fields} prepare={prepare} warn readOnly={readOnly || stays} onSaved={back} onCancel={back}
              aside={!stays && goes}
            >
              {children(isNew)}
            </RecordForm>
          </Panel>
          {stays && goes && <Box>{goes}</Box>}
          {after}
        </Box>
      )}
    </Page>
  );
}
