import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { smtpPost } from '../../server/mail/smtp.ts';

export type Received = { to: string[]; from: string; subject: string; messageId: string; replyTo: string; text: string };

const FROM = 'Upgrade Desk <desk@desk.example>';

const header = (head: string, name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '';

function readable(body: string): string {
  const bytes = body.replaceAll(/=\r\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function parse(raw: string): Omit<Received, 'to' | 'from'> {
  const end = raw.indexOf('\r\n\r\n');
  // A long header goes on in the next line.
  const head = raw.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ');
  const body = raw.slice(end + 4);
  const encoding = header(head, 'Content-Transfer-Encoding').trim();
  return {
    subject: header(head, 'Subject').trim(), messageId: header(head, 'Message-ID').trim(), replyTo: header(head, 'Reply-To').trim(),
    text: (encoding === 'quoted-printable' ? readable(body) : encoding === 'base64' ? Buffer.from(body, 'base64').toString('utf8') : body).replaceAll('\r\n', '\n'),
  };
}

/** A real mail server on the loopback, which does as it is told. */
export async function openMailbox() {
  const received: Received[] = [];
  /** `take` it, `refuse` it for now, or take it and `break` off, or just `hold` the line, without a word. */
  let mood: 'take' | 'refuse' | 'break' | 'hold' = 'take';
  let heard: () => void = () => undefined;
  const open = new Set<() => void>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'], hideSTARTTLS: true, logger: false, disableReverseLookup: true, closeTimeout: 50,
    onData: (stream, session, callback) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => void pieces.push(piece));
      stream.on('end', () => {
        if (mood === 'refuse') return callback(Object.assign(new Error('The mailbox is full, come back later'), { responseCode: 452 }));
        received.push({ ...parse(Buffer.concat(pieces).toString('utf8')), to: session.envelope.rcptTo.map((one) => one.address), from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '' });
        heard();
        if (mood === 'break') for (const cut of open) cut();
        if (mood === 'take') callback(null);
        return undefined;
      });
    },
  });
  server.server.on('connection', (socket) => {
    const cut = () => void socket.destroy();
    open.add(cut);
    socket.on('close', () => open.delete(cut));
  });
  // A client that breaks off is what some of these tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.server.address() as AddressInfo;
  const settings = { smtpUrl: `smtp://127.0.0.1:${port}`, from: FROM };
  return {
    received, settings,
    behave: (next: typeof mood) => void (mood = next),
    post: smtpPost(settings),
    next: () => new Promise<void>((resolve) => { heard = resolve; }),
    close: () => new Promise<void>((resolve) => { server.close(() => resolve()); }),
  };
}

export type Mailbox = Awaited<ReturnType<typeof openMailbox>>;
