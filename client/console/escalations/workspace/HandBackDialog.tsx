import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { findCard } from '../../../../server/domain/payment-cards.ts';
import type { Step } from '../../../../server/domain/words.ts';
import { formatBasisPoints, formatMoney } from '../../fields/format.ts';
import { useReportingCurrency } from '../../fields/reportingCurrency.ts';
import { useWord } from '../../fields/words.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { RootCauseField, useOffered } from '../RootCauseField.tsx';
import { useDraft } from './drafts.ts';
import { useWork } from './work.ts';

/** Where the customer would naturally go on: where they stopped, or the last step that they can be given. */
export function suggestedStep(steps: readonly Step[], stoppedAt: Step | null): Step | undefined {
  return stoppedAt && steps.includes(stoppedAt) ? stoppedAt : steps.at(-1);
}

function useEffects(step: Step | undefined, message: string) {
  const translate = useTranslate();
  const word = useWord();
  const currency = useReportingCurrency();
  const { escalation, upgrade, policy } = useWork();
  const name = escalation.contactName ?? escalation.accountName;
  const { exception } = upgrade ?? {};
  return [
    translate('hand_back.effect.link', { name, step: step ? word('step', step) : '–', hours: policy?.handBackLinkHours ?? 72 }),
    translate(escalation.contactEmail ? 'hand_back.effect.mail' : 'hand_back.effect.no_mail', { name, email: escalation.contactEmail ?? '' }),
    message.trim() ? translate('hand_back.effect.message', { name }) : translate('hand_back.effect.no_message', { name }),
    upgrade && upgrade.after.length > 0 && (upgrade.status === 'draft') && translate('hand_back.effect.cart', { amount: formatMoney(upgrade.afterArrMinor, currency) }),
    exception && upgrade?.exceptionStatus === 'granted' && translate('hand_back.effect.exception', { discount: formatBasisPoints(exception.discountBasisPoints) }),
    translate('hand_back.effect.clock', { name }),
    translate('hand_back.effect.counts', { name, days: policy?.abandonAfterDays ?? 14 }),
  ].filter((effect): effect is string => typeof effect === 'string');
}

/** The journey goes back to the customer, at a chosen step, with the fix in it. */
export function HandBackDialog({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const word = useWord();
  const { escalation, run, keepLink } = useWork();
  const { draft, change } = useDraft(escalation.id);
  const fromDraft = draft.audience === 'customer' ? draft.text : '';
  const [step, setStep] = useState(suggestedStep(escalation.handBackSteps, escalation.step));
  const [chosenCause, setCause] = useState<string | null>(null);
  const offered = useOffered(escalation.rootCause ?? escalation.reason);
  const rootCause = chosenCause ?? offered;
  const [message, setMessage] = useState(fromDraft);
  const card = findCard(message);
  const effects = useEffects(step, message);

  const act = async () => {
    const text = message.trim();
    const result = await run('hand-back', { step, rootCause, ...(text && { message: text }) }, { quiet: true, mine: { status: 'handed_back', handedBackStep: step, rootCause } });
    if (result.ok) {
      keepLink(result.record.link ?? null);
      if (fromDraft) change({ text: '' });
    }
    return result;
  };
  return (
    <ActDialog title={translate('hand_back.title', { name: escalation.contactName ?? escalation.accountName })} submitLabel={translate('moves.hand-back.button')} act={act} onClose={onClose} effects={effects} fields={['step', 'rootCause', 'message']} disabled={!step || !rootCause || card !== null}>
      {(errors) => (
        <>
          <FormControl component="fieldset" error={errors['step'] !== undefined} sx={{ width: '100%' }}>
            <FormLabel component="legend" sx={{ fontSize: 11.5 }}>{translate('hand_back.step')}</FormLabel>
            <RadioGroup row value={step ?? ''} onChange={(event) => setStep(event.target.value as Step)}>
              {escalation.handBackSteps.map((each, index) => (
                <FormControlLabel key={each} value={each} control={<Radio autoFocus={each === step || (!step && index === 0)} />} label={<>{word('step', each)}{each === escalation.step && <Box component="span" sx={{ color: 'text.secondary' }}> ({translate('hand_back.stopped_here')})</Box>}</>} />
              ))}
            </RadioGroup>
            {errors['step'] && <FormHelperText>{errors['step']}</FormHelperText>}
          </FormControl>
          <RootCauseField label={translate('resolve.root_cause')} value={rootCause} onChange={setCause} error={errors['rootCause']} />
          <TextField
            label={translate('hand_back.message')} value={message} onChange={(event) => setMessage(event.target.value)} multiline minRows={3} maxRows={10} fullWidth error={card !== null || errors['message'] !== undefined}
            helperText={card ? translate(`composer.${card}`) : (errors['message'] ?? translate(fromDraft ? 'hand_back.from_draft' : 'hand_back.message_hint'))} slotProps={{ htmlInput: { maxLength: 10_000 }, inputLabel: { shrink: true } }}
          />
        </>
      )}
    </ActDialog>
  );
}
