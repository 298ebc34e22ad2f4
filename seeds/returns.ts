import { addDays } from '../server/domain/days.ts';
import { shareOf } from '../server/domain/money.ts';
import { standingOf } from '../server/domain/return-standing.ts';
import { deviceStatuses, keyOfSerial, type Mismatch, type MismatchCode, type ReturnFact } from '../server/domain/returns.ts';
import { addWorkingDays } from '../server/domain/working-days.ts';
import type { Capture, Disposition, ReturnFactName } from '../server/domain/words.ts';
import { digestOfFact, keptStanding } from '../server/returns/commands.ts';
import { settledOf } from '../server/returns/read.ts';
import type { Story } from './accounts.ts';
import { captureOf, tellAttestation, tellOlder, tellRequest } from './attestations.ts';
import { PRODUCT, type PathRow } from './catalogue.ts';
import type { OpenReturn } from './open-cases.ts';
import { makeRandom, type Random } from './random.ts';
import type { Row } from './rows.ts';
import { calendarIn, DAY, HOUR, iso } from './setting.ts';

/** Invented carriers. */
const CARRIERS = ['Parcelwing', 'Nordhaul', 'Greenvan'] as const;
const TROUBLE = ['address_unreadable', 'nobody_home', 'damaged_box'] as const;
const GRADES = ['A', 'A', 'B', 'B', 'C'] as const;

type Told = Omit<ReturnFact, 'occurredAt' | 'recordedAt'> & { at: number; late?: number };

/** How a return goes: when the device is here (or need not come any more), and when the customer attested. */
export type ReturnCourse = { settledAt: number; attestedAt: number };

type Case = { upgrade: Row<'upgrades'>; path: Pick<PathRow, 'attestationRequired'>; old: Row<'devices'>[]; at: number; limit: number; /** How far it is to have come, whatever chance would say. */ wanted?: OpenReturn };

