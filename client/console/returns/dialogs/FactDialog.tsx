import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { parseDecimalToMinor } from '../../../../server/domain/money.ts';
import type { ReturnFactName } from '../../../../server/domain/words.ts';
import { typedAmount } from '../../coding/draft.ts';
import { asLocalField, instantOfField } from '../../escalations/workspace/pauseUntil.ts';
import { useNow } from '../../fields/now.ts';
import { useChoices, useWord } from '../../fields/words.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import type { ReturnRow } from '../records.ts';
import { useReturnCommand } from '../useReturnCommand.ts';
import { factEffects } from './factEffects.ts';
import { formOf, RECORDED, SOURCES, type FactField, type Source } from './facts.ts';
import { ChoiceField, isSaid, TimeField, WordsField } from './fields.tsx';

const ALL = '*';
const OTHER = '?';
const AHEAD_MS = 60_000;

export const mayBeLink = (text: string) => text.trim() === '' || /^https:\/\/\S+$/.test(text.trim());

type Typed = Record<FactField, string>;

/** What is charged or refunded unless somebody says another amount. */
function usualAmount(fact: ReturnFactName, { atStakeMinor, feeMinor, currency }: ReturnRow): string {
  const minor = fact === 'fee_refunded' ? feeMinor : fact === 'fee_charged' ? atStakeMinor : 0;
  return minor > 0 ? typedAmount(minor, currency) : '';
}

/** The fields of one fact, as they are sent; null while something is missing or cannot be read. */
function detailOf(fact: ReturnFactName, typed: Typed, currency: string): Record<string, unknown> | null {
  const { fields, required } = formOf(fact);
  if (required.some((field) => typed[field].trim() === '') || !mayBeLink(typed.labelUrl)) return null;
  const { amount, ...texts } = typed;
  const said = Object.fromEntries(Object.entries(texts).filter(([key, text]) => fields.includes(key as FactField) && text.trim() !== '').map(([key, text]) => [key, text.trim()]));
  if (!fields.includes('amount')) return said;
  const amountMinor = parseDecimalToMinor(amount, currency);
  return amountMinor === null || amountMinor <= 0 ? null : { ...said, amountMinor };
}

function Details({ fact, typed, currency, onChange, errors }: { fact: ReturnFactName; typed: Typed; currency: string; onChange: (part: Partial<Typed>) => void; errors: Readonly<Record<string, string>> }) {
  const translate = useTranslate();
  const { fields, required } = formOf(fact);
  if (fields.length === 0) return null;
  return (
    <Box sx={{ display: 'grid', gap: '14px', gridTemplateColumns: { sm: fields.length > 1 ? '1fr 1fr' : '1fr' } }}>
      {fields.map((field) => (
        <Box key={field} sx={{ gridColumn: field === 'labelUrl' ? '1 / -1' : undefined }}>
          <WordsField
            label={field === 'amount' ? translate('returns.fact.amount', { currency }) : translate(`returns.fact.${field}`)} value={typed[field]} onChange={(text) => onChange({ [field]: text })} lines={1} maxLength={field === 'labelUrl' ? 1000 : 80} required={required.includes(field)}
            error={errors[field === 'amount' ? 'amountMinor' : field] ?? (field === 'labelUrl' && !mayBeLink(typed.labelUrl) ? translate('returns.fact.link_fault') : undefined)} hint={translate(`returns.fact.${field}_hint`, { _: ' ' })}
          />
        </Box>
      ))}
    </Box>
  );
}

type ToldFact = { fact: ReturnFactName; occurredAt: string; recordedAt: string; source: Source; serial?: string };

/** What recording it will change, and what it will not. */
function useEffects(row: ReturnRow, told: ToldFact | null): string[] | undefined {
  const translate = useTranslate();
  const word = useWord();
  if (!told) return undefined;
  const { from, to, completes, contradicts, settles } = factEffects(row, { ...told, by: null });
  const about = ({ code, serial }: { code: string; serial: string | null }) => `${word('mismatch', code)}${serial ? `, ${serial}` : ''}`;
  return [
    told.serial ? translate('returns.fact.effect.device', { serial: told.serial }) : translate('returns.fact.effect.all', { smart_count: row.devices.length }),
    from === to ? translate('returns.fact.effect.stays', { status: word('return', to) }) : translate('returns.fact.effect.moves', { from: word('return', from), to: word('return', to) }),
    ...(completes ? [translate('returns.fact.effect.completes')] : []),
    ...contradicts.map((one) => translate('returns.fact.effect.contradicts', { about: about(one) })), ...settles.map((one) => translate('returns.fact.effect.settles', { about: about(one) })),
    ...(told.fact === 'fee_charged' || told.fact === 'fee_refunded' ? [translate('returns.fact.effect.money')] : []),
    translate('returns.fact.effect.final'),
  ];
}

