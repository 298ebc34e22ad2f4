import type { Kit } from '../kit.sqlite.ts';
import { defineAccounts, definePaths } from './accounts.ts';
import { defineAdoption } from './adoption.ts';
import { defineCoding } from './coding.ts';
import { defineEscalations } from './escalations.ts';
import { defineOutbox } from './outbox.ts';
import { defineCalendars, definePeople } from './people.ts';
import { defineRecord } from './record.ts';
import { defineReturns } from './returns.ts';
import { defineUpgrades } from './upgrades.ts';

/** Every table, once, in the column kinds of one engine's kit. */
export function defineSchema(kit: Kit) {
  const calendars = defineCalendars(kit);
  const people = definePeople(kit, calendars);
  const accounts = defineAccounts(kit, calendars, people);
  const paths = definePaths(kit);
  const upgrades = defineUpgrades(kit, accounts, paths);
  const escalations = defineEscalations(kit, people, accounts, upgrades);
  return { ...calendars, ...people, ...accounts, ...paths, ...upgrades, ...defineReturns(kit, accounts, upgrades), ...escalations, ...defineCoding(kit, paths), ...defineOutbox(kit, accounts, upgrades, escalations), ...defineAdoption(kit), ...defineRecord(kit) };
}

export type Tables = ReturnType<typeof defineSchema>;
