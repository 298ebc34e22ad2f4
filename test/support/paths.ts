/** Through the filter as react-admin writes it. */
export const listPath = (resource: string, filter: Record<string, unknown> = {}, range?: [number, number], sort?: [string, string]): string =>
  `/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}${range ? `&range=${encodeURIComponent(JSON.stringify(range))}` : ''}${sort ? `&sort=${encodeURIComponent(JSON.stringify(sort))}` : ''}`;
