import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

type Person = { email?: string; email_verified?: boolean };
export const CLIENT = { id: 'desk', secret: 'a secret of the tests, for the provider' };

/** An identity provider on this machine, as a company has one; whoever comes is the one who is `at` it, without being asked. */
export async function openProvider(back: string, { inIdToken = true } = {}) {
  const people: Record<string, Person> = {};
  let at: string | null = null;
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [back] }],
    jwks: { keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' } as never] },
    cookies: { keys: ['a key of the tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: [] },
    conformIdTokenClaims: !inIdToken,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
    // What a company's provider asks nobody for its own programs.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  async function serve(request: Parameters<typeof answer>[0], response: Parameters<typeof answer>[1]): Promise<void> {
    if (!request.url?.startsWith('/interaction/')) await answer(request, response);
    else await provider.interactionFinished(request, response, at === null ? { error: 'access_denied', error_description: 'They said no' } : { login: { accountId: at } });
  }

  return {
    issuer,
    /** Who is at the provider from now on; null: somebody who says no. */
    sit: (subject: string | null, person: Person = {}) => {
      at = subject;
      if (subject !== null) people[subject] = person;
    },
    /** Follows it as a new browser would, until it leaves for the desk; answers the address that it leaves for. */
    visit: async (url: string): Promise<string> => {
      const cookies = new Map<string, string>();
      for (let next = url; ;) {
        const response = await fetch(next, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
        for (const line of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          cookies.set(name, value);
        }
        const to = response.headers.get('location');
        if (!to) throw new Error(`The provider stops at ${next}: ${response.status} ${await response.text()}`);
        next = new URL(to, next).href;
        if (!next.startsWith(issuer)) return next;
      }
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
