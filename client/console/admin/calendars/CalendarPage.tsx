import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { required, useTranslate } from 'react-admin';
import { FieldGrid } from '../../forms/FieldGrid.tsx';
import { TextInput } from '../../forms/inputs.tsx';
import { SearchSelect } from '../../forms/Pickers.tsx';
import { useMay } from '../../providers/session.ts';
import { tone } from '../../theme/palette.ts';
import { RecordPage } from '../RecordPage.tsx';
import { CalendarPreview } from './CalendarPreview.tsx';
import { HolidaysInput } from './HolidaysInput.tsx';
import { EMPTY_WEEK } from './week.ts';
import { WeekInput } from './WeekInput.tsx';

const FIELDS = { name: 'admin.calendars.name', zone: 'admin.calendars.zone', week: 'admin.calendars.week', holidays: 'admin.calendars.holidays' } as const;

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')].map((id) => ({ id, name: id }));

const Heading = ({ children }: { children: ReactNode }) => <Box component="h3" sx={{ fontSize: 12, fontWeight: 600, color: tone.mute, margin: '14px 0 4px' }}>{children}</Box>;

export default function CalendarPage() {
  const translate = useTranslate();
  const may = useMay();
  return (
    <RecordPage
      resource="calendars" list={{ label: translate('admin.calendars.title'), to: '/admin/calendars' }} newTitle={translate('admin.calendars.new')} fields={FIELDS} readOnly={!may('policies:edit')} deleteHint={translate('admin.calendars.delete_hint')}
      defaults={{ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, week: EMPTY_WEEK, holidays: [] }}
    >
      {() => (
        <>
          <FieldGrid>
            <TextInput source="name" label={translate(FIELDS.name)} validate={required()} />
            <SearchSelect source="zone" label={translate(FIELDS.zone)} choices={zones} />
          </FieldGrid>
          <Heading>{translate(FIELDS.week)}</Heading>
          <WeekInput source="week" />
          <Heading>{translate(FIELDS.holidays)}</Heading>
          <HolidaysInput source="holidays" />
          <CalendarPreview />
        </>
      )}
    </RecordPage>
  );
}
