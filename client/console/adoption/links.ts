import type { Rows } from './records.ts';

/** The list of upgrades, narrowed to the rows behind a figure. */
export const rowsPath = ({ filter }: Rows) => `/upgrades?${new URLSearchParams({ filter: JSON.stringify(filter), sort: 'startedAt', order: 'DESC', page: '1', perPage: '50' }).toString()}`;
