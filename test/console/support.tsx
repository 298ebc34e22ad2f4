import { QueryClient } from '@tanstack/react-query';
import { configure, cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { CoreAdminContext, HttpError, memoryStore, testDataProvider, type AuthProvider, type DataProvider } from 'react-admin';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { KeysProvider } from '../../client/console/keys/KeysProvider.tsx';
import { i18nProvider } from '../../client/console/providers/i18nProvider.ts';
import { setSession } from '../../client/console/providers/session.ts';
import { ConsoleTheme } from '../../client/console/theme/ConsoleTheme.tsx';

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 5_000 });

const authProvider: AuthProvider = {
  login: async () => undefined, logout: async () => undefined, checkAuth: async () => undefined, checkError: async () => undefined, getPermissions: async () => 'admin', getIdentity: async () => ({ id: 'u-1' }),
};

/** Renders inside everything that the console stands in, except the network. */
export function renderConsole(children: ReactNode, { dataProvider = {}, singleKeys = true, at = '/', queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } }) }: { dataProvider?: Partial<DataProvider>; singleKeys?: boolean; at?: string; queryClient?: QueryClient } = {}) {
  const router = createMemoryRouter([{
    path: '*',
    element: (
      <ConsoleTheme>
        <CoreAdminContext dataProvider={testDataProvider(dataProvider)} authProvider={authProvider} i18nProvider={i18nProvider} store={memoryStore()} queryClient={queryClient}>
          <KeysProvider singleKeys={singleKeys}>{children}</KeysProvider>
        </CoreAdminContext>
      </ConsoleTheme>
    ),
  }], { initialEntries: [at] });
  return { router, ...render(<RouterProvider router={router} />) };
}

/** Whoever is signed in, and a console on which any error fails the test. */
export function withSignedIn(role: 'account_manager' | 'sales_ops' | 'admin' = 'admin') {
  let complaints: unknown[][] = [];
  beforeEach(() => {
    complaints = [];
    vi.spyOn(console, 'error').mockImplementation((...args: unknown[]) => {
      // React-admin prints every refusal, outside production; a refusal is an answer.
      if (!(args[0] instanceof HttpError)) complaints.push(args);
    });
    setSession({ id: 'u-1', name: 'Ada Kowalski', email: 'ada@desk.example', role, preferences: {} });
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    expect(complaints).toEqual([]);
  });
}

export const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'content-type': status >= 400 ? 'application/problem+json' : 'application/json', ...headers } });
