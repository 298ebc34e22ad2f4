import Box from '@mui/material/Box';
import { useGetList, useTranslate } from 'react-admin';
import type { Contact } from '../../records.ts';
import { ChoiceField, WordsField } from './fields.tsx';

export type Signer = { name: string; title: string; email: string };
export const isEmail = (text: string) => /^\S+@\S+\.\S+$/.test(text.trim());

const NOBODY = '-';

/** Who signed: one of the account's people, or somebody else, as it is printed under the signature. */
export function SignerFields({ accountId, value, onChange, errorOf }: { accountId: string; value: Signer; onChange: (signer: Signer) => void; errorOf: (field: string) => string | undefined }) {
  const translate = useTranslate();
  const { data: contacts = [] } = useGetList<Contact>('contacts', { filter: { accountId }, sort: { field: 'name', order: 'ASC' }, pagination: { page: 1, perPage: 200 } });
  const people = contacts.filter(({ email }) => email?.includes('@'));
  const same = people.find(({ name, email }) => name === value.name && email === value.email);
  const choose = (id: string) => {
    const person = people.find((each) => each.id === id);
    if (person) onChange({ name: person.name, title: person.title ?? '', email: person.email });
    else onChange({ name: '', title: '', email: '' });
  };
  return (
    <Box sx={{ display: 'grid', gap: '14px', gridTemplateColumns: { sm: '1fr 1fr' } }}>
      {people.length > 0 && <ChoiceField label={translate('returns.signer.who')} value={same?.id ?? NOBODY} onChange={choose} choices={[...people.map(({ id, name }) => ({ id, name })), { id: NOBODY, name: translate('returns.signer.other') }]} />}
      <WordsField label={translate('returns.signer.name')} value={value.name} onChange={(name) => onChange({ ...value, name })} lines={1} maxLength={120} required error={errorOf('name')} />
      <WordsField label={translate('returns.signer.title')} value={value.title} onChange={(title) => onChange({ ...value, title })} lines={1} maxLength={120} required error={errorOf('title')} />
      <WordsField label={translate('returns.signer.email')} value={value.email} onChange={(email) => onChange({ ...value, email })} lines={1} maxLength={254} required error={errorOf('email') ?? (value.email !== '' && !isEmail(value.email) ? translate('returns.signer.email_fault') : undefined)} />
    </Box>
  );
}
