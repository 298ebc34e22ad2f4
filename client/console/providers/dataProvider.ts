import simpleRest from 'ra-data-simple-rest';
import type { DataProvider, GetListResult, Identifier, RaRecord } from 'react-admin';
import { API, httpClient, request } from './httpClient.ts';

/** The server counts to 10,000; a total past it stands for "more". */
export const COUNTED_TO = 10_000;

export type CommandOptions = {
  /** The same key and body twice has its effect once. Without one, every call makes its own. */
  idempotencyKey?: string;
};

export type ConsoleDataProvider = DataProvider & {
  /** `POST /api/R/:id/verb`, or `/api/R/verb` without an id: more than a field change. Answers the record as it now is. */
  command: <T = RaRecord>(resource: string, id: Identifier | null, verb: string, body: object, options?: CommandOptions) => Promise<T>;
  /** Creates (`id` null) or changes a record with just these fields. */
  save: <T extends RaRecord>(resource: string, id: Identifier | null, fields: object) => Promise<T>;
};

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** What differs from the record as it was loaded, and the version it was: a field nobody touched cannot overwrite anybody's change. */
export function changedFields(data: Record<string, unknown>, previous: Record<string, unknown> | undefined): Record<string, unknown> {
  if (!previous) return data;
  const changed = Object.fromEntries(Object.entries(data).filter(([key, value]) => !same(value, previous[key])));
  return { ...changed, version: data['version'] ?? previous['version'] };
}

export function makeDataProvider(): ConsoleDataProvider {
  const inexact = new WeakSet<object>();
  const client: typeof httpClient = async (url, options) => {
    const answer = await httpClient(url, options);
    if (Array.isArray(answer.json) && answer.headers.get('X-Total-Exact') === 'false') inexact.add(answer.json);
    return answer;
  };
  const rest = simpleRest(API, client);
  const withExactness = <R extends RaRecord>(result: GetListResult<R>): GetListResult<R> => ({ ...result, meta: { totalIsExact: !inexact.has(result.data) } });
  return {
    ...rest,
    supportAbortSignal: true,
    getList: async (resource, params) => withExactness(await rest.getList(resource, params)),
    getManyReference: async (resource, params) => withExactness(await rest.getManyReference(resource, params)),
    update: (resource, params) => rest.update(resource, { ...params, data: changedFields(params.data, params.previousData) }),
    // What somebody changed a moment ago is not deleted unseen.
    delete: async (resource, { id, previousData }) => ({ data: await request('DELETE', `/${resource}/${encodeURIComponent(id)}${typeof previousData?.['version'] === 'number' ? `?version=${previousData['version']}` : ''}`) }),
    create: async (resource, params) => ({ data: await request('POST', `/${resource}`, params.data, { 'Idempotency-Key': crypto.randomUUID() }) }),
    save: (resource, id, fields) => (id === null ? request('POST', `/${resource}`, fields, { 'Idempotency-Key': crypto.randomUUID() }) : request('PUT', `/${resource}/${encodeURIComponent(id)}`, fields)),
    command: (resource, id, verb, body, { idempotencyKey = crypto.randomUUID() } = {}) =>
      request('POST', `/${resource}/${id === null ? '' : `${encodeURIComponent(id)}/`}${verb}`, body, { 'Idempotency-Key': idempotencyKey }),
  };
}
