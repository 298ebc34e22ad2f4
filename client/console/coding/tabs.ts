import type { ListTab } from '../table/filters.ts';

const LATEST = { field: 'codedAt', order: 'DESC' } as const;

/** What people ask of the codings all day. Whoever manages accounts begins with their own. */
export function codingTabs(manager: string | null): ListTab[] {
  const own: ListTab[] = manager === null ? [] : [{ id: 'mine', label: 'coding.tab.mine', filter: { status: 'needs_review', managerId: manager }, sort: LATEST }];
  return [
    ...own,
    { id: 'review', label: 'coding.tab.review', filter: { status: 'needs_review' }, sort: LATEST },
    { id: 'proposed', label: 'coding.tab.proposed', filter: { status: 'proposed' }, sort: LATEST },
    { id: 'corrected', label: 'coding.tab.corrected', filter: { status: 'overridden' }, sort: LATEST },
    { id: 'imported', label: 'coding.tab.imported', filter: { status: 'imported' }, sort: LATEST },
    { id: 'all', label: 'coding.tab.all', filter: {}, sort: LATEST, counted: false },
  ];
}

/** The list as a tab of it, for a link from elsewhere. */
export const codingsWith = (filter: Record<string, unknown>) => `/coding?${new URLSearchParams({ filter: JSON.stringify(filter), sort: LATEST.field, order: LATEST.order, page: '1', perPage: '50' }).toString()}`;
