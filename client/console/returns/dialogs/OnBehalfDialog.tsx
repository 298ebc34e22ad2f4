import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState, type ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { Sanitisation } from '../../../../server/domain/attestation.ts';
import { MEANINGS, type Meaning } from '../../../../server/domain/words.ts';
import { asLocalField, instantOfField } from '../../escalations/workspace/pauseUntil.ts';
import { useNow } from '../../fields/now.ts';
import { useChoices } from '../../fields/words.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { tone } from '../../theme/palette.ts';
import { factsOf, standing } from '../ladder.ts';
import { useStatements } from '../queries.ts';
import type { ReturnRow } from '../records.ts';
import { StatementText } from '../StatementText.tsx';
import { useReturnCommand } from '../useReturnCommand.ts';
import { EvidenceChoice } from './EvidenceChoice.tsx';
import { ChoiceField, TimeField } from './fields.tsx';
import { emptyFor, isWhole, saysHow, trimmed } from './sanitisation.ts';
import { SanitisationFields } from './SanitisationFields.tsx';
import { isEmail, SignerFields, type Signer } from './SignerFields.tsx';

const AHEAD_MS = 60_000;
const heading = { fontSize: 12.5, fontWeight: 600, margin: '0 0 8px' } as const;

const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What is most likely meant: devices that are kept or destroyed are said to be so. */
const usualMeaning = ({ disposition, attestationRequired }: ReturnRow): Meaning => (disposition === 'destroy_on_site' ? 'destroyed' : disposition === 'keep_drive' ? 'kept' : attestationRequired ? 'wiped' : 'returned');

function Part({ title, children }: { title: string; children: ReactNode }) {
  return <Box component="section" sx={{ '& + &': { borderTop: `1px solid ${tone.line}`, paddingTop: '14px' } }}><Box component="h3" sx={heading}>{title}</Box>{children}</Box>;
}

