import { and, asc, inArray, not, like } from 'drizzle-orm';
import { readPolicy } from '../admin/commands.ts';
import { dayIn } from '../domain/days.ts';
import { foldText } from '../domain/fold.ts';
import type { Decision } from '../domain/imports/decision.ts';
import { productsByKey } from '../domain/imports/subscriptions.ts';
import { planUpgrade, type ExistingUpgrade, type UpgradeReferences, type UpgradeValues } from '../domain/imports/upgrades.ts';
import { keyOf, keysOf, type Session, type Work } from './session.ts';
import type { Reader } from './read.ts';
import { UpgradeWriter } from './upgrade-writer.ts';

/** Requests of imports are named so: what else is in a record's log was not a file's. */
const BY_IMPORTS = 'imports/%';

/** Plans and writes upgrades: each unit is all the rows of one upgrade. */
export async function openUpgrades(reader: Reader, { options, rows, now, taken = new Map() }: Work): Promise<Session> {
  const { db, t } = reader;
  const { booksZone, reportingCurrency, exceptionLimitBasisPoints } = await readPolicy(reader);
  const customers = await db.select({ id: t.accounts.id, name: t.accounts.name, externalId: t.accounts.externalId }).from(t.accounts).where(inArray(t.accounts.externalId, keysOf(rows, 'account')));
  const lines = await db.select().from(t.subscriptions).where(inArray(t.subscriptions.externalId, keysOf(rows, 'subscription')));
  const products = await db.select().from(t.products);
  const paths = await db.select({ id: t.upgradePaths.id, name: t.upgradePaths.name, kind: t.upgradePaths.kind }).from(t.upgradePaths);
  const refs: UpgradeReferences = {
    now, dayOf: (at) => dayIn(booksZone, at), reportingCurrency, exceptionLimitBasisPoints, taken, rates: await db.select().from(t.exchangeRates),
    accounts: new Map(customers.map((one) => [one.externalId ?? '', one])),
    products: productsByKey(products), catalogue: new Map(products.map((product) => [product.id, product])),
    paths: new Map([...paths.map((path) => [foldText(path.name), path] as const), ...paths.map((path) => [foldText(path.id), path] as const)]),
    subscriptions: new Map(lines.map((row) => [row.externalId ?? '', row])),
  };
  const existing = await existingUpgrades(reader, keysOf(rows));
  const names = new Map(customers.map((one) => [one.id, one.name]));

  return {
    decide: (unit) => planUpgrade(unit, existing.get(keyOf(unit[0]?.values ?? new Map())), refs, options),
    // What this session decided only it writes.
    write: (act, decisions) => new UpgradeWriter(act, { names, dayOf: refs.dayOf }).write(decisions as readonly Decision<UpgradeValues>[]),
  };
}

async function existingUpgrades({ db, t }: Reader, keys: readonly string[]): Promise<Map<string, ExistingUpgrade>> {
  const { upgrades, upgradeLines, auditEvents } = t;
  const found = await db.select().from(upgrades).where(inArray(upgrades.externalId, [...keys]));
  const ids = found.map((row) => row.id);
  const lines = await db.select().from(upgradeLines).where(inArray(upgradeLines.upgradeId, ids)).orderBy(asc(upgradeLines.side), asc(upgradeLines.position));
  const others = await db.selectDistinct({ id: auditEvents.upgradeId }).from(auditEvents).where(and(inArray(auditEvents.upgradeId, ids), not(like(auditEvents.requestId, BY_IMPORTS))));
  const worked = new Set(others.map((one) => one.id));
  return new Map(found.map((row) => [row.externalId ?? '', { ...row, isWorkedOn: worked.has(row.id), lines: lines.filter((line) => line.upgradeId === row.id) }]));
}