/** Writes down one thing that is known of a return: what, when, of which device, and who says so. What happened is for the writer to say, unless they came to say it. */
export function FactDialog({ row, fact: first, serial: about, onClose }: { row: ReturnRow; fact?: ReturnFactName; serial?: string | null; onClose: () => void }) {
  const translate = useTranslate();
  const choices = useChoices();
  const now = useNow();
  const { run, conflict } = useReturnCommand();
  const [fact, setFact] = useState<ReturnFactName | ''>(first ?? '');
  const [when, setWhen] = useState(() => asLocalField(new Date()));
  const serials = row.devices.map(({ serial }) => serial);
  const [device, setDevice] = useState<string>(() => serials.find((serial) => serial === about) ?? (serials.length === 1 ? (serials[0] ?? ALL) : ALL));
  const [other, setOther] = useState('');
  const [source, setSource] = useState<Source | ''>(first ? formOf(first).source : '');
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState<Typed>(() => ({ carrier: row.carrier ?? '', trackingNumber: '', labelUrl: '', cause: '', grade: '', amount: first ? usualAmount(first, row) : '' }));
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const choose = (next: ReturnFactName) => {
    setFact(next);
    setSource(formOf(next).source);
    change({ amount: usualAmount(next, row) });
    if (!formOf(next).ownSerial && device === OTHER) setDevice(ALL);
  };
  const ownSerial = fact !== '' && formOf(fact).ownSerial;
  const occurredAt = instantOfField(when);
  const past = occurredAt !== null && Date.parse(occurredAt) <= now + AHEAD_MS;
  const serial = device === ALL ? undefined : device === OTHER ? other.trim() : device;
  const detail = fact === '' ? null : detailOf(fact, typed, row.currency);
  const needsDevice = ownSerial && !serial;
  const ready = past && detail !== null && !needsDevice && isSaid(note, false);
  const effects = useEffects(row, ready && fact !== '' && source !== '' ? { fact, occurredAt, recordedAt: new Date(now).toISOString(), source, ...(serial && { serial }) } : null);
  const act = () => run({ record: row, verb: 'record-fact', body: { fact, occurredAt, source, ...(serial && { serial }), ...detail, ...(note.trim() && { note: note.trim() }) }, quiet: true, appends: true, success: 'returns.fact.done' });
  return (
    <>
      <ActDialog title={translate('returns.fact.title')} submitLabel={translate('returns.fact.submit')} act={act} onClose={onClose} fields={['fact', 'occurredAt', 'serial', 'source', 'note', 'carrier', 'trackingNumber', 'labelUrl', 'cause', 'grade', 'amountMinor']} disabled={!ready} effects={effects}>
        {(errors) => (
          <Box sx={{ display: 'grid', gap: '16px', paddingTop: '9px' }}>
            <ChoiceField label={translate('returns.fact.what')} value={fact as ReturnFactName} onChange={choose} choices={choices('return_fact', RECORDED) as { id: ReturnFactName; name: string }[]} error={errors['fact']} hint={translate(fact === '' ? 'returns.fact.choose' : `returns.fact.means.${fact}`)} autoFocus={fact === ''} required />
            <Box sx={{ display: 'grid', gap: '14px', gridTemplateColumns: { sm: '1fr 1fr' } }}>
              <TimeField label={translate('returns.fact.when')} value={when} onChange={setWhen} max={asLocalField(new Date(now))} error={errors['occurredAt'] ?? (past ? undefined : translate('returns.fact.future'))} hint={translate('returns.fact.when_hint')} />
              <ChoiceField label={translate('returns.fact.source')} value={source as Source} onChange={setSource} choices={SOURCES.map((id) => ({ id, name: translate(`returns.source.${id}`) }))} error={errors['source']} hint={translate('returns.fact.source_hint')} />
            </Box>
            <Box sx={{ display: 'grid', gap: '14px', gridTemplateColumns: { sm: device === OTHER ? '1fr 1fr' : '1fr' } }}>
              <ChoiceField
                label={translate('returns.fact.device')} value={ownSerial && device === ALL ? '' : device} onChange={setDevice} required={ownSerial} error={device === OTHER ? undefined : errors['serial']}
                choices={[...(ownSerial ? [] : [{ id: ALL, name: translate(serials.length === 1 ? 'returns.fact.unnamed' : 'returns.fact.all_devices', { smart_count: serials.length }) }]), ...serials.map((id) => ({ id, name: id })), ...(ownSerial ? [{ id: OTHER, name: translate('returns.fact.other_serial') }] : [])]}
              />
              {device === OTHER && <WordsField label={translate('returns.fact.serial')} value={other} onChange={setOther} lines={1} maxLength={100} required error={errors['serial']} hint={translate('returns.fact.other_hint')} autoFocus />}
            </Box>
            {fact !== '' && <Details fact={fact} typed={typed} currency={row.currency} onChange={change} errors={errors} />}
            <WordsField label={translate('returns.fact.note')} value={note} onChange={setNote} error={errors['note']} hint={translate('returns.fact.note_hint')} />
          </Box>
        )}
      </ActDialog>
      {conflict}
    </>
  );
}
