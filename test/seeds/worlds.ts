import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../db/store.ts';
import { seedWorld, type WorldOptions } from '../../seeds/world.ts';
import { filesInMemory } from '../support/files.ts';

export const TODAY = '2026-11-24';
export const NOW = '2026-11-24T10:00:00.000Z';
export const SMALL = { accounts: 40, upgrades: 200 };

const folders: string[] = [];

/** A world in a database of its own. */
export async function makeWorld(options: Partial<WorldOptions> = {}): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'world-'));
  folders.push(folder);
  const store = await openStore(`file:${join(folder, 'world.db')}`);
  await seedWorld(store, { seed: 1, today: TODAY, size: SMALL, passwordHash: 'not a hash', files: filesInMemory(), ...options });
  return store;
}

export const forgetWorlds = (): void => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));

/** Every row that is told of, as it stands in the database. */
export async function readWorld(store: Store) {
  const { read, t } = store;
  return {
    users: await read.select().from(t.users).orderBy(t.users.id),
    accounts: await read.select().from(t.accounts).orderBy(t.accounts.id),
    contacts: await read.select().from(t.contacts).orderBy(t.contacts.id),
    devices: await read.select().from(t.devices).orderBy(t.devices.id),
    subscriptions: await read.select().from(t.subscriptions).orderBy(t.subscriptions.id),
    paths: await read.select().from(t.upgradePaths).orderBy(t.upgradePaths.id),
    upgrades: await read.select().from(t.upgrades).orderBy(t.upgrades.id),
    lines: await read.select().from(t.upgradeLines).orderBy(t.upgradeLines.upgradeId, t.upgradeLines.position, t.upgradeLines.id),
    steps: await read.select().from(t.upgradeSteps).orderBy(t.upgradeSteps.startedAt, t.upgradeSteps.id),
    returns: await read.select().from(t.returns).orderBy(t.returns.id),
    returnDevices: await read.select().from(t.returnDevices).orderBy(t.returnDevices.id),
    returnFacts: await read.select().from(t.returnFacts).orderBy(t.returnFacts.id),
    returnActs: await read.select().from(t.returnActs).orderBy(t.returnActs.id),
    evidenceFiles: await read.select().from(t.evidenceFiles).orderBy(t.evidenceFiles.id),
    attestations: await read.select().from(t.attestations).orderBy(t.attestations.id),
    signed: await read.select().from(t.signedAttestations).orderBy(t.signedAttestations.position),
    escalations: await read.select().from(t.escalations).orderBy(t.escalations.id),
    timeline: await read.select().from(t.timeline).orderBy(t.timeline.at, t.timeline.id),
    declines: await read.select().from(t.declines).orderBy(t.declines.id),
    links: await read.select().from(t.handBackLinks).orderBy(t.handBackLinks.id),
    audit: await read.select().from(t.auditEvents).orderBy(t.auditEvents.id),
    counters: await read.select().from(t.counters).orderBy(t.counters.id),
    rates: await read.select().from(t.exchangeRates).orderBy(t.exchangeRates.id),
  };
}

export type World = Awaited<ReturnType<typeof readWorld>>;

/** Entries of the books have ids and salts that are made anew each time; so has the log of what was done to them. */
export const digestOf = (world: World): string => createHash('sha256').update(JSON.stringify({ ...world, audit: world.audit.filter(({ resource }) => resource !== 'codings').map((row) => ({ ...row, id: 0 })) })).digest('hex');

/** Rows by a key that several may share. */
export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
