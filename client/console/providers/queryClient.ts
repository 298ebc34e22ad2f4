import { QueryClient, type QueryKey, type SetDataOptions } from '@tanstack/react-query';
import { OFFLINE, statusOf } from './problem.ts';

/** Refusals are answers: only what may be gone in a moment is asked again. */
const mayPass = (error: unknown) => {
  const status = statusOf(error);
  return status === OFFLINE || status === 429 || (status !== undefined && status >= 502);
};

type SetQueryData = (key: QueryKey, updater: unknown, options?: SetDataOptions) => unknown;

export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      // The stream says when something changed; asking again on every focus would only load the server.
      queries: { staleTime: 15_000, refetchOnWindowFocus: false, retry: (count, error) => count < 2 && mayPass(error) },
      mutations: { retry: false },
    },
  });
  const keep = client.setQueryData.bind(client) as SetQueryData;
  // React-admin takes a record out of a list for the whole record. Here lists hold less of a record than its own answer does, so one that
  // was never asked for stays unknown.
  const keepWhole: SetQueryData = (key, updater, options) => (key[1] === 'getOne' && typeof updater === 'function' && client.getQueryData(key) === undefined ? undefined : keep(key, updater, options));
  client.setQueryData = keepWhole as QueryClient['setQueryData'];
  return client;
}
