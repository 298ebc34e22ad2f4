import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { MOVEMENTS, UPGRADE_KINDS, type Movement, type UpgradeKind } from '../../../server/domain/words.ts';
import { SignedMoney } from '../fields/Money.tsx';
import { useReportingCurrency } from '../fields/reportingCurrency.ts';
import { useWord } from '../fields/words.ts';
import { Page } from '../layout/Page.tsx';
import { fieldErrors } from '../providers/problem.ts';
import { Bones } from '../theme/Bones.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { FlagReasons, LegRows } from './Legs.tsx';
import { useEvaluation } from './queries.ts';
import { Trace } from './Trace.tsx';
import { bodyOf, EXAMPLES, faultsOf, foreignOf, newLine, withLine, withoutLine, type EvaluateBody, type TryForm } from './tryCase.ts';
import { TryLines } from './TryLines.tsx';

const shrunk = { inputLabel: { shrink: true } };
const heading = { fontSize: 11.5, fontWeight: 600, color: tone.mute, margin: 0 } as const;

type SaidFaults = Readonly<Record<string, string>>;

/** Everything about the case but its lines. */
function CaseFields({ form, reporting, errors, onChange }: { form: TryForm; reporting: string; errors: SaidFaults; onChange: (part: Partial<TryForm>) => void }) {
  const translate = useTranslate();
  const word = useWord();
  const field = (name: string, hint?: string) => ({ margin: 'none' as const, error: errors[name] !== undefined, helperText: errors[name] ?? hint });
  const other = 'account.otherActiveArrMinor';
  return (
    <Panel title={translate('coding.try.case')}>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(3, minmax(0, 1fr))' }, gap: '14px 8px', alignItems: 'start', paddingTop: '8px' }}>
        <TextField select label={translate('coding.try.kind')} value={form.kind} onChange={(event) => onChange({ kind: event.target.value as UpgradeKind })} {...field('kind')}>{UPGRADE_KINDS.map((kind) => <MenuItem key={kind} value={kind}>{word('upgrade_kind', kind)}</MenuItem>)}</TextField>
        <TextField type="date" label={translate('coding.try.effective')} value={form.effectiveOn} onChange={(event) => onChange({ effectiveOn: event.target.value })} {...field('effectiveOn')} slotProps={shrunk} />
        <TextField
          select label={translate('coding.try.contract')} value={form.expected} onChange={(event) => onChange({ expected: event.target.value as unknown as Movement[] })} {...field('path.expected')}
          slotProps={{ ...shrunk, select: { multiple: true, displayEmpty: true, renderValue: () => (form.expected.length === 0 ? <Box component="span" sx={{ color: tone.mute }}>{translate('coding.try.contract_none')}</Box> : form.expected.map((movement) => word('movement', movement)).join(translate('coding.contract.or'))) } }}
        >
          {MOVEMENTS.filter((movement) => movement !== 'fx').map((movement) => <MenuItem key={movement} value={movement}><Checkbox checked={form.expected.includes(movement)} />{word('movement', movement)}</MenuItem>)}
        </TextField>
        <TextField label={translate('coding.try.other_arr')} value={form.otherArr} placeholder="0" onChange={(event) => onChange({ otherArr: event.target.value })} {...field(other, translate('coding.try.other_arr_hint'))} slotProps={{ ...shrunk, htmlInput: { inputMode: 'decimal' } }} />
        <TextField type="date" label={translate('coding.try.last_ended')} value={form.lastEndedOn} onChange={(event) => onChange({ lastEndedOn: event.target.value })} {...field('account.lastEndedOn', translate('coding.try.last_ended_hint'))} slotProps={shrunk} />
        {foreignOf(form, reporting).map((currency) => (
          <TextField key={currency} label={translate('coding.try.rate', { currency, reporting })} value={form.rates[currency] ?? ''} onChange={(event) => onChange({ rates: { ...form.rates, [currency]: event.target.value } })} {...field(`rates.${currency}/${reporting}`)} slotProps={{ ...shrunk, htmlInput: { inputMode: 'decimal' } }} />
        ))}
      </Box>
    </Panel>
  );
}

