import { and, eq, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { readPolicy } from '../admin/commands.ts';
import { dayIn } from '../domain/days.ts';
import { linkCause } from '../domain/mail.ts';
import { writtenAmount } from '../domain/money.ts';
import { invalid, notNow } from '../domain/refusal.ts';
import { reminderMail, signingMail, type ReturnMailAbout } from '../domain/return-mail.ts';
import { keyOfSerial, MISMATCHES, rungsOf, type MismatchCode } from '../domain/returns.ts';
import { RETURN_STATUSES, type Disposition, type ReturnAct } from '../domain/words.ts';
import { enqueueMail } from '../mail/commands.ts';
import { linkAddress, type Links } from '../record/link-token.ts';
import { record } from '../record/record.ts';
import { refusalProblem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { unattested } from './attest.ts';
import { addFacts, demandOpen, demandVersion, saveStanding } from './commands.ts';
import { readCorrespondent, readReturn, type ActRow, type ReturnRow, type WholeReturn } from './read.ts';

type Detail = ActRow['detail'];

/** Writes down what somebody did. */
async function note({ tx, now, actor }: Act, returnId: string, act: ReturnAct, detail: Detail): Promise<ActRow> {
  const row: ActRow = { id: uuidv7(), returnId, act, at: now, byId: actor.id, byName: actor.name, detail };
  await tx.db.insert(tx.t.returnActs).values(row);
  return row;
}

/** Whom to write to, as whom, about which devices; refused where nobody has an address. */
async function correspondence({ tx, actor }: Act, whole: WholeReturn) {
  const { row } = whole;
  const to = await readCorrespondent(tx, whole);
  if (!to) throw refusalProblem(notNow('Nobody of this account has an e-mail address: add a contact first', ['record-fact', 'extend']), row);
  const { upgrades, users } = tx.t;
  const [upgrade] = await tx.db.select({ reference: upgrades.reference }).from(upgrades).where(eq(upgrades.id, row.upgradeId));
  const [staff] = actor.id === null ? [] : await tx.db.select({ email: users.email }).from(users).where(eq(users.id, actor.id));
  const about = (serials: readonly string[]): ReturnMailAbout => ({ contactName: to.name, staffName: actor.name, reference: upgrade?.reference ?? '', serials });
  return { to, about, address: { to: to.email.trim(), replyTo: staff?.email ?? null, escalationId: null, upgradeId: row.upgradeId, accountId: row.accountId } };
}

/** Devices that have not reached our dock. */
export function outstanding({ devices, facts }: WholeReturn): string[] {
  const rungs = rungsOf(devices, facts);
  return devices.map(({ serial }) => serial).filter((serial) => RETURN_STATUSES.indexOf(rungs.get(serial) ?? 'authorised') < RETURN_STATUSES.indexOf('delivered'));
}

/** Reminds the customer of what they owe. One mail a day and return: who asks for a second on the same day gets the record as it is. */
export async function remind(act: Act, id: string, version?: number): Promise<boolean> {
  const whole = await readReturn(act.tx, id);
  const { row } = whole;
  demandVersion(row, version);
  demandOpen(whole, []);
  if (!row.owed) throw refusalProblem(notNow('The customer owes nothing any more: what is left is ours to do', ['record-fact']), row);
  const { booksZone } = await readPolicy(act.tx);
  const today = dayIn(booksZone, act.now);
  if (row.remindedAt !== null && dayIn(booksZone, row.remindedAt) === today) return false;
  const { to, about, address } = await correspondence(act, whole);
  const out = outstanding(whole);
  const serials = out.length > 0 ? out : unattested(whole);
  const isOverdue = today > row.dueOn;
  const text = reminderMail(about(serials.length > 0 ? serials : whole.devices.map(({ serial }) => serial)), {
    dueOn: row.dueOn, isOverdue, stake: row.atStakeMinor > 0 && row.feeMinor === 0 ? writtenAmount(row.atStakeMinor, row.currency) : null, owesDevice: out.length > 0 && row.disposition !== 'destroy_on_site',
    label: row.labelUrl === null && row.trackingNumber === null ? null : { url: row.labelUrl, carrier: row.carrier, trackingNumber: row.trackingNumber },
  });
  await enqueueMail(act, { cause: `return-reminder:${id}:${today}`, kind: 'return_reminder', ...address, ...text });
  await act.tx.db.update(act.tx.t.returns).set({ remindedAt: act.now }).where(eq(act.tx.t.returns.id, id));
  await note(act, id, 'reminded', { to: to.email, name: to.name, isOverdue: isOverdue ? 1 : 0 });
  await record(act, { command: 'returns.remind', resource: 'returns', id, before: { remindedAt: row.remindedAt }, after: { remindedAt: act.now }, accountId: row.accountId, upgradeId: row.upgradeId });
  return true;
}

/** More time, to a later day that is not past. */
export async function extend(act: Act, id: string, { dueOn, reason, version }: { dueOn: string; reason: string; version: number }): Promise<void> {
  const whole = await readReturn(act.tx, id);
  const { row } = whole;
  demandVersion(row, version);
  demandOpen(whole, []);
  const { booksZone } = await readPolicy(act.tx);
  if (dueOn < dayIn(booksZone, act.now)) throw refusalProblem(invalid('dueOn', 'is past already'));
  if (dueOn <= row.dueOn) throw refusalProblem(invalid('dueOn', `must be later than ${row.dueOn}, which it is now`));
  await note(act, id, 'extended', { from: row.dueOn, to: dueOn, reason });
  await change(act, row, { dueOn }, 'returns.extend', { reason });
}

/** Gives the devices up: nothing is owed any more. An admin's decision. */
export async function waive(act: Act, id: string, { reason, version }: { reason: string; version: number }): Promise<void> {
  const whole = await readReturn(act.tx, id);
  demandVersion(whole.row, version);
  demandOpen(whole, []);
  await addFacts(act, whole, [{ fact: 'waived', occurredAt: act.now, source: 'desk', note: reason }], 'returns.waive', { version: whole.row.version + 1 });
}

/** What is to become of the devices: sent back, kept without their drives, or destroyed where they are. */
export async function changeDisposition(act: Act, id: string, { disposition, reason, version }: { disposition: Disposition; reason: string; version: number }): Promise<void> {
  const whole = await readReturn(act.tx, id);
  const { row } = whole;
  demandVersion(row, version);
  demandOpen(whole, []);
  if (disposition === row.disposition) throw refusalProblem(invalid('disposition', `is ${disposition} already`));
  await note(act, id, 'disposition_changed', { from: row.disposition, to: disposition, reason });
  const patch = { disposition, version: row.version + 1 };
  await saveStanding(act, whole, patch);
  await record(act, { command: 'returns.change-disposition', resource: 'returns', id, before: { disposition: row.disposition }, after: { disposition, reason }, accountId: row.accountId, upgradeId: row.upgradeId });
}

/** Somebody looked into a contradiction and dealt with it, in words. It leaves the queue. */
export async function settle(act: Act, id: string, { code, serial = null, note: words, version }: { code: MismatchCode; serial?: string | null; note: string; version: number }): Promise<void> {
  const whole = await readReturn(act.tx, id);
  const { row } = whole;
  demandVersion(row, version);
  const named = serial === null ? null : keyOfSerial(serial);
  const open = (row.mismatches ?? []).filter((one) => one.code === code);
  const found = open.find((one) => one.serial === named) ?? (named === null && open.length === 1 ? open[0] : undefined);
  if (!found) throw refusalProblem(invalid(open.length > 1 && named === null ? 'serial' : 'code', open.length > 1 && named === null ? 'must say which device is meant' : `is no open contradiction of this return${open.length === 0 ? '' : ' for this device'}; ${MISMATCHES.filter((one) => row.mismatchCodes.includes(one)).join(', ') || 'it has none'}`));
  const settled = await note(act, id, 'settled', { code, serial: found.serial, note: words });
  await saveStanding(act, { ...whole, acts: [...whole.acts, settled] }, { version: row.version + 1 });
  await record(act, { command: 'returns.settle', resource: 'returns', id, before: { mismatch: code }, after: { mismatch: null, serial: found.serial, note: words }, accountId: row.accountId, upgradeId: row.upgradeId });
}

/** The certificate of whoever destroyed or wiped a device for the customer, as a file. One for a device that is not on the return is kept, and stands among the contradictions. */
export async function recordCertificate(act: Act, id: string, { serial, fileId, issuer, number, occurredAt = act.now }: { serial: string; fileId: string; issuer: string; number?: string; occurredAt?: string }): Promise<void> {
  if (Date.parse(occurredAt) > Date.parse(act.now) + 5 * 60_000) throw refusalProblem(invalid('occurredAt', 'lies in the future'));
  const { evidenceFiles } = act.tx.t;
  const [file] = await act.tx.db.select({ id: evidenceFiles.id }).from(evidenceFiles).where(and(eq(evidenceFiles.id, fileId), eq(evidenceFiles.returnId, id)));
  const whole = await readReturn(act.tx, id);
  if (!file) throw refusalProblem(invalid('fileId', 'is not a file of this return: upload the certificate first'));
  await addFacts(act, whole, [{ fact: 'certificate', occurredAt, source: 'desk', serial, fileId, note: number === undefined ? issuer : `${issuer}, ${number}` }], 'returns.record-certificate');
}

/** Asks the customer for a signed statement: the link goes out by mail, and is answered to be passed on. A newer link takes the place of those before. */
export async function requestAttestation(act: Act, id: string, { message = '' }: { message?: string }, links: Links): Promise<string> {
  const { tx, now, actor } = act;
  const whole = await readReturn(tx, id);
  const { row } = whole;
  if (row.status === 'waived' || row.status === 'cancelled') throw refusalProblem(notNow(`The return is ${row.status}: nothing is attested any more`, []), row);
  const serials = unattested(whole);
  if (serials.length === 0) throw refusalProblem(notNow('Every device is attested already: reject what is wrong first', ['record-fact']), row);
  const { to, about, address } = await correspondence(act, whole);
  const { signingLinkHours, booksZone } = await readPolicy(tx);
  await withdrawLinks(act, id);
  const linkId = uuidv7();
  const expiresAt = new Date(Date.parse(now) + signingLinkHours * 3_600_000).toISOString();
  await tx.db.insert(tx.t.signingLinks).values({ id: linkId, returnId: id, contactId: to.id, message, createdAt: now, createdById: actor.id, expiresAt, usedAt: null, withdrawnAt: null });
  const expiresOn = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: booksZone }).format(new Date(expiresAt));
  await enqueueMail(act, { cause: linkCause('signing', linkId), kind: 'attestation_request', ...address, ...signingMail(about(serials), message, expiresOn) });
  await note(act, id, 'attestation_requested', { to: to.email, name: to.name, expiresAt });
  await record(act, { command: 'returns.request-attestation', resource: 'returns', id, before: null, after: { expiresAt }, accountId: row.accountId, upgradeId: row.upgradeId });
  return linkAddress(links, 'signing', linkId);
}