/** Opens the return of a refresh's old devices, and tells it as far as the world has come. */
export function tellReturn(story: Story, { upgrade, path, old, at, limit, wanted }: Case): ReturnCourse {
  const { random, setting, rows, profile } = story;
  const dueOn = addWorkingDays(calendarIn(profile.region), upgrade.effectiveOn, setting.policy.returnDueWorkingDays);
  const kept = (wanted ? factsUpTo(story, wanted, old, at, limit) : factsByChance(story, old, at, Date.parse(`${dueOn}T12:00:00Z`), path)).filter((fact) => fact.at <= limit).sort((a, b) => a.at - b.at);
  const destroyed = kept.some(({ fact, serial }) => fact === 'certificate' && isOf(old, serial));
  const disposition: Disposition = destroyed ? 'destroy_on_site' : path.attestationRequired && !wanted && random.chance(0.12) ? 'keep_drive' : 'return';
  const returnId = random.id(at);
  const contact = story.contacts.find(({ id }) => id === upgrade.contactId) ?? story.contacts[0];
  // A source of its own: what is signed in which way changes nothing else in the world.
  const own = makeRandom(setting.seed, 'signing', returnId);
  const signings = new Map(kept.filter(({ fact }) => fact === 'attested').map((fact): [Told, Signing] => {
    const serials = old.map(({ serial }) => serial);
    const meaning = destroyed ? 'destroyed' : disposition === 'keep_drive' ? 'kept' : random.chance(0.4) ? 'wiped' : 'returned';
    const capture = captureOf(own);
    const id = tellAttestation(story, { returnId, contact, serials, at: fact.at, meaning, capture, decided: decision(story, fact.at, limit, destroyed) });
    return [fact, { id, capture, older: tellOlder(story, own, { id, at: fact.at, serials }, { returnId, contact, meaning, openedAt: at }) }];
  }));
  const said = [...signings.values()].at(-1)?.id ?? null;
  const olderFacts = [...signings].flatMap(([fact, { older }]) => (older ? [{ ...fact, at: older.at, olderId: older.id }] : []));
  const atStakeMinor = old.reduce((sum, device) => sum + shareOf(PRODUCT.get(device.productId)?.listPriceMinor ?? 0, setting.policy.returnStakeBasisPoints), 0);
  const facts = [...olderFacts, ...kept].map((given) => {
    const { at: when, late = 0, olderId, ...fact }: Told & { olderId?: string } = given;
    const { fact: name, source: told, by: teller, serial = null, ...rest } = fact.fact === 'fee_charged' || fact.fact === 'fee_refunded' ? { ...fact, amountMinor: atStakeMinor } : fact;
    const detail = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Record<string, string | number>;
    const signing = signings.get(given);
    const attestationId = olderId ?? signing?.id ?? (name === 'certificate' && isOf(old, serial) ? said : null);
    const [source, by] = signing?.capture === 'on_behalf' ? ['desk', profile.manager.id] : [signing?.capture ?? told, teller];
    const [occurredAt, recordedAt] = [iso(when), iso(Math.min(limit, when + late))];
    const row: Row<'returnFacts'> = { id: (olderId === undefined ? random : own).id(Date.parse(recordedAt)), returnId, fact: name, serial, occurredAt, recordedAt, source, by, trackingKey: rest.trackingNumber === undefined ? null : keyOfSerial(rest.trackingNumber), attestationId, digest: digestOfFact({ fact: name, occurredAt, source, serial, detail, attestationId }), detail };
    return row;
  });
  const older = new Set(olderFacts.map(({ olderId }) => olderId));
  const known = facts.map(({ detail, ...fact }): ReturnFact => ({ ...detail, ...fact, ...(fact.attestationId === null ? {} : { stands: !older.has(fact.attestationId) }) }));
  const way = { disposition, attestationRequired: path.attestationRequired };
  const acts = settleSome(story, own, { returnId, open: standingOf(old, known, way).mismatches, since: kept.at(-1)?.at ?? at, limit });
  rows.returnActs.push(...acts);
  const standing = standingOf(old, known, way, settledOf(acts));
  rows.returns.push({
    ...standing, ...keptStanding(standing),
    id: returnId, upgradeId: upgrade.id, accountId: upgrade.accountId, disposition, dueOn, atStakeMinor, currency: 'USD', openedAt: iso(at), remindedAt: null, version: 1,
  });
  const statuses = deviceStatuses(old, known, disposition);
  for (const device of old) {
    rows.returnDevices.push({ id: random.id(at), returnId, deviceId: device.id, serial: device.serial, serialKey: keyOfSerial(device.serial), productId: device.productId });
    device.status = statuses.get(device.serial) ?? device.status;
  }
  rows.returnFacts.push(...facts);
  chase(story, rows.returns.at(-1), contact, limit);
  const when = (...names: ReturnFactName[]) => kept.find(({ fact, serial }) => names.includes(fact) && (!serial || isOf(old, serial)))?.at ?? Infinity;
  return { settledAt: when('received', 'certificate', 'waived'), attestedAt: when('attested', 'waived') };
}

type Signing = { id: string; capture: Capture; older: { id: string; at: number } | null };

const SETTLED: Partial<Record<MismatchCode, string>> = {
  wrong_serial: 'It is another of theirs, entered on its own return.', certificate_for_other_device: 'The shredder mixed up two certificates and has sent the right one.', fee_then_received: 'They keep the fee as a credit for the next order.',
};

/** Some contradictions of the kinds that are many were looked into, and declared dealt with. */
function settleSome({ profile }: Story, random: Random, { returnId, open, since, limit }: { returnId: string; open: readonly Mismatch[]; since: number; limit: number }): Row<'returnActs'>[] {
  return open.flatMap(({ code, serial }) => {
    const note = SETTLED[code];
    const at = since + random.between(0.3, 4) * DAY;
    return note === undefined || at > limit || !random.chance(0.2) ? [] : [{ id: random.id(at), returnId, act: 'settled' as const, at: iso(at), byId: profile.manager.id, byName: profile.manager.name, detail: { code, serial, note } }];
  });
}

const isOf = (old: readonly Row<'devices'>[], serial: string | null | undefined): boolean => old.some((device) => device.serial === serial);

/** Most are looked at within two days; what destroys a device is always verified, as its certificate says. */
function decision({ random }: Story, at: number, limit: number, destroyed: boolean): { move: 'verify'; at: number } | undefined {
  const when = destroyed ? at + HOUR : at + random.between(2, 44) * HOUR;
  return when <= limit && (destroyed || random.chance(0.85)) ? { move: 'verify', at: when } : undefined;
}