/** What a customer signed on paper or by mail, written down with the files that show it. */
export function OnBehalfDialog({ row, serial: about, onClose }: { row: ReturnRow; serial?: string | null; onClose: () => void }) {
  const translate = useTranslate();
  const choices = useChoices();
  const now = useNow();
  const { run, conflict } = useReturnCommand();
  const { current, isPending } = useStatements();
  const serials = row.devices.map(({ serial }) => serial);
  const [meaning, setMeaning] = useState<Meaning>(() => usualMeaning(row));
  const [signer, setSigner] = useState<Signer>({ name: '', title: '', email: '' });
  const [when, setWhen] = useState(() => asLocalField(new Date()));
  const [devices, setDevices] = useState<string[]>(() => {
    const open = serials.filter((serial) => !factsOf(standing(row.facts), serial).some(({ fact }) => fact === 'attested'));
    return about && serials.includes(about) ? [about] : open.length > 0 ? open : serials;
  });
  const [alike, setAlike] = useState(true);
  const [how, setHow] = useState<Record<string, Sanitisation>>({});
  const [evidence, setEvidence] = useState<string[]>([]);
  const [consent, setConsent] = useState(false);
  const statement = current.get(meaning);
  const chosen = serials.filter((serial) => devices.includes(serial));
  const howOf = (serial: string) => how[alike ? '' : serial] ?? how[''] ?? emptyFor(meaning);
  const signedAt = instantOfField(when);
  const past = signedAt !== null && Date.parse(signedAt) <= now + AHEAD_MS;
  const asksHow = saysHow(meaning);
  const ready = statement !== undefined && chosen.length > 0 && past && consent && evidence.length > 0 && signer.name.trim() !== '' && signer.title.trim() !== '' && isEmail(signer.email) && (!asksHow || chosen.every((serial) => isWhole(howOf(serial))));
  const mean = (next: Meaning) => {
    setMeaning(next);
    setHow((before) => Object.fromEntries(Object.entries(before).map(([key, value]) => [key, { ...value, method: next === 'destroyed' ? 'Destroy' : value.method }])));
  };
  const body = {
    meaning, signer: { name: signer.name.trim(), title: signer.title.trim(), email: signer.email.trim() }, consent, capture: 'on_behalf', evidence, statementId: statement?.id, signedAt, signedZone: zoneHere(),
    devices: chosen.map((serial) => ({ serial, ...(asksHow && { sanitisation: trimmed(howOf(serial)) }) })),
  };
  const act = () => run({ record: row, verb: 'attestations', body, quiet: true, appends: true, success: 'returns.on_behalf.done' });
  const shown = alike ? chosen.slice(0, 1) : chosen;
  return (
    <>
      <ActDialog title={translate('returns.on_behalf.title')} submitLabel={translate('returns.on_behalf.action')} act={act} onClose={onClose} maxWidth="md" disabled={!ready} effects={[translate('returns.on_behalf.effect'), translate('returns.on_behalf.effect_verify'), translate('returns.on_behalf.effect_older')]}>
        {(errors) => (
          <Box sx={{ display: 'grid', gap: '16px', paddingTop: '9px' }}>
            <Part title={translate('returns.on_behalf.said')}>
              <Box sx={{ display: 'grid', gap: '12px' }}>
                <ChoiceField label={translate('returns.on_behalf.meaning')} value={meaning} onChange={mean} choices={choices('meaning', MEANINGS) as { id: Meaning; name: string }[]} error={errors['meaning']} autoFocus />
                {statement ? <StatementText edition={statement.edition} text={statement.text} title={statement.title} /> : !isPending && <Box role="alert" sx={{ color: tone.bad }}>{translate('returns.on_behalf.no_statement')}</Box>}
              </Box>
            </Part>
            <Part title={translate('returns.on_behalf.signed_by')}>
              <Box sx={{ display: 'grid', gap: '14px' }}>
                <SignerFields accountId={row.accountId} value={signer} onChange={setSigner} errorOf={(field) => errors[`signer.${field}`]} />
                <TimeField label={translate('returns.on_behalf.when')} value={when} onChange={setWhen} max={asLocalField(new Date(now))} error={errors['signedAt'] ?? (past ? undefined : translate('returns.fact.future'))} hint={translate('returns.on_behalf.when_hint', { zone: zoneHere() })} />
              </Box>
            </Part>
            <Part title={translate('returns.on_behalf.devices')}>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '0 14px' }}>
                {serials.map((serial) => <FormControlLabel key={serial} label={serial} control={<Checkbox checked={devices.includes(serial)} onChange={(event) => setDevices(event.target.checked ? [...devices, serial] : devices.filter((each) => each !== serial))} />} />)}
              </Box>
              {asksHow && chosen.length > 1 && <FormControlLabel label={translate('returns.on_behalf.alike')} control={<Checkbox checked={alike} onChange={(event) => setAlike(event.target.checked)} />} />}
              {asksHow && shown.map((serial, index) => (
                <Box key={alike ? 'alike' : serial} sx={{ marginTop: '10px' }}>
                  {!alike && <Box component="h4" sx={{ ...heading, fontSize: 12 }}>{serial}</Box>}
                  <SanitisationFields meaning={meaning} value={howOf(serial)} onChange={(value) => setHow({ ...how, [alike ? '' : serial]: value })} errorOf={(field) => errors[`devices[${index}].sanitisation.${field}`] ?? errors[`devices.${index}.sanitisation.${field}`]} />
                </Box>
              ))}
            </Part>
            <Part title={translate('returns.evidence.title')}><EvidenceChoice returnId={row.id} chosen={evidence} onChange={setEvidence} error={errors['evidence']} /></Part>
            <FormControlLabel label={translate('returns.on_behalf.consent')} control={<Checkbox checked={consent} onChange={(event) => setConsent(event.target.checked)} />} />
          </Box>
        )}
      </ActDialog>
      {conflict}
    </>
  );
}
