import { and, eq, inArray } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../db/store.ts';
import { readPolicy } from '../admin/commands.ts';
import { dayIn } from '../domain/days.ts';
import { MissingRate, toReporting } from '../domain/money.ts';
import { whatWasFixed, wayToOrder } from '../domain/portal.ts';
import { notNow } from '../domain/refusal.ts';
import { priceStands } from '../domain/upgrade.ts';
import { STEPS, UPGRADE_KINDS, UPGRADE_STATUSES } from '../domain/words.ts';
import { deskMove, escalateAgain, say } from '../escalations/commands.ts';
import { record } from '../record/record.ts';
import { refusalProblem } from '../rest/problem.ts';
import { change, instant, type Act } from '../rest/request.ts';
import { Body, orNull, problems, Text, words } from '../rest/schemas.ts';
import type { SessionKernel } from '../people/sessions.ts';
import { returnDueOn } from '../returns/commands.ts';
import { placeOrder } from '../upgrades/place.ts';
import { journeyOf, readLines, readPath, readUpgrade } from '../upgrades/read.ts';
import { openLink, PUBLIC_LINK, useLink, type LinkRow } from './links.ts';
import { ReturnOnPage, returnsOnPage } from './returns.ts';

const text = Type.String();
const minor = Type.Integer();
const PortalLine = Type.Object({ product: text, productName: text, quantity: minor, arrMinor: minor, currency: text, termMonths: minor, startsOn: text, endsOn: orNull(text), serial: orNull(text) });

const PortalShape = Type.Object({
  account: Type.Object({ name: text }),
  upgrade: Type.Object({ reference: text, kind: words(UPGRADE_KINDS), status: words(UPGRADE_STATUSES), effectiveOn: text, pathName: orNull(text) }),
  step: words(STEPS), manager: Type.Object({ name: text }), message: text,
  before: Type.Array(PortalLine), after: Type.Array(PortalLine),
  fixed: Type.Array(Type.Object({ what: text, product: Type.Optional(text), name: Type.Optional(text), quantity: Type.Optional(minor), wasMinor: Type.Optional(minor), isMinor: Type.Optional(minor), currency: Type.Optional(text) })),
  oldDevice: Type.Union([Type.Null(), Type.Object({ serials: Type.Array(text), dueOn: text, attestationRequired: Type.Boolean() })]),
  returns: Type.Array(ReturnOnPage), canPlace: Type.Boolean(), expiresAt: text,
});

const DoneShape = Type.Object({ done: words(['placed', 'asked_again', 'left']), reference: text });
const Token = Type.Object({ token: Type.String({ minLength: 10, maxLength: 200 }) });

/** The customer's side of a hand-back: what was fixed, and going on, asking again or leaving. Nothing of other accounts, no internal note. */
export function servePortal(app: FastifyInstance, kernel: SessionKernel): void {
  const { sessionSecret } = kernel.settings;
  const config = { permission: 'public' as const, rateLimit: PUBLIC_LINK };
  const tags = ['portal'];

  app.get('/portal/:token', { config, schema: { tags, summary: 'What a customer’s link shows', params: Token, response: { 200: PortalShape, ...problems(410) } } }, async (request) => {
    const reader = { db: kernel.store.read, t: kernel.store.t };
    return portalPage(reader, await openLink(reader, (request.params as { token: string }).token, sessionSecret, instant(kernel)), instant(kernel));
  });

  const acts = {
    place: { summary: 'Place the order', body: Body({}), run: place, books: true },
    'ask-again': { summary: 'Ask the account manager again', body: Body({ text: Text.said(20_000) }), run: askAgain },
    leave: { summary: 'Leave it', body: Body({}), run: leave },
  };
  for (const [verb, { summary, body, run, ...options }] of Object.entries(acts)) {
    app.post(`/portal/:token/${verb}`, { config, schema: { tags, summary, params: Token, body, response: { 200: DoneShape, ...problems(400, 409, 410, 422) } } }, (request, reply) => change(kernel, request, reply, async (given) => {
      const { token } = request.params as { token: string };
      const link = await openLink(given.tx, token, sessionSecret, given.now);
      await useLink(given.tx, link, given.now);
      const act: Act = { ...given, actor: { id: null, name: await customerName(given.tx, link), role: null } };
      return { status: 200, body: await run(act, link, (request.body as { text?: string }).text ?? '') };
    }, options));
  }
}

async function customerName({ db, t }: Tx, link: LinkRow): Promise<string> {
  const [row] = await db.select({ name: t.contacts.name }).from(t.escalations).innerJoin(t.contacts, eq(t.contacts.id, t.escalations.contactId)).where(eq(t.escalations.id, link.escalationId));
  return row?.name ?? 'Customer';
}