function Answer({ body, evaluation: { data, error, isStale, refetch } }: { body: EvaluateBody | null; evaluation: ReturnType<typeof useEvaluation> }) {
  const translate = useTranslate();
  const notify = useNotify();
  const [byHand, setByHand] = useState(false);
  const json = JSON.stringify(body, null, 2);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(json);
      notify('coding.try.copied', { type: 'success' });
    } catch {
      setByHand(true);
    }
  };
  return (
    <Panel title={translate('coding.try.answer')} actions={<Button onClick={() => void copy()} disabled={body === null}>{translate('coding.try.copy')}</Button>} sx={{ position: { md: 'sticky' }, top: { md: 70 } }}>
      {byHand && body !== null && <TextField value={json} fullWidth multiline maxRows={12} margin="none" onFocus={(event) => event.target.select()} sx={{ marginBottom: '12px' }} slotProps={{ htmlInput: { readOnly: true, 'aria-label': translate('coding.try.copy') } }} />}
      {body === null && <Box sx={{ color: tone.mute }}>{translate('coding.try.incomplete')}</Box>}
      {body !== null && error !== null && !isStale && <ErrorNotice error={error} onRetry={() => void refetch()} compact />}
      {body !== null && !data && !error && <Bones lines={8} />}
      {body !== null && data && !(error && !isStale) && (
        <Box role="status" aria-busy={isStale} sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px', opacity: isStale ? 0.6 : 1 }}>
          <LegRows legs={data.legs} nameOf={(name) => name} />
          <Box sx={{ display: 'flex', justifyContent: 'space-between', borderTop: `1px solid ${tone.line}`, paddingTop: '8px' }}><span>{translate('coding.try.delta')}</span><SignedMoney minor={data.deltaMinor} /></Box>
          <Box component="h3" sx={heading}>{translate('coding.trace.title')}</Box>
          <Trace trace={data.trace} />
          <Box component="h3" sx={heading}>{translate('coding.try.flags')}</Box>
          {data.flags.length > 0 ? <FlagReasons flags={data.flags} trace={data.trace} /> : <Box sx={{ color: tone.mute }}>{translate('coding.try.no_flags')}</Box>}
        </Box>
      )}
    </Panel>
  );
}

/** The coder on a case of one's own; nothing is saved. */
export default function TryCase() {
  const translate = useTranslate();
  const reporting = useReportingCurrency();
  const [form, setForm] = useState<TryForm>(() => (EXAMPLES['renewal'] as () => TryForm)());
  const faults = faultsOf(form, reporting);
  const body = Object.keys(faults).length === 0 ? bodyOf(form, reporting) : null;
  const evaluation = useEvaluation(body);
  const refused = body !== null && !evaluation.isStale ? (fieldErrors(evaluation.error) ?? {}) : {};
  const errors = { ...Object.fromEntries(Object.entries(faults).map(([field, key]) => [field, translate(key)])), ...refused };
  const sides = (side: 'before' | 'after') => (
    <TryLines
      side={side} lines={form[side]} before={form.before} reporting={reporting} errors={errors} onChange={(line) => setForm(withLine(form, side, line))} onRemove={(key) => setForm(withoutLine(form, key))}
      onAdd={() => setForm({ ...form, [side]: [...form[side], newLine(form, reporting)] })}
    />
  );
  return (
    <Page title={translate('coding.try.title')} trail={[{ label: translate('coding.title'), to: '/coding' }]}>
      <Box sx={{ color: tone.mute, marginBottom: '10px' }}>{translate('coding.try.hint')}</Box>
      <Box role="group" aria-label={translate('coding.try.examples')} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px', marginBottom: '14px' }}>
        <Box component="span" sx={{ color: tone.mute, fontSize: 11.5 }}>{translate('coding.try.examples')}</Box>
        {Object.entries(EXAMPLES).map(([id, make]) => <Button key={id} onClick={() => setForm(make())}>{translate(`coding.try.example.${id}`)}</Button>)}
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1.5fr) minmax(300px, 1fr)' }, gap: '14px', alignItems: 'start' }}>
        <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' }}>
          <CaseFields form={form} reporting={reporting} errors={errors} onChange={(part) => setForm({ ...form, ...part })} />
          {sides('before')}
          {sides('after')}
        </Box>
        <Answer body={body} evaluation={evaluation} />
      </Box>
    </Page>
  );
}
