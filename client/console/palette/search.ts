import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { request } from '../providers/httpClient.ts';

export type Found = { resource: string; id: string; title: string; subtitle?: string | null; accountId?: string | null };

const PAGES: Record<string, (found: Found) => string> = {
  devices: (found) => (found.accountId ? `/accounts/${found.accountId}` : '/accounts'),
  contacts: (found) => (found.accountId ? `/accounts/${found.accountId}` : '/accounts'),
  subscriptions: (found) => (found.accountId ? `/accounts/${found.accountId}` : '/accounts'),
  'incoming-events': (found) => `/admin/events/${found.id}`,
  codings: (found) => `/coding/${found.id}`,
  products: (found) => `/admin/products/${encodeURIComponent(found.id)}`,
  users: (found) => `/admin/users/${found.id}`,
};

/** Where a found thing is looked at: what has no page of its own, on its account's. */
export function pageOf(found: Found): string {
  return PAGES[found.resource]?.(found) ?? `/${found.resource}/${encodeURIComponent(found.id)}`;
}

export function useDebounced<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

export function useSearch(text: string) {
  const q = useDebounced(text.trim(), 120);
  return useQuery({
    queryKey: ['search', q],
    queryFn: () => request<Found[]>('GET', `/search?q=${encodeURIComponent(q)}`),
    enabled: q.length > 0,
    staleTime: 10_000,
    placeholderData: (before) => (q ? before : undefined),
  });
}
