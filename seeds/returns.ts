import { addDays } from '../server/domain/days.ts';
import { shareOf } from '../server/domain/money.ts';
import { isComplete, returnStatus, type ReturnFact } from '../server/domain/returns.ts';
import type { Disposition, ReturnFactName } from '../server/domain/words.ts';
import type { Story } from './accounts.ts';
import { PRODUCT, type PathRow } from './catalogue.ts';
import type { OpenReturn } from './open-cases.ts';
import type { Row } from './rows.ts';
import { DAY, HOUR, iso } from './setting.ts';

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
  const { random, setting, rows } = story;
  const dueOn = addDays(upgrade.effectiveOn, setting.policy.returnDueDays);
  const facts = (wanted ? factsUpTo(story, wanted, old, at, limit) : factsByChance(story, old, at, Date.parse(`${dueOn}T12:00:00Z`), path)).filter((fact) => fact.at <= limit);
  const kept = facts.sort((a, b) => a.at - b.at);
  const destroyed = kept.some(({ fact }) => fact === 'certificate');
  const disposition: Disposition = destroyed ? 'destroy_on_site' : path.attestationRequired && !wanted && random.chance(0.12) ? 'keep_drive' : 'return';
  const returnId = random.id(at);
  const known = kept.map(({ at: when, late = 0, ...fact }): ReturnFact => ({ ...fact, occurredAt: iso(when), recordedAt: iso(Math.min(limit, when + late)) }));
  const status = returnStatus(old, known);
  rows.returns.push({
    id: returnId, upgradeId: upgrade.id, accountId: upgrade.accountId, status, complete: isComplete(old, known, { disposition, attestationRequired: path.attestationRequired }), disposition, dueOn,
    atStakeMinor: old.reduce((sum, device) => sum + shareOf(PRODUCT.get(device.productId)?.listPriceMinor ?? 0, setting.policy.returnStakeBasisPoints), 0), currency: 'USD', openedAt: iso(at), version: 1,
  });
  for (const device of old) {
    rows.returnDevices.push({ id: random.id(at), returnId, deviceId: device.id, serial: device.serial, productId: device.productId });
    device.status = status === 'received' || status === 'inspected' ? 'returned' : status === 'waived' || destroyed ? 'retired' : status === 'cancelled' ? 'in_field' : 'due_back';
  }
  for (const { fact, serial = null, occurredAt, recordedAt, source, by, ...detail } of known) {
    rows.returnFacts.push({ id: random.id(Date.parse(recordedAt)), returnId, fact, serial, occurredAt, recordedAt, source, by, detail: Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined)) as Record<string, string | number> });
  }
  const when = (...names: ReturnFactName[]) => kept.find(({ fact, serial }) => names.includes(fact) && (!serial || old.some((device) => device.serial === serial)))?.at ?? Infinity;
  return { settledAt: when('received', 'certificate', 'waived'), attestedAt: when('attested', 'waived') };
}

const parcel = ({ random }: Story) => ({ carrier: random.pick(CARRIERS), trackingNumber: `PW-${random.int(1_000, 9_999)}-${random.pick(['LX', 'QR', 'TK'])}-${random.int(100, 999)}` });

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
    told.push({ fact: 'waived', at: due + random.between(-2, 12) * DAY, source: 'desk', by: null, note: 'Destroyed in a flood, the insurer has confirmed it.' });
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
  Object.assign(open, { status: 'cancelled', complete: true });
  rows.returnFacts.push({ id: random.id(at), returnId: open.id, fact: 'cancelled', serial: null, occurredAt: iso(at), recordedAt: iso(at), source: 'desk', by, detail: {} });
  for (const device of old) device.status = 'in_field';
}
