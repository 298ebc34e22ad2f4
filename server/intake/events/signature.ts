import { createHmac, timingSafeEqual } from 'node:crypto';
import { Problem } from '../../rest/problem.ts';

const TOLERANCE_SECONDS = 5 * 60;
const PREFIX = 'whsec_';

/** A `whsec_…` secret's key, or null where it is not one. */
export function keyOf(secret: string): Buffer | null {
  const key = secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : null;
  return key !== null && key.length >= 16 ? key : null;
}

/** The signature of Standard Webhooks 1.0.0 (standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`, as `v1,BASE64`. */
export const signatureOf = (key: Buffer, id: string, seconds: string, body: string): string => `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;

const refused = (detail: string) => new Problem(401, detail);

function equal(given: string, wanted: string): boolean {
  // Of bytes, not characters: a header may hold some that take two.
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Passes where any of the secrets signed this body within five minutes of now; else 401. Several secrets stand at once while one replaces another. */
export function checkSignature(headers: Record<string, string | string[] | undefined>, body: string, secrets: readonly string[], now: Date): void {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (secrets.length === 0) throw refused('This desk takes no events: no secret is set');
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') throw refused('The signature is missing: webhook-id, webhook-timestamp and webhook-signature');
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (!(Math.abs(now.getTime() / 1000 - seconds) <= TOLERANCE_SECONDS)) throw refused('The signature is too old, or from the future: more than five minutes off');
  const given = signatures.split(' ');
  const fits = secrets.some((secret) => {
    const key = keyOf(secret);
    return key !== null && given.some((one) => equal(one, signatureOf(key, id, timestamp, body)));
  });
  if (!fits) throw refused('The signature does not fit');
}
