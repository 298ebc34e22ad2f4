import { hash } from 'node:crypto';
import { canonicalJson } from '../domain/coding/canonical.ts';

/** The hash before the first link. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 over the canonical JSON (RFC 8785) of what a link says, its place and the hash before it. */
export const linkHash = (link: object): string => hash('sha256', canonicalJson(link), 'hex');

/** The same of a link that is written canonically already. */
export const bytesHash = (bytes: Buffer): string => hash('sha256', bytes, 'hex');

/** The salted digest by which a chain speaks of a text that may have to be erased one day. */
export function saltedDigest(salt: string, text: string): string {
  return hash('sha256', `${salt}\n${text}`, 'hex');
}
