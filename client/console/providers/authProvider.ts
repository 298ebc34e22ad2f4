import type { AuthProvider } from 'react-admin';
import { can, PERMISSIONS, type Permission } from '../../../server/domain/permissions.ts';
import { statusOf } from './problem.ts';
import { nextSession, setSession, signIn, signOut, whoIsSignedIn } from './session.ts';

const READS = new Set(['list', 'show', 'read', 'export']);

/** Whether a permission table knows `resource:action`; what it does not name is the server's to decide. */
function permissionFor(resource: string, action: string): Permission | undefined {
  const wanted = READS.has(action) ? [`${resource}:read`] : [`${resource}:${action}`, `${resource}:edit`, `${resource}:manage`, `${resource}:work`];
  return PERMISSIONS.find((permission) => wanted.includes(permission));
}

export const authProvider: AuthProvider = {
  login: async ({ email, password }: { email: string; password: string }) => {
    await signIn(email, password);
  },
  logout: async () => {
    await signOut();
  },
  checkAuth: async () => {
    if (await whoIsSignedIn()) return;
    // The page that asks is on its way to sign-in already: refused once more, it would be sent there again before it has gone, and again.
    if (window.location.pathname === '/login') return nextSession();
    throw new Error('no session');
  },
  // A 403 must resolve, or one forbidden click would sign the person out.
  checkError: async (error: unknown) => {
    if (statusOf(error) !== 401) return;
    setSession(null);
    throw error;
  },
  getIdentity: async () => {
    const session = await whoIsSignedIn();
    if (!session) throw new Error('no session');
    return { id: session.id, fullName: session.name };
  },
  getPermissions: async () => (await whoIsSignedIn())?.role,
  canAccess: async ({ resource, action }) => {
    const session = await whoIsSignedIn();
    if (!session) return false;
    const permission = permissionFor(resource, action);
    return permission === undefined || can(session.role, permission);
  },
};
