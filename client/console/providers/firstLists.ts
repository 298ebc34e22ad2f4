import type { QueryClient } from '@tanstack/react-query';
import type { SentList } from '../boot.ts';

/**
 * Puts the lists that came with the document where react-admin looks before it asks: the first that wants one has it at once. They are as old
 * as the page's request, and grow stale, are asked for again and refreshed by the stream like all others.
 */
export function keepSentLists(client: QueryClient, lists: readonly SentList[] = [], sentAt = performance.timeOrigin): void {
  for (const { resource, filter, sort, perPage, data, total, totalIsExact } of lists) {
    const key = [resource, 'getList', { pagination: { page: 1, perPage }, sort, filter, meta: undefined }];
    client.setQueryData(key, { data, total, pageInfo: undefined, meta: { totalIsExact } }, { updatedAt: sentAt });
  }
}
