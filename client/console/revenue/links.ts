import type { FilterValues } from '../table/filters.ts';

const query = (filter: FilterValues) => new URLSearchParams({ filter: JSON.stringify(filter), sort: 'position', order: 'DESC', page: '1', perPage: '50' }).toString();

/** The ledger, narrowed to the entries behind a figure. */
export const entriesWith = (filter: FilterValues) => `/revenue-entries?${query(filter)}`;

export const periodPath = ({ id }: { id: string }) => `/periods/${id}`;
