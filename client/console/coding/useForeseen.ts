import { useMemo } from 'react';
import { useGetList, useGetOne } from 'react-admin';
import type { Coded } from '../../../server/domain/coding/case.ts';
import type { PathOption } from '../../../server/domain/options.ts';
import { DEFAULT_POLICY } from '../../../server/domain/policy.ts';
import { useReportingCurrency } from '../fields/reportingCurrency.ts';
import { usePolicy } from '../providers/policy.ts';
import type { Account, UpgradePath } from '../records.ts';
import { cartFromOption, cartOf, reckon } from '../upgrades/cart.ts';
import { useCatalogue } from '../upgrades/queries.ts';
import type { UpgradeRecord } from '../upgrades/records.ts';
import { foresee } from './foresee.ts';

const RARELY_CHANGES_MS = 5 * 60_000;

export type Foreseen = { /** The order as it stands; null: there is none, or too little is known. */ order: Coded | null; /** One of the ways on, as it suggests itself. */ option: (option: PathOption) => Coded | null };

/** How an upgrade's order, and each of the ways in which it could go on, would be coded: reckoned here, by the coder of the books. */
export function useForeseen(upgrade: UpgradeRecord): Foreseen {
  const reportingCurrency = useReportingCurrency();
  const { exceptionLimitBasisPoints } = usePolicy() ?? DEFAULT_POLICY;
  const { products } = useCatalogue();
  const isDraft = upgrade.status === 'draft';
  const { data: account } = useGetOne<Account>('accounts', { id: upgrade.accountId }, { enabled: isDraft });
  const { data: paths } = useGetList<UpgradePath>('upgrade-paths', { sort: { field: 'name', order: 'ASC' }, pagination: { page: 1, perPage: 200 } }, { enabled: isDraft, staleTime: RARELY_CHANGES_MS });
  // Only where it has nothing now it matters whether it ever had.
  const { total: codings = 0 } = useGetList('codings', { filter: { accountId: upgrade.accountId }, sort: { field: 'id', order: 'ASC' }, pagination: { page: 1, perPage: 1 } }, { enabled: isDraft && account?.reportingArrMinor === 0 });

  return useMemo(() => {
    if (!isDraft || !account || !paths) return { order: null, option: () => null };
    const { kind, effectiveOn, before, after, pathId } = upgrade;
    const given = { effectiveOn, before, reportingCurrency, accountArrMinor: account.reportingArrMinor, everHad: codings > 0 };
    const expectedOf = (id: string | null) => paths.find((path) => path.id === id)?.expected ?? [];
    return {
      order: after.length === 0 ? null : foresee({ ...given, kind, after, expected: expectedOf(pathId) }),
      option: (option) => {
        const cart = cartFromOption(cartOf({ pathId: null, after: [], exception: null }), option, before);
        const reckoned = reckon(cart, { before, products, effectiveOn, reportingCurrency, exceptionLimitBasisPoints, mayGrant: false });
        return reckoned && foresee({ ...given, kind: option.kind, after: reckoned.after, expected: expectedOf(option.pathId) });
      },
    };
  }, [account, codings, exceptionLimitBasisPoints, isDraft, paths, products, reportingCurrency, upgrade]);
}
