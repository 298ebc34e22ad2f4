import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { findCard } from '../../../server/domain/payment-cards.ts';
import { DEFAULT_POLICY } from '../../../server/domain/policy.ts';
import { usePolicy } from '../providers/policy.ts';
import { useReportingCurrency } from '../fields/reportingCurrency.ts';
import { ActDialog } from '../forms/ActDialog.tsx';
import { useMay } from '../providers/session.ts';
import { bodyOf, cartFromOption, cartOf, endedLines, faultsOf, reckon, type Cart } from './cart.ts';
import { CartLines } from './CartLines.tsx';
import { CartOptions } from './CartOptions.tsx';
import { CartSummary, useCartEffects } from './CartSummary.tsx';
import { useCatalogue } from './queries.ts';
import type { UpgradeRecord } from './records.ts';
import { useUpgradeCommand } from './useUpgradeCommand.ts';

type CartEditorProps = { upgrade: UpgradeRecord; onClose: () => void };

/** The server names a field as the body has it; those of the cart are shown beside their inputs. */
const isShown = (field: string) => field.startsWith('lines') || field.startsWith('priceException') || field === 'pathId' || field === 'reason';

/** Path, lines, prices: what the customer will find when they go on, reckoned while one types. */
export function CartEditor({ upgrade, onClose }: CartEditorProps) {
  const translate = useTranslate();
  const may = useMay();
  const policy = usePolicy() ?? DEFAULT_POLICY;
  const reportingCurrency = useReportingCurrency();
  const { products } = useCatalogue();
  const { run, conflict } = useUpgradeCommand(upgrade);
  // Whatever the stream brings while one types, the cart stays as it is being written, and is saved over what it was written on: a colleague's change in between is shown first.
  const [base] = useState(upgrade);
  const [cart, setCart] = useState<Cart>(() => cartOf(base));
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<string[]>([]);
  const { before } = base;
  const faults = faultsOf(cart, before, products);
  const reckoned = reckon(cart, { before, products, effectiveOn: base.effectiveOn, reportingCurrency, exceptionLimitBasisPoints: policy.exceptionLimitBasisPoints, mayGrant: may('upgrades:approve-exception') });
  const ended = endedLines(cart, before);
  const effects = useCartEffects({ upgrade: base, reckoned, ended, policy });
  const card = findCard(cart.reason) ?? findCard(cart.exceptionReason);
  const needsReason = (reckoned?.exceptionStatus ?? null) !== null && cart.exceptionReason.trim() === '';
  const incomplete = Object.keys(faults).length > 0 || cart.reason.trim() === '' || needsReason;
  const change = (part: Partial<Cart>) => setCart((now) => ({ ...now, ...part }));
  const said = Object.fromEntries(Object.entries(tried ? faults : {}).map(([field, key]) => [field, translate(key)]));

  const act = async () => {
    setTried(true);
    if (incomplete) return { ok: false as const, error: null, errors: { reason: translate('cart.incomplete') } };
    const result = await run({ record: base, verb: 'configure', body: bodyOf(cart, before, products, base.version), mine: { pathId: cart.pathId, afterArrMinor: reckoned?.afterArrMinor }, quiet: true, success: 'cart.done' });
    setRefused(result.ok ? [] : Object.keys(result.errors ?? {}).filter(isShown));
    return result;
  };
  return (
    <>
      <ActDialog title={translate('cart.title', { reference: base.reference, account: base.accountName })} submitLabel={translate('cart.submit')} act={act} onClose={onClose} effects={effects} fields={['reason', ...refused]} disabled={card !== null} maxWidth="lg">
        {(errors) => {
          const all = { ...said, ...errors };
          return (
            <Box sx={{ display: 'grid', gap: 2 }}>
              <CartOptions upgrade={base} chosen={cart.pathId} error={all['pathId']} onChoose={(option) => setCart((now) => cartFromOption(now, option, before))} />
              <CartLines lines={cart.lines} before={before} products={products} priced={reckoned?.after} errors={all} onChange={(lines) => change({ lines })} />
              <CartSummary cart={cart} upgrade={base} reckoned={reckoned} ended={ended} errors={all} limit={policy.exceptionLimitBasisPoints} needsReason={tried && needsReason} onChange={change} />
              <TextField
                label={translate('cart.reason')} value={cart.reason} onChange={(event) => change({ reason: event.target.value })} fullWidth required margin="none" error={card !== null || (tried && cart.reason.trim() === '')}
                helperText={card ? translate(`composer.${card}`) : (errors['reason'] ?? translate('cart.reason_hint'))} slotProps={{ htmlInput: { maxLength: 500 }, inputLabel: { shrink: true } }}
              />
            </Box>
          );
        }}
      </ActDialog>
      {conflict}
    </>
  );
}