/** No link of this return opens anything any more; answers how many did. */
export async function withdrawLinks({ tx, now }: Act, id: string): Promise<number> {
  const { signingLinks } = tx.t;
  const gone = await tx.db.update(signingLinks).set({ withdrawnAt: now }).where(and(eq(signingLinks.returnId, id), isNull(signingLinks.usedAt), isNull(signingLinks.withdrawnAt))).returning({ id: signingLinks.id });
  return gone.length;
}

/** The same as an act of its own. */
export async function withdrawLink(act: Act, id: string): Promise<void> {
  const { row } = await readReturn(act.tx, id);
  if ((await withdrawLinks(act, id)) === 0) throw refusalProblem(notNow('No signing page of this return is open', ['request-attestation']), row);
  await note(act, id, 'link_withdrawn', {});
  await record(act, { command: 'returns.withdraw-link', resource: 'returns', id, before: null, after: null, accountId: row.accountId, upgradeId: row.upgradeId });
}

async function change({ tx, ...act }: Act, row: ReturnRow, patch: Partial<ReturnRow>, command: 'returns.extend', also: Record<string, unknown>): Promise<void> {
  await tx.db.update(tx.t.returns).set({ ...patch, version: row.version + 1 }).where(eq(tx.t.returns.id, row.id));
  await record({ tx, ...act }, { command, resource: 'returns', id: row.id, before: row, after: { ...row, ...patch, ...also }, accountId: row.accountId, upgradeId: row.upgradeId });
}
