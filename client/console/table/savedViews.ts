import { useCreate, useDelete, useGetList, type RaRecord, type SortPayload } from 'react-admin';
import { useSession } from '../providers/session.ts';
import type { FilterValues } from './filters.ts';

/** A list as somebody set it up: filters, order, columns; their own, or for everybody. */
export type SavedView = RaRecord<string> & { resource: string; name: string; ownerId: string; ownerName?: string; shared: boolean; filter: FilterValues; sort: SortPayload | null; columns: Record<string, unknown> | null; version: number };

export function useSavedViews(resource: string, wanted = true) {
  const session = useSession();
  const { data = [] } = useGetList<SavedView>('saved-views', { filter: { resource }, sort: { field: 'name', order: 'ASC' }, pagination: { page: 1, perPage: 50 } }, { staleTime: 60_000, enabled: wanted });
  const [create] = useCreate<SavedView>();
  const [remove] = useDelete<SavedView>();
  return {
    views: data,
    isMine: (view: SavedView) => view.ownerId === session?.id,
    save: (view: { name: string; shared: boolean; filter: FilterValues; sort: SortPayload | null; columns: Record<string, unknown> | null }) => create('saved-views', { data: { resource, ...view } }, { returnPromise: true }),
    remove: (view: SavedView) => remove('saved-views', { id: view.id, previousData: view }, { returnPromise: true, mutationMode: 'pessimistic' }),
  };
}
