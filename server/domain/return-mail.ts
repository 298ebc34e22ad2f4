import { LINK, type MailText } from './mail.ts';
import type { Day } from './words.ts';

const line = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const list = (items: readonly string[]): string => items.map((item) => `  ${line(item)}`).join('\n');

export type ReturnMailAbout = { contactName: string; staffName: string; reference: string; serials: readonly string[] };

const letter = (subject: string, { contactName, staffName }: ReturnMailAbout, paragraphs: readonly string[]): MailText =>
  ({ subject: line(subject), text: `${[`Hello ${line(contactName)},`, ...paragraphs, line(staffName)].join('\n\n')}\n` });

/** A device is still out there. `stake`: what is charged when it never comes, as printed; null where nothing is. */
export function reminderMail(about: ReturnMailAbout, { dueOn, isOverdue, stake, label, owesDevice }: { dueOn: Day; isOverdue: boolean; stake: string | null; label: { url: string | null; carrier: string | null; trackingNumber: string | null } | null; owesDevice: boolean }): MailText {
  const { reference, serials } = about;
  const many = serials.length > 1;
  const what = many ? 'Your old devices are' : 'Your old device is';
  return letter(isOverdue ? `${what} overdue: order ${reference}` : `${what} expected by ${dueOn}: order ${reference}`, about, [
    owesDevice ? `with your order ${reference} we wait for ${many ? 'these devices' : 'this device'} to come back:\n${list(serials)}` : `with your order ${reference} your statement about ${many ? 'these devices' : 'this device'} is still missing:\n${list(serials)}`,
    isOverdue ? `The last day was ${dueOn}.` : `The last day for it is ${dueOn}.`,
    ...(owesDevice && label ? [[label.url ? `The shipping label is here: ${label.url}` : 'You have the shipping label already.', label.trackingNumber ? `${line(label.carrier ?? 'Tracking number')} ${line(label.trackingNumber)}` : ''].filter(Boolean).join('\n')] : []),
    ...(stake === null ? [] : [`Where nothing comes, ${stake} is charged, as agreed with the order.`]),
    'If it is on its way already, or something is in the way, answer this mail.',
  ]);
}

/** A statement is wanted, by the link alone. */
export function signingMail(about: ReturnMailAbout, message: string, expiresOn: string): MailText {
  const { reference, serials } = about;
  return letter(`Please sign about your old device: order ${reference}`, about, [
    ...(message.trim() === '' ? [] : [message.replaceAll(LINK, '').trim()]),
    `Your order ${reference} asks for a signed statement about what became of:\n${list(serials)}`,
    `Read it, and sign it, here:\n${LINK}`,
    `The link is yours alone and works once, until ${expiresOn}. If the statement does not fit, answer this mail.`,
  ]);
}
