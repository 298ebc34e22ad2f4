import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useGetList, type RaRecord } from 'react-admin';
import { UPGRADE_KINDS, SEGMENTS } from '../../../server/domain/words.ts';
import { useChoices } from '../fields/words.ts';
import type { Choice } from '../forms/inputs.tsx';
import { request } from '../providers/httpClient.ts';
import type { Product, Region, UpgradePath, User } from '../records.ts';
import type { Bridge, BridgeView, Cut, Cuts, Difference, MiscodingBy, MiscodingRow } from './records.ts';

// The key begins with the codings: whatever is posted is a coding's, so a change of them reads the reports anew.
function useReport<T>(path: string, wanted: Record<string, string | undefined>, enabled = true) {
  const query = new URLSearchParams(Object.entries(wanted).filter((pair): pair is [string, string] => Boolean(pair[1]))).toString();
  return useQuery({ queryKey: ['codings', 'revenue', path, query], queryFn: () => request<T>('GET', `/revenue/${path}?${query}`), placeholderData: keepPreviousData, enabled });
}

export type BridgeQuery = { from?: string; to?: string; view: BridgeView; cuts: Cuts };
export const useBridge = ({ from, to, view, cuts }: BridgeQuery, enabled = true) => useReport<Bridge>('bridge', { from, to, view, ...cuts }, enabled);

export const useMiscoding = (wanted: { from?: string; to?: string; by: MiscodingBy }) => useReport<{ from: string; to: string; by: MiscodingBy; rows: MiscodingRow[] }>('miscoding', wanted);

export const useDifferences = (on?: string, enabled = true) => useReport<{ on: string; rows: Difference[] }>('differences', { on }, enabled);

const RARELY_CHANGES = { staleTime: 5 * 60_000 };
const ALL = { page: 1, perPage: 500 };
const byName = { field: 'name', order: 'ASC' } as const;
const byId = { field: 'id', order: 'ASC' } as const;

const named = (records: readonly (RaRecord<string> & { name: string })[] | undefined): Choice[] => (records ?? []).map(({ id, name }) => ({ id, name }));

/** What each cut of the bridge can be. Families are those of the catalogue. */
export function useCutChoices(): Record<Cut, Choice[]> {
  const choices = useChoices();
  const { data: regions } = useGetList<Region>('regions', { sort: byId, pagination: ALL }, RARELY_CHANGES);
  const { data: staff } = useGetList<User>('users', { filter: { role: ['account_manager', 'admin'] }, sort: byName, pagination: ALL }, RARELY_CHANGES);
  const { data: paths } = useGetList<UpgradePath>('upgrade-paths', { sort: byId, pagination: ALL }, RARELY_CHANGES);
  const { data: products } = useGetList<Product>('products', { sort: byId, pagination: ALL }, RARELY_CHANGES);
  return useMemo(() => ({
    segment: choices('segment', SEGMENTS),
    region: named(regions),
    managerId: named(staff),
    kind: choices('upgrade_kind', UPGRADE_KINDS),
    pathId: named(paths),
    family: [...new Set((products ?? []).map(({ family }) => family))].sort().map((id) => ({ id, name: id })),
  }), [choices, paths, products, regions, staff]);
}
