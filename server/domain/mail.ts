import { notNow, type Refusal } from './refusal.ts';
import type { Instant } from './words.ts';

/** `sending`: a worker has it right now. `dead`: it is not tried again by itself, an admin decides. */
export const MAIL_STATUSES = ['waiting', 'sending', 'sent', 'dead', 'dropped'] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

export const MAIL_KINDS = ['hand_back', 'message', 'return_reminder', 'attestation_request', 'weekly_summary'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** What may be done by hand, and in which state. */
export const MAIL_MOVES = { retry: ['waiting', 'dead'], drop: ['waiting', 'dead'] } as const satisfies Record<string, readonly MailStatus[]>;
export type MailMove = keyof typeof MAIL_MOVES;

const NAMES = Object.keys(MAIL_MOVES) as MailMove[];
const allows = (move: MailMove, status: MailStatus): boolean => (MAIL_MOVES[move] as readonly MailStatus[]).includes(status);

export const allowedMailMoves = (status: MailStatus): MailMove[] => NAMES.filter((move) => allows(move, status));

type Sending = { status: MailStatus; attempts: number; nextAttemptAt: Instant; leaseUntil: Instant | null; lastError: string | null };

/** A move by hand. A retry gives all attempts anew: whoever asks for it has mended something. */
export function decideMail(mail: { status: MailStatus }, move: MailMove, now: Instant): Partial<Sending> | Refusal {
  if (!allows(move, mail.status)) return notNow(mail.status === 'sending' ? 'It is being sent right now' : `It is ${mail.status} already`, allowedMailMoves(mail.status));
  return move === 'retry' ? { status: 'waiting', attempts: 0, nextAttemptAt: now } : { status: 'dropped' };
}

export const MOST_ATTEMPTS = 8;
const FIRST_PAUSE_MINUTES = 1;
const LONGEST_PAUSE_MINUTES = 4 * 60;

/** Minutes until the next attempt after so many: 1, 4, 16, 64, then every four hours. The eighth attempt is some 13 hours after the first, which outlasts a night. */
export const pauseAfter = (attempts: number): number => Math.min(FIRST_PAUSE_MINUTES * 4 ** (attempts - 1), LONGEST_PAUSE_MINUTES);

const LONGEST_ERROR = 500;
const told = (because: string): string => because.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_ERROR);

/** What a failed attempt leaves: the next time, or the end of trying. The server has said no, or never had the mail: trying again sends nothing twice. */
export function afterFailure(attempts: number, because: string, now: Instant): Sending {
  const nextAttemptAt = new Date(Date.parse(now) + pauseAfter(attempts) * 60_000).toISOString();
  return { status: attempts < MOST_ATTEMPTS ? 'waiting' : 'dead', attempts, nextAttemptAt, leaseUntil: null, lastError: told(because) };
}

/** Nobody knows whether the other side took it: it is not tried again by itself, because the customer would have it twice. */
export const afterUncertainty = (because: string): Pick<Sending, 'status' | 'leaseUntil' | 'lastError'> =>
  ({ status: 'dead', leaseUntil: null, lastError: told(`${because}. It may have arrived: ask before it is sent again`) });

/** Stands in a stored text where the link goes: what opens the customer's order is made when the mail is sent, and is never kept. */
export const LINK = '‹link›';

export const withLink = (text: string, link: string): string => text.replaceAll(LINK, () => link);

/** One line, whatever was written into a name. */
const line = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** What a mail's link opens. */
export type MailLink = { purpose: 'hand-back' | 'signing'; id: string };
const PURPOSES = ['hand-back', 'signing'] as const;

/** The cause of a mail that brings a link. */
export const linkCause = (purpose: MailLink['purpose'], linkId: string): string => `${purpose}:${linkId}`;

/** The link that a mail brings; null where it has none. */
export function linkOf(cause: string): MailLink | null {
  const purpose = PURPOSES.find((one) => cause.startsWith(`${one}:`));
  return purpose ? { purpose, id: cause.slice(purpose.length + 1) } : null;
}

export type MailText = { subject: string; text: string };

type About = { contactName: string; staffName: string; accountName: string; reference: string | null };

const signed = (paragraphs: readonly string[], { contactName, staffName }: About): string => `${[`Hello ${line(contactName)},`, ...paragraphs, line(staffName)].join('\n\n')}\n`;

const re = (what: string, { reference, accountName }: About): string => line(`${what} ${reference ?? accountName}`);

/** The order is the customer's again: what was said, and the way to it. */
export function handBackMail(about: About, message: string, expiresOn: string): MailText {
  return {
    subject: re('Your order is ready for you to go on:', about),
    text: signed([
      ...(message.trim() === '' ? ['What held up your order is put right.'] : [message.replaceAll(LINK, '').trim()]),
      `Look at it, and go on, here:\n${LINK}`,
      `The link is yours alone and works once, until ${expiresOn}. If something is still not right, you can say so there, or answer this mail.`,
    ], about),
  };
}

/** What an account manager wrote, as they wrote it. */
export const messageMail = (about: About, message: string): MailText => ({ subject: re('About your order', about), text: signed([message.trim()], about) });
