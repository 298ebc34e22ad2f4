import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { MEANING_TEXT, signedTime } from '../domain/certificate-text.ts';
import type { Meaning } from '../domain/words.ts';
import type { Certificate } from './certificate.ts';

const fontFile = (name: string): string => createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);
const [PLAIN, BOLD, MONO] = ['DejaVuSans', 'DejaVuSans-Bold', 'DejaVuSansMono'];
const MARGIN = 54;
const LABELS = 128;

const TITLES: Record<Meaning, string> = { returned: 'Attestation of return', wiped: 'Certificate of data sanitisation', destroyed: 'Certificate of destruction', kept: 'Attestation of kept storage' };
const STANDING = { signed: 'Signed, not verified yet', verified: 'Verified', rejected: 'REJECTED: it counts for nothing', superseded: 'Superseded by a newer one' } as const;

type Pdf = InstanceType<typeof PDFDocument>;

/** A label and what stands beside it; a new page where there is no room for it. */
function line(pdf: Pdf, label: string, value: string, font = PLAIN): void {
  const width = pdf.page.width - 2 * MARGIN - LABELS;
  pdf.font(font).fontSize(9);
  const height = pdf.heightOfString(value, { width });
  if (pdf.y + height > pdf.page.height - MARGIN) pdf.addPage();
  const top = pdf.y;
  pdf.font(PLAIN).fontSize(8).fillColor('#5b6470').text(label, MARGIN, top + 1, { width: LABELS - 10 });
  pdf.font(font).fontSize(9).fillColor('#111').text(value, MARGIN + LABELS, top, { width });
  pdf.y = Math.max(pdf.y, top + height) + 4;
}

function heading(pdf: Pdf, text: string): void {
  if (pdf.y > pdf.page.height - MARGIN - 60) pdf.addPage();
  pdf.moveDown(0.6).font(BOLD).fontSize(10.5).fillColor('#111').text(text, MARGIN).moveDown(0.3);
}

/** The certificate on paper: who signed what, when, with which meaning, by which standard, and the hash that ties it to the chain. */
export async function certificatePdf({ attestation, signer, status, decidedAt, decidedBy, account, order, issuedAt, signature, publicKey }: Certificate): Promise<Buffer> {
  const meaning = attestation.meaning as Meaning;
  const pdf = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: `${TITLES[meaning]} ${order}`, Producer: 'Upgrade Desk', Creator: 'Upgrade Desk', CreationDate: new Date(issuedAt) } });
  const pieces: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece));
    pdf.on('end', () => resolve(Buffer.concat(pieces)));
    pdf.on('error', reject);
  });
  for (const name of [PLAIN, BOLD, MONO]) pdf.registerFont(name, fontFile(name));
  pdf.font(BOLD).fontSize(17).text(TITLES[meaning], MARGIN, MARGIN).moveDown(0.2);
  pdf.font(PLAIN).fontSize(9.5).fillColor('#5b6470').text(`${account} · order ${order}`).moveDown(0.8);
  line(pdf, 'Standing', decidedAt === null ? STANDING[status] : `${STANDING[status]}, ${signedTime(decidedAt, 'UTC')}${decidedBy === null ? '' : `, ${decidedBy}`}`);
  line(pdf, 'Meaning', MEANING_TEXT[meaning]);
  heading(pdf, 'Statement');
  pdf.font(PLAIN).fontSize(9).fillColor('#111').text(attestation.statementText, MARGIN, pdf.y, { width: pdf.page.width - 2 * MARGIN }).moveDown(0.3);
  line(pdf, 'Edition', String(attestation.statementEdition));
  heading(pdf, 'Devices');
  for (const { serial, sanitisation } of attestation.devices) {
    line(pdf, 'Serial', serial, MONO);
    if (!sanitisation) continue;
    line(pdf, 'Sanitisation', `${sanitisation.method}: ${sanitisation.technique}`);
    line(pdf, 'Tool', `${sanitisation.tool}, ${sanitisation.toolVersion}`);
    line(pdf, 'Verification', sanitisation.verification);
    line(pdf, 'Standard', `${sanitisation.standard}, revision ${sanitisation.revision}`);
    pdf.moveDown(0.3);
  }
  heading(pdf, 'Signature');
  line(pdf, 'Name', signer?.name ?? 'Erased on request; the digest of the signer stays in the chain');
  if (signer) line(pdf, 'Title', signer.title);
  if (signer) line(pdf, 'E-mail', signer.email);
  line(pdf, 'Signed', signedTime(attestation.signedAt, attestation.signedZone));
  line(pdf, 'Captured', { portal: 'By the signer, on the signing page', event: 'By a signed event', on_behalf: 'By staff, on behalf, from the evidence below' }[attestation.capture] ?? attestation.capture);
  line(pdf, 'Consent', 'The signer agreed to sign electronically.');
  for (const { name, sha256 } of attestation.evidence) line(pdf, 'Evidence', `${name}\nSHA-256 ${sha256}`);
  heading(pdf, 'To check it without us');
  line(pdf, 'Hash', attestation.hash, MONO);
  line(pdf, 'Place in the chain', `${attestation.position}, after ${attestation.previousHash}`, MONO);
  line(pdf, 'Ed25519 signature', signature, MONO);
  line(pdf, 'Public key', publicKey, MONO);
  line(pdf, 'Issued', signedTime(issuedAt, 'UTC'));
  pdf.end();
  return done;
}
