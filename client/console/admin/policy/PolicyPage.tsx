import Box from '@mui/material/Box';
import { FormDataConsumer, required, useGetOne, useTranslate } from 'react-admin';
import { useQueryClient } from '@tanstack/react-query';
import type { PolicyRules } from '../../../../server/domain/policy.ts';
import { CURRENCIES } from '../../../../server/domain/money.ts';
import { BANDS, PAUSE_REASONS } from '../../../../server/domain/words.ts';
import { BandChip } from '../../fields/BandChip.tsx';
import { When } from '../../fields/Times.tsx';
import { useWord } from '../../fields/words.ts';
import { FieldGrid } from '../../forms/FieldGrid.tsx';
import { RecordForm } from '../../forms/RecordForm.tsx';
import { BooleanInput, SelectInput } from '../../forms/inputs.tsx';
import { MoneyInput } from '../../forms/MoneyInput.tsx';
import { SearchSelect } from '../../forms/Pickers.tsx';
import { Page } from '../../layout/Page.tsx';
import { useMay } from '../../providers/session.ts';
import type { Policy } from '../../records.ts';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { Figure, Group } from './Figures.tsx';

const FIELDS = { rules: 'admin.policy.title' } as const;
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')].map((id) => ({ id, name: id }));
const currencies = Object.keys(CURRENCIES).map((id) => ({ id, name: id }));

const percent = { unit: '%', format: (points: number) => points / 100, parse: (typed: number) => Math.round(typed * 100) };

function Targets({ rules }: { rules: Partial<PolicyRules> | undefined }) {
  const translate = useTranslate();
  const unit = translate('admin.policy.working');
  return (
    <Group title={translate('admin.policy.targets')} hint={translate('admin.policy.targets_hint')}>
      {BANDS.map((band) => (
        <Box key={band} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '90px 1fr' }, columnGap: 2, alignItems: 'center' }}>
          <BandChip band={band} />
          <FieldGrid>
            <Figure source={`rules.targets.${band}.firstResponseMinutes`} label={translate('admin.policy.first')} unit={unit} minutes={rules?.targets?.[band]?.firstResponseMinutes} />
            <Figure source={`rules.targets.${band}.resolutionMinutes`} label={translate('admin.policy.resolution')} unit={unit} minutes={rules?.targets?.[band]?.resolutionMinutes} />
          </FieldGrid>
        </Box>
      ))}
    </Group>
  );
}

function Claims({ rules }: { rules: Partial<PolicyRules> | undefined }) {
  const translate = useTranslate();
  const word = useWord();
  const unit = translate('admin.policy.working');
  return (
    <>
      <Group title={translate('admin.policy.claims')}>
        <FieldGrid>
          <Figure source="rules.leaseMinutes" label={translate('admin.policy.lease')} unit={unit} hint={translate('admin.policy.lease_hint')} minutes={rules?.leaseMinutes} />
          <Figure source="rules.leaseFloorMinutes" label={translate('admin.policy.floor')} unit={unit} minutes={rules?.leaseFloorMinutes} />
          <Figure source="rules.ownerWindowMinutes" label={translate('admin.policy.owner')} unit={unit} hint={translate('admin.policy.owner_hint')} minutes={rules?.ownerWindowMinutes} />
          <Figure source="rules.declineHours" label={translate('admin.policy.decline')} unit={translate('admin.policy.hours')} />
        </FieldGrid>
      </Group>
      <Group title={translate('admin.policy.pauses')}>
        <FieldGrid>{PAUSE_REASONS.map((reason) => <BooleanInput key={reason} source={`rules.stopsClock.${reason}`} label={word('pause', reason)} />)}</FieldGrid>
      </Group>
    </>
  );
}

function Journey({ currency }: { currency: string | undefined }) {
  const translate = useTranslate();
  const days = translate('admin.policy.days');
  return (
    <>
      <Group title={translate('admin.policy.journey')}>
        <FieldGrid>
          <Figure source="rules.abandonAfterDays" label={translate('admin.policy.abandon')} unit={days} hint={translate('admin.policy.abandon_hint')} />
          <Figure source="rules.handBackLinkHours" label={translate('admin.policy.link')} unit={translate('admin.policy.hours')} />
        </FieldGrid>
      </Group>
      <Group title={translate('admin.policy.price')}>
        <FieldGrid>
          <Figure source="rules.exceptionLimitBasisPoints" label={translate('admin.policy.exception')} hint={translate('admin.policy.exception_hint')} {...percent} />
        </FieldGrid>
      </Group>
      <Group title={translate('admin.policy.returns')}>
        <FieldGrid>
          <Figure source="rules.returnDueWorkingDays" label={translate('admin.policy.due')} unit={translate('admin.policy.working_days')} hint={translate('admin.policy.due_hint')} />
          <Figure source="rules.returnStakeBasisPoints" label={translate('admin.policy.stake')} hint={translate('admin.policy.stake_hint')} {...percent} />
          <Figure source="rules.neverScannedDays" label={translate('admin.policy.never_scanned')} unit={days} hint={translate('admin.policy.never_scanned_hint')} />
          <Figure source="rules.quietDays" label={translate('admin.policy.quiet')} unit={days} hint={translate('admin.policy.quiet_hint')} />
          <Figure source="rules.signingLinkHours" label={translate('admin.policy.signing_link')} unit={translate('admin.policy.hours')} hint={translate('admin.policy.signing_link_hint')} />
        </FieldGrid>
      </Group>
      <Group title={translate('admin.policy.books')}>
        <FieldGrid>
          <SearchSelect source="rules.booksZone" label={translate('admin.policy.zone')} choices={zones} hint={translate('admin.policy.zone_hint')} />
          <SelectInput source="rules.reportingCurrency" label={translate('admin.policy.currency')} choices={currencies} validate={required()} />
          <Figure source="rules.gapDays" label={translate('admin.policy.gap')} unit={days} hint={translate('admin.policy.gap_hint')} />
          <MoneyInput source="rules.overrideThresholdMinor" label={`${translate('admin.policy.threshold')}${currency ? ` (${currency})` : ''}`} currency={currency ?? 'USD'} hint={translate('admin.policy.threshold_hint')} />
        </FieldGrid>
      </Group>
    </>
  );
}

/** The rules in force, as sentences with figures in them. */
export default function PolicyPage() {
  const translate = useTranslate();
  const may = useMay();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useGetOne<Policy>('policies', { id: 'current' });
  const canEdit = may('policies:edit');
  return (
    <Page title={translate('admin.policy.title')}>
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <Box sx={{ maxWidth: 760 }}>
          <Panel title={<>{translate('admin.policy.changed', { when: '' })}<When at={data.updatedAt} /></>}>
            {!canEdit && <Box sx={{ color: tone.mute, marginBottom: 1 }}>{translate('admin.read_only')}</Box>}
            <RecordForm<Policy> resource="policies" record={data} fields={FIELDS} warn readOnly={!canEdit} onSaved={() => void queryClient.invalidateQueries({ queryKey: ['policies'] })}>
              <FormDataConsumer<{ rules?: Partial<PolicyRules> }>>
                {({ formData }) => (
                  <>
                    <Targets rules={formData.rules} />
                    <Claims rules={formData.rules} />
                    <Journey currency={formData.rules?.reportingCurrency} />
                  </>
                )}
              </FormDataConsumer>
            </RecordForm>
          </Panel>
        </Box>
      )}
    </Page>
  );
}
