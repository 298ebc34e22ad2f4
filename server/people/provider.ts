import type { Configuration } from 'openid-client';
import type { Claims } from '../domain/sign-on.ts';
import type { SignOnSettings } from '../settings.ts';

const ANSWERS_WITHIN_SECONDS = 10;
/** Loaded with the first who signs on: most starts need none of it. */
const client = () => import('openid-client');

/** What has to be known again when somebody comes back from the provider; kept by their browser, not by us. */
export type Way = { state: string; nonce: string; verifier: string; to: string };
export type Subject = Claims & { subject: string };

/** The provider does not answer, or what it answers is no description of one. */
export class Unreachable extends Error {}
/** Whoever was asked there said no. */
export class Cancelled extends Error {}

/** Authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636, RFC 9207), by openid-client. */
export class Provider {
  readonly #settings: SignOnSettings;
  readonly #back: string;
  #found: Promise<Configuration> | null = null;

  constructor(settings: SignOnSettings, publicUrl: string) {
    this.#settings = settings;
    this.#back = `${publicUrl}/api/sign-on/callback`;
  }

  /** Where to send the browser, and what it has to bring back. Throws `Unreachable`. */
  async begin(to: string): Promise<{ url: string; way: Way }> {
    const oidc = await client();
    const config = await this.#configuration();
    const way = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), to };
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: this.#back, scope: 'openid email profile', state: way.state, nonce: way.nonce, code_challenge: await oidc.calculatePKCECodeChallenge(way.verifier), code_challenge_method: 'S256',
    });
    return { url: url.href, way };
  }

  /** Who came back with this query. Throws `Cancelled`, `Unreachable`, or what openid-client finds wrong. */
  async finish(query: string, way: Way): Promise<Subject> {
    const oidc = await client();
    const config = await this.#configuration();
    try {
      const tokens = await oidc.authorizationCodeGrant(config, new URL(`${this.#back}${query}`), { pkceCodeVerifier: way.verifier, expectedState: way.state, expectedNonce: way.nonce, idTokenExpected: true });
      const claims = tokens.claims();
      if (!claims) throw new Error('The provider gave no ID token');
      // Some put the address into the ID token, others tell it when asked.
      const { email, email_verified: verified } = typeof claims.email === 'string' ? claims : await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
      return { subject: `${claims.iss} ${claims.sub}`, email: typeof email === 'string' ? email.trim().toLowerCase() : null, emailVerified: verified === true };
    } catch (error) {
      if (error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied') throw new Cancelled(error.message);
      throw error;
    }
  }

  /** Asked for when it is needed first, so that a provider that is down holds up no start; a failure is not kept. */
  async #configuration(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const oidc = await client();
    const execute = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
    this.#found ??= oidc.discovery(new URL(issuer), clientId, undefined, clientSecret === null ? oidc.None() : oidc.ClientSecretBasic(clientSecret), { execute, timeout: ANSWERS_WITHIN_SECONDS });
    try {
      return await this.#found;
    } catch (error) {
      this.#found = null;
      throw new Unreachable(error instanceof Error ? error.message : String(error));
    }
  }
}
