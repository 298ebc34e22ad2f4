import type { ExceptionInput } from '../server/domain/configuration.ts';
import { recordActs } from './accounts.ts';
import { keepCase, type Case } from './escalations.ts';
import type { OpenReturn } from './open-cases.ts';
import { beforeLines, configured, placeLines, shipDevice, writeLines } from './orders.ts';
import type { Row } from './rows.ts';
import { DAY, HOUR, MINUTE, personOf } from './setting.ts';
import { tellReturn, type ReturnCourse } from './returns.ts';
import { act, go, type Walk } from './walk.ts';

/** A price that somebody granted, or asked an admin for. */
export type Grant = { input: ExceptionInput; status: 'granted' | 'waiting' };

const oldDevices = (walk: Walk): Row<'devices'>[] => walk.order.slots.flatMap(({ device }) => (device ? [device] : []));

export type Fulfilment = { wanted?: OpenReturn; /** The journey is to be no further than this. */ until?: 'shipment' };

/**
 * What follows on an order, as far as the world has come: the books change on the day it takes effect, something is shipped or switched on, and
 * where the path asks for it the old device comes home and is attested.
 */
export function fulfil(walk: Walk, grant: Grant | null, { wanted, until }: Fulfilment = {}): void {
  const { story, order, upgrade, journey } = walk;
  const { random } = story;
  const placedAt = walk.at;
  const old = oldDevices(walk);
  placeLines(story, upgrade, order, configured(story, order, upgrade.effectiveOn, grant?.input).after, placedAt);
  const ships = order.kind === 'refresh';
  const course: ReturnCourse = journey.returnRequired ? tellReturn(story, { upgrade, path: { attestationRequired: journey.attestationRequired }, old, at: placedAt, limit: walk.limit, wanted }) : { settledAt: 0, attestedAt: 0 };
  const shipped = placedAt + random.between(ships ? 3 * HOUR : 2 * MINUTE, ships ? 40 * HOUR : 50 * MINUTE);
  if (!desk(walk, 'shipment', shipped)) return;
  if (ships) shipDevice(story, order, shipped);
  if (until === 'shipment') return;
  const arrived = shipped + random.between(ships ? 1.5 * DAY : 4 * MINUTE, ships ? 5 * DAY : 6 * HOUR);
  if (journey.returnRequired && !desk(walk, 'return', arrived)) return;
  const back = Math.max(arrived, course.settledAt) + 5 * MINUTE;
  if (journey.attestationRequired) {
    if (!desk(walk, 'attestation', back)) return;
    const attested = journey.returnRequired ? course.attestedAt : back + random.between(1, 9) * DAY;
    desk(walk, 'completed', Math.max(back, attested) + 5 * MINUTE);
    return;
  }
  desk(walk, 'completed', back);
}

/** The desk moves an order on by itself; once in a while somebody has to push, unseen. */
function desk(walk: Walk, to: 'shipment' | 'return' | 'attestation' | 'completed', at: number): boolean {
  const { random, profile, setting } = walk.story;
  const pushed = random.chance(0.012);
  const by = profile.manager.away ? personOf(setting, 'tomasz') : profile.manager;
  const before = { step: walk.upgrade.step, status: walk.upgrade.status };
  if (!go(walk, to, at, pushed ? 'staff' : 'system', pushed ? by.id : null)) return false;
  if (pushed) act(walk, at, by, 'upgrades.advance', before, { step: to, status: walk.upgrade.status });
  return true;
}

/** Writes the upgrade down, with everything that hangs on it. */
export function keepUpgrade(walk: Walk, cases: readonly Case[], grant: Grant | null = null): void {
  const { story, order, upgrade, journey } = walk;
  if (upgrade.placedAt === null) {
    const after = journey.lineCount > 0 ? configured(story, order, upgrade.effectiveOn, grant?.input).after : [];
    writeLines(story, upgrade, beforeLines(order), after, Date.parse(upgrade.startedAt));
  }
  story.rows.upgrades.push(upgrade);
  story.rows.upgradeSteps.push(...walk.steps);
  for (const made of cases) {
    keepCase(made);
    upgrade.timesEscalated = Math.max(upgrade.timesEscalated, made.row.timesEscalated);
  }
  recordActs(story, upgrade, [...walk.acts, ...cases.flatMap((made) => made.acts)].sort((a, b) => a.at - b.at));
}

/** Until a change to its lines is over, nobody starts another. */
export function holdSlots({ order }: Walk, until: number): void {
  for (const slot of order.slots) slot.freeFrom = Math.max(slot.freeFrom, until);
}
