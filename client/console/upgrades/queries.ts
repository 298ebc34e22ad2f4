import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useGetList } from 'react-admin';
import type { Coded } from '../../../server/domain/coding/case.ts';
import type { PathOption } from '../../../server/domain/options.ts';
import { request } from '../providers/httpClient.ts';
import type { Product } from '../records.ts';

export type Options = { beforeArrMinor: number; options: PathOption[] };

const RARELY_CHANGES_MS = 5 * 60_000;
const NO_PRODUCTS: Product[] = [];

/** The ways in which an upgrade could go on, the ones that fit first. The key begins with the resource: a change of it refreshes them. */
export function useOptions(upgradeId: string, enabled = true) {
  return useQuery({ queryKey: ['upgrades', 'options', upgradeId], queryFn: () => request<Options>('GET', `/upgrades/${encodeURIComponent(upgradeId)}/options`), enabled });
}

export type OrderPreview = { effectiveOn: string; beforeArrMinor: number; afterArrMinor: number } & Coded;

/** What ordering it now would do, as the server tried it. */
export function useOrderPreview(upgradeId: string) {
  return useQuery({ queryKey: ['upgrades', 'order-preview', upgradeId], queryFn: () => request<OrderPreview>('GET', `/upgrades/${encodeURIComponent(upgradeId)}/order-preview`), retry: false });
}

/** The whole catalogue, by product; what is no longer sold too, as lines of today may still be of it. */
export function useCatalogue(): { products: ReadonlyMap<string, Product>; isPending: boolean } {
  const { data = NO_PRODUCTS, isPending } = useGetList<Product>('products', { sort: { field: 'name', order: 'ASC' }, pagination: { page: 1, perPage: 1000 } }, { staleTime: RARELY_CHANGES_MS });
  return { products: useMemo(() => new Map(data.map((product) => [product.id, product])), [data]), isPending };
}
