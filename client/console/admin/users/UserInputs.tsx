import { email, required, useTranslate } from 'react-admin';
import { ROLES } from '../../../../server/domain/words.ts';
import { useChoices } from '../../fields/words.ts';
import { FieldGrid } from '../../forms/FieldGrid.tsx';
import { CalendarPicker, PersonPicker } from '../../forms/Pickers.tsx';
import { DateInput, SelectInput, TextInput } from '../../forms/inputs.tsx';

export const WHO = { name: 'admin.users.name', email: 'admin.users.email', role: 'admin.users.role', calendarId: 'admin.users.calendar' } as const;
export const AWAY = { awayFrom: 'admin.users.away_from', awayUntil: 'admin.users.away_until', coverUserId: 'admin.users.cover' } as const;

export function WhoInputs({ ownRole = false }: { ownRole?: boolean }) {
  const translate = useTranslate();
  const choices = useChoices();
  return (
    <FieldGrid>
      <TextInput source="name" label={translate(WHO.name)} validate={required()} />
      <TextInput source="email" type="email" label={translate(WHO.email)} validate={[required(), email()]} />
      <SelectInput source="role" label={translate(WHO.role)} choices={choices('role', ROLES)} validate={required()} readOnly={ownRole} hint={ownRole ? translate('admin.users.own') : false} />
      <CalendarPicker source="calendarId" label={translate(WHO.calendarId)} />
    </FieldGrid>
  );
}

export function AwayInputs() {
  const translate = useTranslate();
  return (
    <FieldGrid columns={3}>
      <DateInput source="awayFrom" label={translate(AWAY.awayFrom)} />
      <DateInput source="awayUntil" label={translate(AWAY.awayUntil)} />
      <PersonPicker source="coverUserId" label={translate(AWAY.coverUserId)} optional />
    </FieldGrid>
  );
}