async function portalPage({ db, t }: Pick<Tx, 'db' | 't'>, link: LinkRow, now: string) {
  const reader = { db, t };
  const upgrade = await readUpgrade(reader, link.upgradeId);
  const path = await readPath(reader, upgrade.pathId);
  const lines = await readLines(reader, upgrade.id);
  const [account] = await db.select({ name: t.accounts.name, manager: t.users.name }).from(t.accounts).innerJoin(t.users, eq(t.users.id, t.accounts.managerId)).where(eq(t.accounts.id, upgrade.accountId));
  const [handedBackBy] = await db.select({ name: t.users.name }).from(t.escalations).innerJoin(t.users, eq(t.users.id, t.escalations.assigneeId)).where(eq(t.escalations.id, link.escalationId));
  const [configured] = await db.select({ id: t.timeline.id }).from(t.timeline).where(and(eq(t.timeline.escalationId, link.escalationId), eq(t.timeline.verb, 'configure'))).limit(1);
  const returns = await returnsOnPage(reader, upgrade.id);
  const names = [...lines.before, ...lines.after].map((line) => line.product);
  const products = names.length === 0 ? [] : await db.select().from(t.products).where(inArray(t.products.id, names));
  const ids = [...lines.before, ...lines.after].flatMap((line) => (line.subscriptionId === null ? [] : [line.subscriptionId]));
  const serials = ids.length === 0 ? [] : await db.select({ id: t.subscriptions.id, serial: t.devices.serial }).from(t.subscriptions).innerJoin(t.devices, eq(t.devices.id, t.subscriptions.deviceId)).where(inArray(t.subscriptions.id, ids));
  const shown = (side: 'before' | 'after') => lines[side].map((line) => ({
    ...line, productName: products.find((product) => product.id === line.product)?.name ?? line.product, serial: serials.find((one) => one.id === line.subscriptionId)?.serial ?? null,
  }));
  const catalogue = new Map(products.map((product) => [product.id, product]));
  // An order in another currency than the catalogue's was priced by the rates of its day.
  const isForeign = lines.after.some((line) => line.currency !== (catalogue.get(line.product)?.currency ?? line.currency));
  const rates = isForeign ? await db.select().from(t.exchangeRates) : [];
  const listPrice = (line: { product: string; currency: string }) => {
    const product = catalogue.get(line.product);
    if (!product || product.currency === line.currency) return product?.listPriceMinor ?? null;
    // Nothing was agreed on: a difference would be one of rates.
    if (upgrade.exceptionStatus === null) return null;
    try {
      return toReporting({ amountMinor: product.listPriceMinor, currency: product.currency, on: upgrade.effectiveOn }, line.currency, rates);
    } catch (error) {
      if (error instanceof MissingRate) return null;
      throw error;
    }
  };
  const before = shown('before');
  const policy = await readPolicy(reader);
  const { booksZone } = policy;
  const from = upgrade.effectiveOn > dayIn(booksZone, now) ? upgrade.effectiveOn : dayIn(booksZone, now);
  const goingBack = before.flatMap((line) => (line.serial === null ? [] : [line.serial]));
  return {
    account: { name: account?.name ?? '' }, upgrade: { ...upgrade, pathName: path?.name ?? null }, step: link.step, manager: { name: handedBackBy?.name ?? account?.manager ?? '' }, message: link.message, before, after: shown('after'),
    fixed: whatWasFixed({ ...lines, listPrice, pathName: path?.name ?? null, message: link.message, changed: configured !== undefined }),
    oldDevice: path?.returnRequired && goingBack.length > 0 ? { serials: goingBack, dueOn: returns[0]?.dueOn ?? (await returnDueOn({ tx: reader }, upgrade.accountId, from, policy)), attestationRequired: path.attestationRequired } : null,
    returns, canPlace: upgrade.status === 'draft' && priceStands(upgrade) && wayToOrder(journeyOf(upgrade, path, lines.after.length)) !== null, expiresAt: link.expiresAt,
  };
}

/** Goes on from the chosen step to the order; the escalation resolves itself. */
async function place(act: Act, link: LinkRow) {
  const { tx, now } = act;
  const upgrade = await readUpgrade(tx, link.upgradeId);
  const journey = journeyOf(upgrade, await readPath(tx, upgrade.pathId), (await readLines(tx, upgrade.id)).after.length);
  const way = upgrade.status === 'draft' && priceStands(upgrade) ? wayToOrder(journey) : null;
  if (way === null) throw refusalProblem(notNow('This order cannot be placed here now: ask your account manager', ['ask-again', 'leave']));
  for (const step of way.slice(0, -1)) await tx.db.insert(tx.t.upgradeSteps).values({ id: uuidv7(), upgradeId: upgrade.id, step, startedAt: now, by: 'customer', actorId: null });
  const placed = await placeOrder(act, upgrade, 'customer');
  await tx.db.update(tx.t.upgrades).set({ ...placed, lastActivityAt: now, version: upgrade.version + 1 }).where(eq(tx.t.upgrades.id, upgrade.id));
  await record(act, { command: 'portal.place', resource: 'upgrades', id: upgrade.id, before: upgrade, after: { ...upgrade, ...placed }, accountId: upgrade.accountId, upgradeId: upgrade.id });
  await say(act, link.escalationId, { kind: 'event', verb: 'portal-place' });
  await deskMove(act, link.escalationId, 'self-completed');
  return { done: 'placed', reference: upgrade.reference };
}

async function askAgain(act: Act, link: LinkRow, said: string) {
  const upgrade = await readUpgrade(act.tx, link.upgradeId);
  await escalateAgain(act, link.escalationId, said);
  return { done: 'asked_again', reference: upgrade.reference };
}

/** The customer gives it up: the draft ends, and so does the escalation. */
async function leave(act: Act, link: LinkRow) {
  const { tx, now } = act;
  const upgrade = await readUpgrade(tx, link.upgradeId);
  await say(act, link.escalationId, { kind: 'event', verb: 'portal-leave' });
  await deskMove(act, link.escalationId, 'left');
  if (upgrade.status === 'draft') {
    await tx.db.update(tx.t.upgrades).set({ status: 'abandoned', lastActivityAt: now, version: upgrade.version + 1 }).where(eq(tx.t.upgrades.id, upgrade.id));
  }
  await record(act, { command: 'portal.leave', resource: 'upgrades', id: upgrade.id, before: upgrade, after: { ...upgrade, status: upgrade.status === 'draft' ? 'abandoned' : upgrade.status }, accountId: upgrade.accountId, upgradeId: upgrade.id });
  return { done: 'left', reference: upgrade.reference };
}