/** What is late was asked about, here and there: a reminder, more time, a link to sign. */
function chase(story: Story, row: Row<'returns'> | undefined, contact: Row<'contacts'> | undefined, limit: number): void {
  const { random, rows, profile } = story;
  if (!row || row.complete || !row.owed) return;
  const due = Date.parse(`${row.dueOn}T09:00:00Z`);
  const act = (name: Row<'returnActs'>['act'], at: number, detail: Row<'returnActs'>['detail']) => rows.returnActs.push({ id: random.id(at), returnId: row.id, act: name, at: iso(at), byId: profile.manager.id, byName: profile.manager.name, detail });
  const reminded = due + random.between(1, 5) * DAY;
  if (reminded < limit && random.chance(0.5)) {
    act('reminded', reminded, { to: contact?.email ?? '', isOverdue: 1 });
    row.remindedAt = iso(reminded);
  }
  const extended = due - 2 * DAY;
  if (extended > Date.parse(row.openedAt) && extended < limit && random.chance(0.1)) act('extended', extended, { from: addDays(row.dueOn, -7), to: row.dueOn, reason: 'Their IT is moving offices that week.' });
  if (random.chance(0.12)) tellRequest(story, { returnId: row.id, contact, at: limit - random.between(1, 5) * DAY });
}

function parcel({ random }: Story) {
  const trackingNumber = `PW-${random.int(1_000, 9_999)}-${random.pick(['LX', 'QR', 'TK'])}-${random.int(1_000, 9_999)}`;
  return { carrier: random.pick(CARRIERS), trackingNumber, labelUrl: `https://labels.example/${trackingNumber.toLowerCase()}.pdf` };
}

/** One course among those that returns take: most on time, some late, a few never, waived, charged, or with the wrong box. */
function factsByChance(story: Story, old: readonly Row<'devices'>[], at: number, due: number, path: Case['path']): Told[] {
  const { random, profile } = story;
  const serial = old.length === 1 ? old[0]?.serial : undefined;
  const course = random.weighted([['usual', 84], ['late', 9], ['waived', 3], ['never', 1.5], ['wrong_box', 1.5], ['charged', 1], ['destroyed', path.attestationRequired ? 5 : 0]] as const);
  const told: Told[] = [{ fact: 'authorised', at, source: 'desk', by: null }];
  const label = at + random.between(2, 50) * HOUR;
  told.push({ fact: 'label_issued', at: label, source: 'desk', by: null, ...parcel(story) });
  const attested = (when: number) => void (path.attestationRequired && told.push({ fact: 'attested', at: when, source: 'portal', by: null, serial }));
  if (course === 'never') {
    told.push({ fact: 'fee_charged', at: due + random.between(8, 14) * DAY, source: 'desk', by: profile.manager.id });
    return told;
  }
  if (course === 'destroyed') {
    const done = at + random.between(4, 18) * DAY;
    told.splice(1, 1, { fact: 'attested', at: done, source: 'portal', by: null, serial }, { fact: 'certificate', at: done + HOUR, source: 'portal', by: null, serial });
    return told;
  }
  if (course === 'waived') {
    const given = due + random.between(-2, 12) * DAY;
    told.push({ fact: 'waived', at: given, source: 'desk', by: null, note: 'Destroyed in a flood, the insurer has confirmed it.' });
    // Now and then it turns up all the same.
    if (random.chance(0.12)) told.push({ fact: 'received', at: given + random.between(3, 20) * DAY, source: 'dock', by: null, serial });
    return told;
  }
  const slow = course === 'late' || course === 'charged';
  const scanned = label + random.between(slow ? 20 : 4, slow ? 40 : 14) * DAY;
  const moving = scanned + random.between(4, 30) * HOUR;
  const delivered = moving + random.between(0.8, 3.5) * DAY;
  const received = delivered + random.between(0.1, 2) * DAY;
  told.push({ fact: 'first_scan', at: scanned, source: 'carrier', by: null, late: random.between(0, 3) * HOUR }, { fact: 'in_transit', at: moving, source: 'carrier', by: null, late: random.between(0, 6) * HOUR });
  if (random.chance(0.07)) told.push({ fact: 'exception', at: moving + 8 * HOUR, source: 'carrier', by: null, cause: random.pick(TROUBLE) });
  if (course === 'charged') told.push({ fact: 'fee_charged', at: due + random.between(1, 4) * DAY, source: 'desk', by: profile.manager.id });
  told.push({ fact: 'delivered', at: delivered, source: 'carrier', by: null, late: random.between(0, 12) * HOUR });
  if (course === 'wrong_box') told.push({ fact: 'received', at: received, source: 'dock', by: null, serial: strangerOf(serial) });
  const atDock = received + (course === 'wrong_box' ? random.between(9, 25) * DAY : 0);
  // A fee that was charged before is mostly given back once the device is here.
  if (course === 'charged' && random.chance(0.85)) told.push({ fact: 'fee_refunded', at: atDock + random.between(1, 4) * DAY, source: 'desk', by: profile.manager.id });
  told.push({ fact: 'received', at: atDock, source: 'dock', by: null, serial }, { fact: 'inspected', at: atDock + random.between(0.5, 4) * DAY, source: 'dock', by: null, serial, grade: random.pick(GRADES) });
  attested(random.chance(0.25) ? scanned - random.between(1, 40) * HOUR : atDock + random.between(0.2, 6) * DAY);
  return told;
}

