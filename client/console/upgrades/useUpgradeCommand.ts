import { useCallback } from 'react';
import { formatDay, formatMoney } from '../fields/format.ts';
import { useReportingCurrency } from '../fields/reportingCurrency.ts';
import { useWord } from '../fields/words.ts';
import { useVersioned } from '../forms/useVersioned.tsx';
import type { UpgradeRecord } from './records.ts';

type Values = Record<string, unknown>;

const FIELDS = { status: 'upgrades.column.status', step: 'upgrades.column.step', kind: 'upgrades.column.kind', pathId: 'upgrades.column.path', afterArrMinor: 'upgrades.column.after', exceptionStatus: 'upgrades.column.exception', effectiveOn: 'upgrades.effective_on' } as const;
const ALONGSIDE = ['escalations', 'accounts', 'subscriptions'] as const;

/** Commands on an upgrade; two people's changes are shown side by side before one goes over the other. */
export function useUpgradeCommand(upgrade: UpgradeRecord) {
  const word = useWord();
  const currency = useReportingCurrency();
  const { pathId: knownPath, pathName } = upgrade;
  const inWords = useCallback((values: Values) => {
    const said: Values = {};
    for (const [key, value] of Object.entries(values)) {
      if (value === null || value === undefined) said[key] = null;
      else if (key === 'status') said[key] = word('upgrade', String(value));
      else if (key === 'step') said[key] = word('step', String(value));
      else if (key === 'kind') said[key] = word('upgrade_kind', String(value));
      else if (key === 'pathId') said[key] = value === knownPath ? pathName : value;
      else if (key === 'afterArrMinor') said[key] = formatMoney(Number(value), currency);
      else if (key === 'exceptionStatus') said[key] = word('exception', String(value));
      else if (key === 'effectiveOn') said[key] = formatDay(String(value));
    }
    return said;
  }, [currency, knownPath, pathName, word]);
  return useVersioned<UpgradeRecord>('upgrades', { fields: FIELDS, inWords, alongside: ALONGSIDE });
}
