import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../domain/coding/canonical.ts';

/** What is signed goes with its signature and the key that an outsider checks it with: both base64, the key as SPKI. */
export type Signed<T extends object> = T & { signature: string; publicKey: string };

const spki = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64');

/** Ed25519 (RFC 8032) over the canonical JSON (RFC 8785) of the content. */
export function signContent<T extends object>(content: T, privateKey: KeyObject): Signed<T> {
  return { ...content, signature: sign(null, Buffer.from(canonicalJson(content)), privateKey).toString('base64'), publicKey: spki(createPublicKey(privateKey)) };
}

/** Whether the content is what was signed, with the key that it names or, where one is given, with that one and no other. */
export function isSigned({ signature, publicKey, ...content }: Signed<object>, trusted?: KeyObject): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    if (trusted && spki(trusted) !== spki(key)) return false;
    return verify(null, Buffer.from(canonicalJson(content)), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
