import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a text is sealed with: the server's secret and something that only the caller knows. `place` is where it is kept: elsewhere it does not open. */
export type Seal = { secret: string; known: string; place: string };

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const keyOf = ({ secret, known }: Seal): Uint8Array => new Uint8Array(hkdfSync('sha256', secret, known, 'a link in a kept answer', 32));

/** Hexadecimal, one long word: no name that is erased from texts stands in it by accident. */
function sealed(text: string, seal: Seal): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(seal), nonce).setAAD(Buffer.from(seal.place));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('hex');
}

function opened(hex: string, seal: Seal): string {
  const bytes = Buffer.from(hex, 'hex');
  const decipher = createDecipheriv(CIPHER, keyOf(seal), bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES }).setAAD(Buffer.from(seal.place)).setAuthTag(bytes.subarray(-TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

/** No JSON text holds this character as it is. */
const MARK = '\u0001';

/** A JSON text as it may be kept: wherever the link stands in it, it is sealed. The rest stays readable, so that a person can be erased from it. */
export const withLinkSealed = (json: string, link: string, seal: Seal): string => json.split(link).join(`${MARK}${sealed(link, seal)}${MARK}`);

/** The text as it was, to the letter; null where the seal does not open: the server's secret is another one by now. */
export function withLinkOpened(kept: string, seal: Seal): string | null {
  try {
    return kept.split(MARK).map((part, at) => (at % 2 === 1 ? opened(part, seal) : part)).join('');
  } catch {
    return null;
  }
}
