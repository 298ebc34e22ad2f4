import { and, desc, eq, gt } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { AttestationInput } from '../domain/attestation.ts';
import { DISPOSITIONS, MEANINGS, RETURN_STATUSES, type Disposition, type Meaning } from '../domain/words.ts';
import { linkIdOf } from '../record/link-token.ts';
import type { SessionKernel } from '../people/sessions.ts';
import { refusalProblem } from '../rest/problem.ts';
import { change, instant } from '../rest/request.ts';
import { Body, orNull, problems, words } from '../rest/schemas.ts';
import { signAttestation, statementFor, unattested } from '../returns/attest.ts';
import { readReturn, type Reader, type WholeReturn } from '../returns/read.ts';
import { attestationFields } from '../returns/shapes.ts';
import { invalid } from '../domain/refusal.ts';
import { rungsOf } from '../domain/returns.ts';
import { gone, PUBLIC_LINK } from './links.ts';

type SigningLink = Reader['t']['signingLinks']['$inferSelect'];

/** What a customer may say of devices with which this was agreed. */
const SAYABLE: Record<Disposition, readonly Meaning[]> = { return: ['returned', 'wiped'], keep_drive: ['kept', 'wiped', 'destroyed'], destroy_on_site: ['destroyed'] };

function refuseClosed({ row }: WholeReturn): void {
  if (row.status === 'waived' || row.status === 'cancelled') throw gone('Nothing has to be signed any more: this return was closed, and you need do nothing. If you have questions, answer the message that the link came in');
}

async function openSigningLink({ db, t }: Reader, token: string, secret: string, now: string): Promise<SigningLink> {
  const id = linkIdOf(secret, 'signing', token);
  const [link] = id === null ? [] : await db.select().from(t.signingLinks).where(eq(t.signingLinks.id, id));
  if (!link) throw gone('This link is not right: open it from the message again, or ask your account manager for a new one');
  if (link.usedAt !== null) throw gone('This link has been used: what you signed has reached us. If something is not right, answer the message that it came in');
  if (link.withdrawnAt !== null) throw gone('This link is no longer good: a newer one was sent, or your account manager has closed it');
  if (link.expiresAt <= now) throw gone('This link has expired: ask your account manager for a new one');
  return link;
}

const text = Type.String();
const maybe = orNull(Type.String());
const SigningShape = Type.Object({
  account: Type.Object({ name: text }), order: Type.Object({ reference: text }), manager: Type.Object({ name: text }), message: text, contact: Type.Union([Type.Null(), Type.Object({ name: text, title: maybe, email: text })]),
  disposition: words(DISPOSITIONS), dueOn: text, devices: Type.Array(Type.Object({ serial: text, productName: text, status: words(RETURN_STATUSES), attested: Type.Boolean() })),
  statements: Type.Array(Type.Object({ id: text, meaning: words(MEANINGS), edition: Type.Integer(), title: text, text })), expiresAt: text,
});
const SignedShape = Type.Object({ done: words(['signed']), reference: text, signedAt: text, hash: text });
const Token = Type.Object({ token: Type.String({ minLength: 10, maxLength: 200 }) });

/** The customer's signing page: what they are asked to sign, and their signature. Once a link, for one return. */
export function serveSigning(app: FastifyInstance, kernel: SessionKernel): void {
  const { sessionSecret } = kernel.settings;
  const config = { permission: 'public' as const, rateLimit: PUBLIC_LINK };
  const tags = ['portal'];
  const tokenOf = (request: { params: unknown }) => (request.params as { token: string }).token;

  app.get('/portal/sign/:token', { config, schema: { tags, summary: 'What a customer is asked to sign', params: Token, response: { 200: SigningShape, ...problems(410) } } }, async (request) => {
    const reader = { db: kernel.store.read, t: kernel.store.t };
    const now = instant(kernel);
    return signingPage(reader, await openSigningLink(reader, tokenOf(request), sessionSecret, now), now);
  });

  app.post('/portal/sign/:token', {
    config, schema: { tags, summary: 'Sign', params: Token, body: Body(attestationFields), response: { 200: SignedShape, ...problems(400, 409, 410, 422) } },
  }, (request, reply) => change(kernel, request, reply, async (given) => {
    const { tx, now } = given;
    const link = await openSigningLink(tx, tokenOf(request), sessionSecret, now);
    const { t } = tx;
    await tx.db.update(t.signingLinks).set({ usedAt: now }).where(eq(t.signingLinks.id, link.id));
    const { signedAt: _told, ...said } = request.body as Omit<AttestationInput, 'capture' | 'evidence'>;
    // The name stays with the attestation, where it can be erased: the log says in which role somebody acted.
    const whole = await readReturn(tx, link.returnId);
    refuseClosed(whole);
    if (!SAYABLE[whole.row.disposition].includes(said.meaning)) throw refusalProblem(invalid('meaning', `is not what was agreed for these devices: ${SAYABLE[whole.row.disposition].join(' or ')}`));
    const id = await signAttestation({ ...given, actor: { id: null, name: 'Customer', role: null } }, link.returnId, { ...said, capture: 'portal', evidence: [] }, { through: 'portal', shownSince: link.createdAt, contactId: link.contactId });
    const [signed] = await tx.db.select({ signedAt: t.signedAttestations.signedAt, hash: t.signedAttestations.hash, reference: t.upgrades.reference }).from(t.signedAttestations).innerJoin(t.returns, eq(t.returns.id, t.signedAttestations.returnId)).innerJoin(t.upgrades, eq(t.upgrades.id, t.returns.upgradeId)).where(eq(t.signedAttestations.id, id));
    return { status: 200, body: { done: 'signed', ...signed } };
  }, { books: true }));
}

async function signingPage(reader: Reader, link: SigningLink, now: string) {
  const { db, t } = reader;
  const whole = await readReturn(reader, link.returnId);
  const { row } = whole;
  refuseClosed(whole);
  const [about] = await db.select({ account: t.accounts.name, manager: t.users.name, reference: t.upgrades.reference }).from(t.returns).innerJoin(t.accounts, eq(t.accounts.id, t.returns.accountId)).innerJoin(t.users, eq(t.users.id, t.accounts.managerId)).innerJoin(t.upgrades, eq(t.upgrades.id, t.returns.upgradeId)).where(eq(t.returns.id, row.id));
  const [contact] = link.contactId === null ? [] : await db.select({ name: t.contacts.name, title: t.contacts.title, email: t.contacts.email }).from(t.contacts).where(and(eq(t.contacts.id, link.contactId), gt(t.contacts.email, '')));
  const products = await db.select({ serial: t.returnDevices.serial, name: t.products.name }).from(t.returnDevices).innerJoin(t.products, eq(t.products.id, t.returnDevices.productId)).where(eq(t.returnDevices.returnId, row.id)).orderBy(desc(t.returnDevices.serial));
  const open = new Set(unattested(whole));
  const rungs = rungsOf(whole.devices, whole.facts);
  const statements = [];
  for (const meaning of SAYABLE[row.disposition]) statements.push(await statementFor(reader, meaning, now));
  return {
    account: { name: about?.account ?? '' }, order: { reference: about?.reference ?? '' }, manager: { name: about?.manager ?? '' }, message: link.message, contact: contact ?? null, disposition: row.disposition, dueOn: row.dueOn,
    devices: whole.devices.map(({ serial }) => ({ serial, productName: products.find((one) => one.serial === serial)?.name ?? '', status: rungs.get(serial) ?? 'authorised', attested: !open.has(serial) })),
    statements: statements.filter((one) => one !== null), expiresAt: link.expiresAt,
  };
}
