import { required, useTranslate } from 'react-admin';
import { SEGMENTS } from '../../../server/domain/words.ts';
import { useChoices } from '../fields/words.ts';
import { FieldGrid } from '../forms/FieldGrid.tsx';
import { PersonPicker, RegionPicker } from '../forms/Pickers.tsx';
import { DateInput, SelectInput, TextInput } from '../forms/inputs.tsx';

export const ACCOUNT_FIELDS = {
  name: 'accounts.name', segment: 'accounts.segment', region: 'accounts.region', managerId: 'accounts.manager', customerSince: 'accounts.since', externalId: 'accounts.external', country: 'accounts.country', industry: 'accounts.industry',
} as const;

const MANAGERS = ['account_manager', 'admin'] as const;

/** What is asked of an account, new or old. */
export function AccountInputs() {
  const translate = useTranslate();
  const choices = useChoices();
  const label = (field: keyof typeof ACCOUNT_FIELDS) => translate(ACCOUNT_FIELDS[field]);
  return (
    <FieldGrid>
      <TextInput source="name" label={label('name')} validate={required()} />
      <TextInput source="externalId" label={label('externalId')} />
      <SelectInput source="segment" label={label('segment')} choices={choices('segment', SEGMENTS)} validate={required()} />
      <RegionPicker source="region" label={label('region')} />
      <PersonPicker source="managerId" label={label('managerId')} roles={MANAGERS} />
      <DateInput source="customerSince" label={label('customerSince')} validate={required()} />
      <TextInput source="industry" label={label('industry')} />
      <TextInput source="country" label={label('country')} />
    </FieldGrid>
  );
}
