import { PassThrough } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { MailSettings } from '../settings.ts';
import type { Outcome, Post } from './deliver.ts';

/** How long the other side may be silent; all of them together are far shorter than a mail's lease. */
const PATIENCE = { dnsTimeout: 15_000, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/** Sends by SMTP, a connection a mail: STARTTLS where the server offers it, TLS from the start with smtps. */
export function smtpPost({ smtpUrl, from }: MailSettings): Post {
  const domain = /@([^\s@<>]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return async ({ id, to, replyTo, subject, text }) => {
    const transport = createTransport({ url: smtpUrl, ...PATIENCE, disableFileAccess: true, disableUrlAccess: true });
    let handedOver = false;
    transport.use('stream', (mail, next) => {
      mail.message.transform(() => new PassThrough({ flush: (done) => { handedOver = true; done(); } }));
      next();
    });
    try {
      await transport.sendMail({ from, to: { name: '', address: to }, ...(replyTo === null ? {} : { replyTo: { name: '', address: replyTo } }), subject, text, messageId: `<${id}@${domain}>` });
      return { is: 'sent' };
    } catch (error) {
      return outcomeOf(error, handedOver);
    } finally {
      transport.close();
    }
  };
}

/** The server's no is a no. Without its answer, all that counts is whether it had the whole mail: half of one is thrown away. */
function outcomeOf(error: unknown, handedOver: boolean): Outcome {
  const because = error instanceof Error ? error.message : String(error);
  const answered = error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number';
  return { is: handedOver && !answered ? 'unknown' : 'refused', because };
}
