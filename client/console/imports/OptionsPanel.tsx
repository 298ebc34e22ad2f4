import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormHelperText from '@mui/material/FormHelperText';
import TextField from '@mui/material/TextField';
import { useGetList, useTranslate, type RaRecord } from 'react-admin';
import type { ImportOptions } from '../../../server/domain/imports/options.ts';
import { CURRENCIES } from '../../../server/domain/money.ts';
import { SEGMENTS, type ImportKind, type Segment } from '../../../server/domain/words.ts';
import { useChoices } from '../fields/words.ts';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';

type OptionsProps = { kind: ImportKind; options: ImportOptions; errors: Readonly<Record<string, string>>; onChange: (options: ImportOptions) => void };
type Setting = Omit<OptionsProps, 'kind'>;
type Named = RaRecord<string> & { name: string; role?: string };

const PAGE = { page: 1, perPage: 200 };

/** What the file does not say, and how it is taken. Each kind has its own. */
export function OptionsPanel({ kind, ...setting }: OptionsProps) {
  const translate = useTranslate();
  return (
    <Panel title={translate('imports.options')}>
      {kind === 'accounts' && <AccountOptions {...setting} />}
      {kind === 'subscriptions' && <SubscriptionOptions {...setting} />}
      {kind === 'upgrades' && (
        <Box sx={{ display: 'grid', gap: 1, maxWidth: 760 }}>
          <Currency {...setting} />
          <Tick field="openSubscriptions" {...setting} />
          <FormHelperText>{translate('imports.option.openSubscriptions_hint')}</FormHelperText>
        </Box>
      )}
      {kind === 'escalations' && (
        <>
          <Tick field="reopenEscalated" {...setting} />
          <FormHelperText>{translate('imports.option.reopenEscalated_hint')}</FormHelperText>
        </>
      )}
    </Panel>
  );
}

function Tick({ field, options, onChange }: Setting & { field: 'createProducts' | 'reopenEscalated' | 'openSubscriptions' }) {
  const translate = useTranslate();
  return <FormControlLabel control={<Checkbox checked={options[field]} onChange={(_event, checked) => onChange({ ...options, [field]: checked })} />} label={translate(`imports.option.${field}`)} />;
}

type SelectProps = { label: string; value: string; choices: readonly { id: string; name: string }[]; error?: string; empty?: string; onChange: (value: string) => void };

function Select({ label, value, choices, error, empty, onChange }: SelectProps) {
  return (
    <TextField select label={label} value={value} onChange={(event) => onChange(event.target.value)} error={error !== undefined} helperText={error} slotProps={{ select: { native: true }, inputLabel: { shrink: true } }} fullWidth>
      {empty !== undefined && <option value="">{empty}</option>}
      {choices.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
    </TextField>
  );
}

function Currency({ options, errors, onChange }: Setting) {
  const translate = useTranslate();
  return <Select label={translate('imports.option.currency')} value={options.currency} choices={Object.keys(CURRENCIES).map((id) => ({ id, name: id }))} error={errors['currency']} onChange={(currency) => onChange({ ...options, currency })} />;
}

function SubscriptionOptions(setting: Setting) {
  return (
    <Box sx={{ display: 'grid', gap: 1, maxWidth: 460 }}>
      <Currency {...setting} />
      <Tick field="createProducts" {...setting} />
    </Box>
  );
}

function AccountOptions({ options, errors, onChange }: Setting) {
  const translate = useTranslate();
  const choices = useChoices();
  const { data: regions = [] } = useGetList<Named>('regions', { pagination: PAGE, sort: { field: 'id', order: 'ASC' } });
  const none = translate('imports.option.none');
  const seats = (field: 'midMarketSeats' | 'enterpriseSeats') => (
    <TextField
      type="number" label={translate(`imports.option.${field}`)} value={Number.isNaN(options[field]) ? '' : options[field]} error={errors[field] !== undefined} helperText={errors[field]}
      onChange={(event) => onChange({ ...options, [field]: Number.parseInt(event.target.value, 10) })} slotProps={{ htmlInput: { min: 1 } }} fullWidth
    />
  );
  return (
    <Box sx={{ display: 'grid', gap: '4px 14px', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, maxWidth: 760 }}>
      {seats('midMarketSeats')}
      {seats('enterpriseSeats')}
      <Select label={translate('imports.option.defaultSegment')} value={options.defaultSegment ?? ''} choices={choices('segment', SEGMENTS)} empty={none} error={errors['defaultSegment']} onChange={(value) => onChange({ ...options, defaultSegment: value === '' ? null : (value as Segment) })} />
      <Select label={translate('imports.option.defaultRegion')} value={options.defaultRegion ?? ''} choices={regions} empty={none} error={errors['defaultRegion']} onChange={(value) => onChange({ ...options, defaultRegion: value === '' ? null : value })} />
      <Managers options={options} errors={errors} onChange={onChange} />
    </Box>
  );
}

function Managers({ options, errors, onChange }: Setting) {
  const translate = useTranslate();
  const { data: people = [] } = useGetList<Named>('users', { pagination: PAGE, sort: { field: 'name', order: 'ASC' }, filter: { role: 'account_manager' } });
  const { managerIds } = options;
  const toggle = (id: string) => onChange({ ...options, managerIds: managerIds.includes(id) ? managerIds.filter((one) => one !== id) : [...managerIds, id] });
  return (
    <Box component="fieldset" sx={{ gridColumn: '1 / -1', border: 0, padding: 0, margin: '8px 0 0', minWidth: 0 }}>
      <Box component="legend" sx={{ fontSize: 12, fontWeight: 600, color: tone.mute, padding: 0 }}>{translate('imports.option.managers')}</Box>
      <FormGroup row sx={{ columnGap: 2, maxHeight: 180, overflowY: 'auto' }}>
        {people.map(({ id, name }) => <FormControlLabel key={id} control={<Checkbox checked={managerIds.includes(id)} onChange={() => toggle(id)} />} label={name} />)}
      </FormGroup>
      <FormHelperText error={errors['managerIds'] !== undefined}>{errors['managerIds'] ?? translate('imports.option.managers_hint')}</FormHelperText>
    </Box>
  );
}
