import Box from '@mui/material/Box';
import { useTranslate, required } from 'react-admin';
import { useNavigate, useSearchParams } from 'react-router';
import { MEANINGS, type Meaning } from '../../../server/domain/words.ts';
import { useChoices } from '../fields/words.ts';
import { RecordForm } from '../forms/RecordForm.tsx';
import { TextInput } from '../forms/inputs.tsx';
import { AccessDenied } from '../layout/NotFound.tsx';
import { Page } from '../layout/Page.tsx';
import { useMay } from '../providers/session.ts';
import { ChoiceField } from '../returns/dialogs/fields.tsx';
import { useStatements } from '../returns/queries.ts';
import type { Statement } from '../returns/records.ts';
import { Bones } from '../theme/Bones.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';

const PATH = '/admin/statements';
const FIELDS = { meaning: 'admin.statements.meaning', title: 'admin.statements.name', text: 'admin.statements.text' } as const;

const asMeaning = (text: string | null): Meaning => MEANINGS.find((meaning) => meaning === text) ?? MEANINGS[0];

/** A new edition of what is signed, from the text of the one in force. */
export function StatementNew() {
  const translate = useTranslate();
  const choices = useChoices();
  const may = useMay();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const meaning = asMeaning(search.get('meaning'));
  const { current, isPending } = useStatements();
  const now = current.get(meaning);
  if (!may('statements:edit')) return <AccessDenied />;
  return (
    <Page title={translate('admin.statements.new')} trail={[{ label: translate('admin.statements.title'), to: PATH }]}>
      <Box sx={{ maxWidth: 760, display: 'grid', gap: '14px' }}>
        <Panel>
          <Box sx={{ color: tone.mute, marginBottom: '14px' }}>{translate('admin.statements.new_hint')}</Box>
          <Box sx={{ maxWidth: 360, marginBottom: '6px' }}><ChoiceField label={translate(FIELDS.meaning)} value={meaning} onChange={(next) => setSearch({ meaning: next }, { replace: true })} choices={choices('meaning', MEANINGS) as { id: Meaning; name: string }[]} hint={now ? translate('admin.statements.now', { edition: now.edition }) : translate('admin.statements.none_yet')} /></Box>
          {isPending ? <Bones lines={8} /> : (
            <RecordForm<Statement> key={meaning} resource="statements" fields={FIELDS} defaults={{ meaning, title: now?.title ?? '', text: now?.text ?? '' }} submitLabel={translate('admin.statements.submit')} warn onSaved={({ id }) => void navigate(`${PATH}/${id}`)} onCancel={() => void navigate(PATH)}>
              <TextInput source="title" label={translate(FIELDS.title)} validate={required()} maxLength={160} />
              <TextInput source="text" label={translate(FIELDS.text)} validate={required()} multiline minRows={8} maxLength={10_000} hint={translate('admin.statements.text_hint')} />
            </RecordForm>
          )}
        </Panel>
      </Box>
    </Page>
  );
}
