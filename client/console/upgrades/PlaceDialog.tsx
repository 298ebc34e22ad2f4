import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { ForeseenWithWhy } from '../coding/Foreseen.tsx';
import { formatDay, formatMoney } from '../fields/format.ts';
import { useReportingCurrency } from '../fields/reportingCurrency.ts';
import { ActDialog } from '../forms/ActDialog.tsx';
import { KeyValues } from '../theme/KeyValues.tsx';
import { SignedMoney } from '../fields/Money.tsx';
import { tone } from '../theme/palette.ts';
import { Bones } from '../theme/Bones.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { useOrderPreview } from './queries.ts';
import type { UpgradeRecord } from './records.ts';
import { useUpgradeCommand } from './useUpgradeCommand.ts';

type PlaceDialogProps = { upgrade: UpgradeRecord; onClose: () => void; onPlaced?: () => void };

/** Orders for the customer; no card is asked for, here or anywhere in the console. */
export function PlaceDialog({ upgrade, onClose, onPlaced }: PlaceDialogProps) {
  const translate = useTranslate();
  const currency = useReportingCurrency();
  const { run, conflict } = useUpgradeCommand(upgrade);
  const { data: preview, error } = useOrderPreview(upgrade.id);
  const { before, after, path } = upgrade;
  const replaced = new Set(after.flatMap(({ replaces }) => replaces));
  const ending = before.filter(({ line }) => !replaced.has(line));
  const serials = before.map(({ serial }) => serial).filter((serial) => serial !== null);
  const effects = [
    preview && translate('place.effect.lines', { day: formatDay(preview.effectiveOn), before: formatMoney(preview.beforeArrMinor, currency), after: formatMoney(preview.afterArrMinor, currency) }),
    ending.length > 0 && translate('place.effect.ends', { names: ending.map(({ productName, quantity }) => `${productName} × ${quantity}`).join(', ') }),
    path?.returnRequired && serials.length > 0 && translate('place.effect.return', { serials: serials.join(', ') }),
    path?.attestationRequired && translate('place.effect.attestation'),
    translate('place.effect.pay', { name: upgrade.contactName ?? upgrade.accountName }),
    translate('place.effect.counts'),
  ].filter((effect): effect is string => typeof effect === 'string');
  return (
    <>
      <ActDialog
        title={translate('place.title', { account: upgrade.accountName })} submitLabel={translate('place.button')} onClose={onClose} onDone={onPlaced ?? onClose} effects={effects}
        act={() => run({ record: upgrade, verb: 'place-on-behalf', mine: { status: 'placed', step: 'placed' }, quiet: true, success: 'place.done' })}
      >
        {() => (
          <>
            <KeyValues
              items={[
                ...after.map((line) => ({ label: <Box component="b" sx={{ color: tone.ink }}>{line.productName} × {line.quantity}</Box>, value: formatMoney(line.arrMinor, line.currency) })),
                { label: translate('lines.yearly'), value: preview ? <SignedMoney minor={preview.afterArrMinor - preview.beforeArrMinor} /> : '…' },
              ]}
            />
            {preview && <ForeseenWithWhy coded={preview} />}
            {error && <ErrorNotice error={error} compact />}
            {!preview && !error && <Bones lines={1} />}
          </>
        )}
      </ActDialog>
      {conflict}
    </>
  );
}
