import type { Desk } from './app.ts';
import { PASSWORD } from './people.ts';

type Asked = { password?: string; from?: string; headers?: Record<string, string> };

/** Signing in as the page does it; answers the cookie as a browser would send it back. */
export async function signIn(desk: Desk, email: string, { password = PASSWORD, from = '10.0.0.1', headers = {} }: Asked = {}) {
  const response = await desk.app.inject({ method: 'POST', url: '/api/session', payload: { email, password }, remoteAddress: from, headers });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>(), headers: response.headers, cookie: response.cookies.map((one) => `${one.name}=${one.value}`).join('; ') };
}

/** Any request, with this cookie and nothing else. */
export async function call(desk: Desk, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, { cookie = '', headers = {}, payload }: { cookie?: string; headers?: Record<string, string>; payload?: object } = {}) {
  const response = await desk.app.inject({ method, url: `/api${path}`, headers: { ...(cookie === '' ? {} : { cookie }), ...headers }, ...(payload ? { payload } : {}) });
  return { status: response.statusCode, body: (response.body === '' ? null : response.json()) as never, headers: response.headers };
}
