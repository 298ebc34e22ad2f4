import { useCallback, useSyncExternalStore } from 'react';
import { can, type Permission } from '../../../server/domain/permissions.ts';
import { boot, type Session } from '../boot.ts';
import { forgetDrafts } from './drafts.ts';
import { request } from './httpClient.ts';
import { statusOf } from './problem.ts';

export type { Session };
export type Preferences = NonNullable<Session['preferences']>;

// Undefined: not known yet. Null: nobody.
let current: Session | null | undefined = boot ? (boot.session ?? null) : undefined;
let asking: Promise<Session | null> | undefined;
const listeners = new Set<() => void>();

export function setSession(session: Session | null): void {
  current = session;
  for (const listener of listeners) listener();
}

/** Who is signed in, or null. Asks the server once; what it answered holds until sign-in, sign-out or a 401. */
export function whoIsSignedIn(): Promise<Session | null> {
  if (current !== undefined) return Promise.resolve(current);
  asking ??= request<Session>('GET', '/session')
    .catch((error: unknown) => {
      if (statusOf(error) === 401) return null;
      throw error;
    })
    .then((session) => {
      setSession(session);
      return session;
    })
    .finally(() => (asking = undefined));
  return asking;
}

/** Resolves when somebody signs in. */
export function nextSession(): Promise<void> {
  return new Promise((resolve) => {
    const stop = subscribe(() => {
      if (!current) return;
      stop();
      resolve();
    });
  });
}

export async function signIn(email: string, password: string): Promise<void> {
  setSession(await request<Session>('POST', '/session', { email, password }));
}

export async function signOut(): Promise<void> {
  if (!current) return;
  setSession(null);
  forgetDrafts();
  try {
    await request('DELETE', '/session');
  } catch (error) {
    if (statusOf(error) !== 401) throw error;
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** The person at the console; undefined while it is being found out. */
export const useSession = (): Session | undefined => useSyncExternalStore(subscribe, () => current ?? undefined);

/** Hides what the server would refuse. `const may = useMay(); may('users:manage')` */
export function useMay(): (permission: Permission) => boolean {
  const role = useSession()?.role;
  return useCallback((permission) => role !== undefined && can(role, permission), [role]);
}

/** Preferences and a way to change some of them: at once on the screen, then on the server. */
export function usePreferences() {
  const preferences = useSession()?.preferences;
  const change = useCallback(async (part: Partial<Preferences>) => {
    if (!current) return;
    setSession({ ...current, preferences: { ...current.preferences, ...part } });
    await request('PUT', '/profile', { preferences: part });
  }, []);
  return { preferences, change };
}
