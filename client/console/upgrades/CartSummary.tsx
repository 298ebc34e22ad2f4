import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import type { PolicyRules } from '../../../server/domain/policy.ts';
import { formatBasisPoints, formatMoney } from '../fields/format.ts';
import { Money, SignedMoney } from '../fields/Money.tsx';
import { useReportingCurrency } from '../fields/reportingCurrency.ts';
import { Chip } from '../theme/Chip.tsx';
import { tone } from '../theme/palette.ts';
import { keptLine, type Cart, type Reckoned } from './cart.ts';
import type { UpgradeLine, UpgradeRecord } from './records.ts';

type CartSummaryProps = {
  cart: Cart;
  upgrade: UpgradeRecord;
  reckoned: Reckoned | null;
  ended: readonly UpgradeLine[];
  errors: Readonly<Record<string, string>>;
  limit: number;
  needsReason: boolean;
  onChange: (part: Partial<Cart>) => void;
};

/** What ends, what is taken off, and what it comes to. */
export function CartSummary({ cart, upgrade, reckoned, ended, errors, limit, needsReason, onChange }: CartSummaryProps) {
  const translate = useTranslate();
  const discounted = (reckoned?.discountBasisPoints ?? 0) > 0;
  const waits = reckoned?.exceptionStatus === 'waiting';
  return (
    <Box sx={{ display: 'grid', gap: '12px' }}>
      {cart.lines.length > 0 && ended.map((line) => (
        <Box key={line.line} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, bgcolor: tone.badSoft, borderRadius: '10px', padding: '6px 6px 6px 12px' }}>
          <Box sx={{ flex: 1, minWidth: 200 }}><Box component="b" sx={{ color: tone.bad }}><span aria-hidden="true">✕ </span>{translate('cart.ends', { product: `${line.productName} × ${line.quantity}` })}</Box> {translate('cart.ends_worth')} <Money minor={line.arrMinor} currency={line.currency} /></Box>
          <Button onClick={() => onChange({ lines: [...cart.lines, keptLine(line)] })}>{translate('cart.keep')}</Button>
        </Box>
      ))}
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '150px minmax(0, 1fr)' }, gap: '8px', alignItems: 'start' }}>
        <TextField
          label={translate('cart.discount')} value={cart.discountPercent} onChange={(event) => onChange({ discountPercent: event.target.value })} margin="none" error={'priceException.discountPercent' in errors} helperText={errors['priceException.discountPercent'] ?? translate('cart.discount_hint')}
          slotProps={{ htmlInput: { inputMode: 'decimal' }, inputLabel: { shrink: true }, input: { endAdornment: <InputAdornment position="end">%</InputAdornment> } }}
        />
        <TextField
          label={translate('cart.exception_reason')} value={cart.exceptionReason} onChange={(event) => onChange({ exceptionReason: event.target.value })} margin="none" required={discounted} error={needsReason || 'priceException.reason' in errors}
          helperText={errors['priceException.reason'] ?? translate(needsReason ? 'forms.required' : 'cart.exception_hint')} slotProps={{ htmlInput: { maxLength: 500 }, inputLabel: { shrink: true } }}
        />
      </Box>
      <Box role="status" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px 14px', minHeight: 26 }}>
        {reckoned
          ? (
            <>
              <span>{translate('cart.yearly')} <Money minor={upgrade.before.reduce((sum, line) => sum + line.reportingArrMinor, 0)} /> → <b>{reckoned.isNear && '≈ '}<Money minor={reckoned.afterArrMinor} /></b></span>
              <SignedMoney minor={reckoned.afterArrMinor - upgrade.before.reduce((sum, line) => sum + line.reportingArrMinor, 0)} />
              {discounted && <Chip tone={waits ? 'warn' : 'good'} mark={waits ? '○' : '✓'}>{translate(waits ? 'cart.waits' : 'cart.granted', { discount: formatBasisPoints(reckoned.discountBasisPoints), limit: formatBasisPoints(limit) })}</Chip>}
            </>
          )
          : <Box sx={{ color: tone.mute }}>{translate('cart.not_reckoned')}</Box>}
      </Box>
    </Box>
  );
}

/** What saving will do, in sentences. */
export function useCartEffects({ upgrade, reckoned, ended, policy }: { upgrade: UpgradeRecord; reckoned: Reckoned | null; ended: readonly UpgradeLine[]; policy: PolicyRules }): string[] {
  const translate = useTranslate();
  const currency = useReportingCurrency();
  if (!reckoned) return [];
  return [
    translate('cart.effect.saved', { amount: formatMoney(reckoned.afterArrMinor, currency), name: upgrade.contactName ?? upgrade.accountName }),
    ended.length > 0 && translate('cart.effect.ends', { names: ended.map(({ productName, quantity }) => `${productName} × ${quantity}`).join(', ') }),
    reckoned.exceptionStatus === 'waiting' && translate('cart.effect.waits', { discount: formatBasisPoints(reckoned.discountBasisPoints), limit: formatBasisPoints(policy.exceptionLimitBasisPoints) }),
    reckoned.exceptionStatus === 'granted' && translate('cart.effect.granted', { discount: formatBasisPoints(reckoned.discountBasisPoints) }),
  ].filter((effect): effect is string => typeof effect === 'string');
}
