/** Why somebody who came back from the identity provider is not signed in; a word that the sign-in page has a sentence for. */
export const SIGN_ON_REFUSALS = ['nobody', 'unverified', 'suspended', 'another', 'cancelled', 'too_late', 'failed', 'unreachable'] as const;
export type SignOnRefusal = (typeof SIGN_ON_REFUSALS)[number];

/** What the provider says of who signed in there. */
export type Claims = { email: string | null; emailVerified: boolean };
type Person = { status: 'active' | 'suspended' };

/**
 * Who it is here. Whoever came before is known by the subject that they were bound to; the first time by an address that the provider verified, of somebody
 * whom no other subject is bound to. Nobody is made by signing on: roles are given here, by admins.
 */
export function whoSignsOn<P extends Person>({ bound, addressed, claims, trustEmail }: {
  bound: P | null;
  /** Whose address it is, and whether another subject is bound to them. */
  addressed: { person: P; taken: boolean } | null;
  claims: Claims;
  trustEmail: boolean;
}): { person: P; binds: boolean } | { refused: SignOnRefusal } {
  if (bound) return bound.status === 'active' ? { person: bound, binds: false } : { refused: 'suspended' };
  if (claims.email !== null && !claims.emailVerified && !trustEmail) return { refused: 'unverified' };
  if (claims.email === null || !addressed) return { refused: 'nobody' };
  if (addressed.taken) return { refused: 'another' };
  return addressed.person.status === 'active' ? { person: addressed.person, binds: true } : { refused: 'suspended' };
}

/** Where to go after signing in: an address of this desk, or its first page. */
export function placeWithin(to: string | undefined): string {
  if (to === undefined || !/^\/(?![/\\])/.test(to) || !URL.canParse(to, 'http://desk.invalid')) return '/';
  const { origin, pathname, search, hash } = new URL(to, 'http://desk.invalid');
  return origin === 'http://desk.invalid' && pathname !== '/login' && !pathname.startsWith('/api/') ? `${pathname}${search}${hash}` : '/';
}
