import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { useParams } from 'react-router';
import { MEANINGS } from '../../../server/domain/words.ts';
import { When } from '../fields/Times.tsx';
import { useChoices, useWord } from '../fields/words.ts';
import { Page } from '../layout/Page.tsx';
import { useMay } from '../providers/session.ts';
import { useStatements } from '../returns/queries.ts';
import type { Statement } from '../returns/records.ts';
import type { DataColumn } from '../table/columns.ts';
import type { FilterDef } from '../table/filters.ts';
import { ListPage } from '../table/ListPage.tsx';
import { Bones } from '../theme/Bones.tsx';
import { Chip } from '../theme/Chip.tsx';
import { EmptyState } from '../theme/EmptyState.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { KeyValues } from '../theme/KeyValues.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { NewButton } from './NewButton.tsx';

const PATH = '/admin/statements';

function InForce({ current }: { current: boolean }) {
  const translate = useTranslate();
  // As wide as the longer of the two: the column is measured before it is known which it is.
  return <Box component="span" sx={{ display: 'inline-block', minWidth: 80 }}><Chip tone={current ? 'good' : 'plain'} mark={current ? '●' : '–'}>{translate(current ? 'admin.statements.in_force' : 'admin.statements.earlier')}</Chip></Box>;
}

/** Every edition of what customers sign, the latest first. */
export function StatementList() {
  const translate = useTranslate();
  const word = useWord();
  const choices = useChoices();
  const may = useMay();
  const { current } = useStatements();
  const columns = useMemo<DataColumn<Statement>[]>(() => [
    { id: 'meaning', label: 'admin.statements.meaning', main: true, sortable: false, width: 150, grow: 1, render: ({ meaning }) => word('meaning', meaning) },
    { id: 'edition', label: 'admin.statements.edition', align: 'right', sortable: false, width: 84, grow: 0, render: ({ edition }) => edition },
    { id: 'status', label: 'admin.statements.status', fields: [], sortable: false, width: 104, grow: 0, render: ({ id, meaning }) => <InForce current={current.get(meaning)?.id === id} /> },
    { id: 'title', label: 'admin.statements.name', sortable: false, width: 200, grow: 2, render: ({ title }) => title },
    { id: 'text', label: 'admin.statements.text', sortable: false, width: 260, grow: 3, render: ({ text }) => <Box component="span" sx={{ color: tone.mute }}>{text}</Box> },
    { id: 'createdAt', label: 'admin.statements.since', align: 'right', width: 110, grow: 0, render: ({ createdAt }) => <When at={createdAt} /> },
    { id: 'createdByName', label: 'admin.statements.by', sortable: false, width: 130, grow: 0, render: ({ createdByName }) => createdByName },
  ], [current, word]);
  const filters: FilterDef[] = [{ kind: 'choice', source: 'meaning', label: translate('admin.statements.meaning'), choices: choices('meaning', MEANINGS) }];
  return (
    <ListPage<Statement>
      resource="statements" title={translate('admin.statements.title')} columns={columns} filters={filters} defaultSort={{ field: 'createdAt', order: 'DESC' }} rowPath={({ id }) => `${PATH}/${id}`} views={false}
      beside={may('statements:edit') && <NewButton to={`${PATH}/new`} label={translate('admin.statements.new')} />} empty={<EmptyState title={translate('admin.statements.empty')}>{translate('admin.statements.empty_hint')}</EmptyState>} footer={<Box sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('admin.statements.hint')}</Box>}
    />
  );
}

/** One edition, as it is signed or was. */
export function StatementPage() {
  const translate = useTranslate();
  const word = useWord();
  const may = useMay();
  const { id = '' } = useParams();
  const { data, error, refetch } = useGetOne<Statement>('statements', { id });
  const { current } = useStatements();
  const trail = [{ label: translate('admin.statements.title'), to: PATH }];
  if (!data) return <Page title={translate('admin.statements.one')} trail={trail}>{error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Box sx={{ maxWidth: 760 }}><Panel><Bones lines={6} /></Panel></Box>}</Page>;
  const now = current.get(data.meaning);
  return (
    <Page title={data.title} trail={trail} beside={<>{now && <InForce current={now.id === data.id} />}{may('statements:edit') && <NewButton to={`${PATH}/new?meaning=${data.meaning}`} label={translate('admin.statements.new')} />}</>}>
      <Box sx={{ maxWidth: 760, display: 'grid', gap: '14px' }}>
        <Panel title={translate('admin.statements.text')}><Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: 15, lineHeight: 1.55 }}>{data.text}</Box></Panel>
        <Panel>
          <KeyValues items={[{ label: translate('admin.statements.meaning'), value: word('meaning', data.meaning) }, { label: translate('admin.statements.edition'), value: data.edition }, { label: translate('admin.statements.since'), value: <When at={data.createdAt} as="moment" /> }, { label: translate('admin.statements.by'), value: data.createdByName }]} />
          <Box sx={{ color: tone.mute, marginTop: '10px' }}>{translate('admin.statements.fixed')}</Box>
        </Panel>
      </Box>
    </Page>
  );
}
