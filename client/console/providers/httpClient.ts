import type { fetchUtils } from 'react-admin';
import { OFFLINE, toHttpError } from './problem.ts';

export const API = '/api';

export type Answer = Awaited<ReturnType<typeof fetchUtils.fetchJson>>;

async function parse(response: Response, body: string): Promise<unknown> {
  if (!body || !/json/.test(response.headers.get('content-type') ?? '')) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Fetch with the session's cookie; JSON both ways; whatever is not 2xx is thrown as an HttpError with the problem in `body`. */
export async function httpClient(url: string, options: RequestInit = {}): Promise<Answer> {
  const headers = new Headers(options.headers);
  headers.set('Accept', 'application/json');
  if (typeof options.body === 'string') headers.set('Content-Type', 'application/json');
  else headers.delete('Content-Type');
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'same-origin', ...options, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw toHttpError(OFFLINE, undefined, 'offline');
  }
  const body = await response.text();
  const json = await parse(response, body);
  if (!response.ok) throw toHttpError(response.status, json, response.statusText || String(response.status));
  return { status: response.status, headers: response.headers, body, json };
}

/** GET, POST and so on of what is no resource: the answer's JSON alone, `undefined` for 204. */
export async function request<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T> {
  const { json } = await httpClient(`${API}${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  return json as T;
}