const RUNGS: readonly [ReturnFactName, string][] = [['authorised', 'desk'], ['label_issued', 'desk'], ['first_scan', 'carrier'], ['in_transit', 'carrier'], ['delivered', 'carrier'], ['received', 'dock'], ['inspected', 'dock']];

/** The facts up to a status, laid out between the order and now, with a contradiction here and there for the people who chase them. */
function factsUpTo(story: Story, wanted: OpenReturn, old: readonly Row<'devices'>[], at: number, limit: number): Told[] {
  const { random, profile } = story;
  const serial = old[0]?.serial;
  const rungs = RUNGS.slice(0, RUNGS.findIndex(([fact]) => fact === wanted) + 1);
  // The last thing happened a while ago, so that some are quiet, some were never scanned, and some are fresh.
  const end = at + (limit - at) * random.between(0.45, 0.98);
  const told = rungs.map(([fact, source], index): Told => ({ fact, source, by: null, at: index === 0 ? at : at + ((end - at) * (index + random.between(-0.3, 0))) / (rungs.length - 1), ...(fact === 'label_issued' ? parcel(story) : {}), ...(fact === 'inspected' ? { serial, grade: random.pick(GRADES) } : fact === 'received' ? { serial } : {}) }));
  const oddity = random.real();
  if (wanted === 'label_issued' && oddity < 0.25) told.push({ fact: 'attested', at: end + HOUR, source: 'portal', by: null, serial });
  if (wanted === 'authorised' && oddity < 0.25) told.push({ fact: 'certificate', at: Math.min(limit, at + 30 * HOUR), source: 'desk', by: profile.manager.id, serial: strangerOf(serial), note: 'Shredworks, CD-20418' });
  if (wanted === 'in_transit' && oddity < 0.25) told.push({ fact: 'exception', at: end + HOUR, source: 'carrier', by: null, cause: random.pick(TROUBLE) });
  if (wanted === 'delivered' && oddity < 0.3) told.push({ fact: 'received', at: end + HOUR, source: 'dock', by: null, serial: strangerOf(serial) });
  const arrived = told.find(({ fact }) => fact === 'received');
  if (wanted === 'received' && arrived && oddity < 0.25) told.push({ fact: 'fee_charged', at: arrived.at - 12 * HOUR, source: 'desk', by: profile.manager.id });
  return told;
}

/** What the dock finds on a box that somebody else was to send. */
const strangerOf = (serial = '4KX-7719-02'): string => `${serial.slice(0, -2)}${serial.endsWith('90') ? '91' : '90'}`;

/** An order is taken back on its day: nothing need come. */
export function callOff(story: Story, upgrade: Row<'upgrades'>, old: readonly Row<'devices'>[], at: number, by: string | null): void {
  const { random, rows } = story;
  const open = rows.returns.find((one) => one.upgradeId === upgrade.id);
  if (!open) return;
  Object.assign(open, { status: 'cancelled', complete: true, owed: false, unscannedSince: null, quietSince: null });
  const row = { fact: 'cancelled' as const, serial: null, occurredAt: iso(at), source: 'desk', attestationId: null, detail: {} };
  rows.returnFacts.push({ ...row, id: random.id(at), returnId: open.id, recordedAt: iso(at), by, trackingKey: null, digest: digestOfFact(row) });
  for (const device of old) device.status = 'in_field';
}
