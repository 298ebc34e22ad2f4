import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a customer's link is for. */
export type LinkPurpose = 'hand-back' | 'signing';

/** What opens a link: its id under the server's secret, so that neither the database nor a backup of it opens anything. */
export const linkToken = (secret: string, purpose: LinkPurpose, linkId: string): string => `${linkId}.${createHmac('sha256', secret).update(`${purpose}:${linkId}`).digest('base64url')}`;

/** The id that a token opens; null where the token is not one that was given out for this purpose. */
export function linkIdOf(secret: string, purpose: LinkPurpose, token: string): string | null {
  const [id = ''] = token.split('.');
  const wanted = Buffer.from(linkToken(secret, purpose, id));
  const given = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? id : null;
}

export type Links = { publicUrl: string; secret: string };

/** Where a customer goes on. */
export const linkAddress = ({ publicUrl, secret }: Links, purpose: LinkPurpose, linkId: string): string => `${publicUrl}/portal/${purpose === 'signing' ? 'sign/' : ''}${linkToken(secret, purpose, linkId)}`;
