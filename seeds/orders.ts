import { configureLines, type Configuration, type ExceptionInput, type Line, type LineInput } from '../server/domain/configuration.ts';
import { addDays } from '../server/domain/days.ts';
import { isRefusal } from '../server/domain/refusal.ts';
import type { Day, UpgradeKind } from '../server/domain/words.ts';
import { makeDevice, nextExternalId, productOf, startBefore, type Slot, type Story } from './accounts.ts';
import { familyOf, inFamily, isDevice, PATH, PRODUCT, type Family, type PathRow, type ProductRow } from './catalogue.ts';
import type { OpenCase } from './open-cases.ts';
import type { Row } from './rows.ts';
import { dayOf } from './setting.ts';

/** What a customer has in mind: which lines, along which path, for which. */
export type Order = { kind: UpgradeKind; path: PathRow | null; slots: Slot[]; inputs: LineInput[] };

const pathNamed = (id: string): PathRow => {
  const path = PATH.get(id);
  if (!path) throw new Error(`There is no path ${id}`);
  return path;
};

const lineOf = (slot: Slot): Row<'subscriptions'> => {
  if (!slot.line) throw new Error('Nothing is there yet');
  return slot.line;
};

export const beforeLines = (order: Order): Row<'subscriptions'>[] => order.slots.map(lineOf);

/** A subscription as a line of an upgrade. */
const asLine = (row: Row<'subscriptions'>): Line => ({
  line: row.id, product: row.product, quantity: row.quantity, unitArrMinor: row.unitArrMinor, currency: row.currency, termMonths: row.termMonths, startsOn: row.startsOn, endsOn: row.endsOn, arrMinor: row.arrMinor,
  reportingArrMinor: row.reportingArrMinor, replaces: [],
});

const ADD_ONS = [['add-cloud', 'Cloud', 5], ['add-recovery', 'Recovery', 2], ['add-care', 'Care', 3]] as const;
const MORE: Partial<Record<Family, string>> = { S5: 's5-more', S6: 's6-more', Cloud: 'cloud-more' };
const LESS: Partial<Record<Family, string>> = { S5: 's5-less', S6: 's6-less', Cloud: 'cloud-less' };

/** A line to change, one that nothing has happened to yet where there is one; null where every line is busy or does not suit. */
function pickSlot(story: Story, at: number, fits: (line: Row<'subscriptions'>) => boolean, begin: (slot: Slot) => void): Slot | null {
  const { random, slots } = story;
  const untouched = slots.filter((slot) => slot.line === null);
  if (untouched.length > 0 && random.chance(0.92)) {
    const slot = random.pick(untouched);
    begin(slot);
    return slot;
  }
  const usable = slots.filter((slot) => isUsable(slot, at) && slot.line !== null && fits(slot.line));
  return usable.length > 0 ? random.pick(usable) : null;
}

const isUsable = ({ line, freeFrom }: Slot, at: number): boolean => line !== null && freeFrom < at && line.status === 'active' && line.countsUntil === null && line.startsOn < dayOf(at);
const isRunning = (line: Row<'subscriptions'>, day: Day): boolean => line.endsOn === null || line.endsOn >= addDays(day, 14);

/** Chooses what an ordinary upgrade is about. Where nothing suits the wish, something is added instead. */
export function chooseOrder(story: Story, wish: UpgradeKind, at: number): Order {
  const { random } = story;
  const day = dayOf(at);
  const running = (family: Family) => (slot: Slot) => void startBefore(story, slot, productOf(story, family), 1, addDays(day, random.int(25, 330)));
  if (wish === 'renewal') {
    const families = [['S4', 2], ['S5', 4], ['S6', 3], ['Cloud', 4], ['Recovery', 1], ['Care', 2]] as const;
    const slot = pickSlot(story, at, (line) => line.endsOn !== null && line.endsOn >= addDays(day, -20) && line.endsOn <= addDays(day, 60), (one) => void startBefore(story, one, productOf(story, random.weighted(families)), 1, addDays(day, random.int(-8, 45))));
    if (slot) return renewal(story, [slot], day);
  }
  if (wish === 'refresh') {
    const family = random.chance(0.62) ? 'S4' : 'S5';
    const slot = pickSlot(story, at, (line) => ['S4', 'S5'].includes(familyOf(line.product)) && isRunning(line, day), running(family));
    if (slot) return refresh(story, slot, random.chance(0.05));
  }
  if (wish === 'add_on') return addOn(story, day);
  if (wish === 'upgrade' || wish === 'downgrade') {
    const larger = wish === 'upgrade';
    const canMove = (line: Row<'subscriptions'>) => (larger ? MORE : LESS)[familyOf(line.product)] !== undefined && isRunning(line, day) && neighbour(line, larger) !== null;
    const slot = pickSlot(story, at, canMove, (one) => {
      const sizes = inFamily(random.pick(['S5', 'S6', 'Cloud'] as const));
      const from = larger ? sizes.slice(0, -1) : sizes.slice(1);
      startBefore(story, one, random.pick(from), 1, addDays(day, random.int(25, 330)));
    });
    if (slot) return resize(story, slot, larger, day);
  }
  return changeWhatIsThere(story, at) ?? addOn(story, day);
}

/** Where a wish suits no line, another one may. */
function changeWhatIsThere(story: Story, at: number): Order | null {
  const { random } = story;
  const day = dayOf(at);
  const usable = story.slots.filter((slot) => isUsable(slot, at) && isRunning(lineOf(slot), day));
  if (usable.length === 0 || random.chance(0.25)) return null;
  const slot = random.pick(usable);
  const line = lineOf(slot);
  const family = familyOf(line.product);
  if (family === 'S4' || (family === 'S5' && random.chance(0.4))) return refresh(story, slot, false);
  const larger = random.chance(0.7);
  return MORE[family] !== undefined && neighbour(line, larger) !== null ? resize(story, slot, larger, day) : null;
}

/** The next size up or down of what a line has. */
function neighbour(line: Row<'subscriptions'>, larger: boolean): ProductRow | null {
  const sizes = inFamily(familyOf(line.product));
  return sizes[sizes.findIndex((one) => one.id === line.product) + (larger ? 1 : -1)] ?? null;
}

/** A term from that day which is not over yet today: whatever ended before has an upgrade of its own. */
function lastingTerm({ random, setting }: Story, day: Day, wished?: number): number {
  const lasting = [12, 24, 36].filter((months) => addDays(day, months * 30) > addDays(setting.today, 15));
  if (wished !== undefined && lasting.includes(wished)) return wished;
  return wished === undefined && lasting.length > 0 ? random.pick(lasting) : (lasting[0] ?? 36);
}

/** The same again. */
function renewal(story: Story, slots: Slot[], day: Day): Order {
  const { random } = story;
  const inputs = slots.map((slot, index): LineInput => {
    const line = lineOf(slot);
    const dearer = random.chance(0.06) ? { unitArrMinor: Math.round(line.unitArrMinor * 1.04) } : {};
    return { line: 'ab'[index], product: line.product, quantity: line.quantity, termMonths: lastingTerm(story, day, line.termMonths), replaces: [line.id], ...dearer };
  });
  return { kind: 'renewal', path: pathNamed('renew'), slots, inputs };
}

function refresh(story: Story, slot: Slot, destroyed: boolean): Order {
  const line = lineOf(slot);
  const from = familyOf(line.product);
  const to = inFamily(from === 'S4' ? 'S5' : 'S6');
  const list = PRODUCT.get(line.product)?.listPriceMinor ?? 0;
  const product = to.find((one) => one.listPriceMinor >= list) ?? to.at(-1);
  const path = pathNamed(from === 'S4' ? 's4-to-s5' : destroyed ? 's5-to-s6-destroy' : 's5-to-s6');
  return { kind: 'refresh', path, slots: [slot], inputs: [{ line: 'a', product: product?.id ?? '', quantity: line.quantity, termMonths: story.random.pick([36, 36, 48]), replaces: [line.id] }] };
}

function resize(story: Story, slot: Slot, larger: boolean, day: Day): Order {
  const line = lineOf(slot);
  const next = neighbour(line, larger);
  const path = pathNamed((larger ? MORE : LESS)[familyOf(line.product)] ?? '');
  const amount = next ? { product: next.id, quantity: line.quantity } : { product: line.product, quantity: larger ? line.quantity * 2 : Math.max(1, Math.floor(line.quantity / 2)) };
  return { kind: larger ? 'upgrade' : 'downgrade', path, slots: [slot], inputs: [{ line: 'a', ...amount, termMonths: lastingTerm(story, day), replaces: [line.id] }] };
}

function addOn(story: Story, day: Day): Order {
  const { random } = story;
  const [path, family] = random.weighted(ADD_ONS.map(([id, to, weight]) => [[id, to] as const, weight] as const));
  return { kind: 'add_on', path: pathNamed(path), slots: [], inputs: [{ line: 'a', product: productOf(story, family).id, quantity: 1, currency: story.currency, termMonths: lastingTerm(story, day) }] };
}

/** The line that is renewed by itself: same terms, the day after its end. */
export function automaticOrder(story: Story, at: number): Order | null {
  const { random } = story;
  const ended = addDays(dayOf(at), -1);
  const slot = story.slots.find((one) => one.line === null);
  if (!slot) return null;
  const line = startBefore(story, slot, productOf(story, random.weighted([['S5', 3], ['S6', 2], ['Cloud', 4], ['Care', 3]] as const)), 1, ended, lastingTerm(story, dayOf(at), 12));
  line.autoRenew = true;
  const order = renewal(story, [slot], dayOf(at));
  return { ...order, path: null, inputs: [{ line: 'a', product: line.product, quantity: line.quantity, termMonths: line.termMonths, replaces: [line.id] }] };
}

const HAS: Record<UpgradeKind, Record<OpenCase['amount'], [product: string, quantity: number]>> = {
  renewal: { small: ['CARE-PLUS', 2], middle: ['S5-6TB', 1], large: ['CLD-20TB', 9] },
  refresh: { small: ['S4-2TB', 1], middle: ['S5-3TB', 1], large: ['S5-12TB', 1] },
  upgrade: { small: ['CLD-1TB', 1], middle: ['S5-3TB', 1], large: ['S6-16TB', 1] },
  downgrade: { small: ['CLD-5TB', 1], middle: ['S6-8TB', 1], large: ['CLD-20TB', 6] },
  add_on: { small: ['CLD-1TB', 1], middle: ['CLD-5TB', 3], large: ['DR-PRO', 12] },
};

/** What a recipe asks for, on a line made for it. `attests`: along the path that ends with an attestation. */
export function orderFor(story: Story, kind: UpgradeKind, amount: OpenCase['amount'], endsOn: Day, attests = false): Order {
  const [productId, quantity] = attests ? ['S4-4TB', 1] as const : HAS[kind][amount];
  if (kind === 'add_on') {
    const family = familyOf(productId);
    return { kind, path: pathNamed(ADD_ONS.find(([, to]) => to === family)?.[0] ?? ''), slots: [], inputs: [{ line: 'a', product: productId, quantity, currency: story.currency, termMonths: 12 }] };
  }
  const slot: Slot = { line: null, device: null, freeFrom: 0 };
  story.slots.push(slot);
  const line = startBefore(story, slot, PRODUCT.get(productId) as ProductRow, quantity, endsOn);
  line.autoRenew = false;
  if (kind === 'renewal') return renewal(story, [slot], addDays(endsOn, 1));
  return kind === 'refresh' ? refresh(story, slot, false) : resize(story, slot, kind === 'upgrade', story.setting.today);
}

/** The lines that the order would have, priced by the product's own rules. */
export function configured(story: Story, order: Order, effectiveOn: Day, exception?: ExceptionInput): Configuration {
  const { setting, currency } = story;
  const rates = setting.rates.get(order.slots[0]?.line?.currency ?? currency) ?? [];
  const result = configureLines(order.inputs, exception, {
    before: beforeLines(order).map(asLine), products: PRODUCT as ReadonlyMap<string, ProductRow & { active: boolean }>, effectiveOn, reportingCurrency: setting.policy.reportingCurrency, rates,
    exceptionLimitBasisPoints: setting.policy.exceptionLimitBasisPoints, mayGrant: false,
  });
  if (isRefusal(result)) throw new Error(`The demo asked for an order that cannot be: ${result.because}`);
  return result;
}

/** Writes the lines of an upgrade; `opened` are the subscriptions that placing opened, in the order of the lines after. */
export function writeLines(story: Story, upgrade: Row<'upgrades'>, before: readonly Row<'subscriptions'>[], after: readonly Line[], at: number, opened: readonly string[] = []): void {
  const { random, rows } = story;
  const sum = (lines: readonly { reportingArrMinor: number }[]) => lines.reduce((total, line) => total + line.reportingArrMinor, 0);
  for (const [position, row] of before.entries()) rows.upgradeLines.push({ ...asLine(row), id: random.id(at), upgradeId: upgrade.id, side: 'before', position, subscriptionId: row.id });
  for (const [position, line] of after.entries()) rows.upgradeLines.push({ ...line, id: random.id(at), upgradeId: upgrade.id, side: 'after', position, subscriptionId: opened[position] ?? null });
  upgrade.beforeArrMinor = sum(before);
  upgrade.afterArrMinor = sum(after);
}

const REST_DAYS = 20;

/** What placing does to the books: the lines before leave them on the day the order takes effect, the lines after enter them. */
export function placeLines(story: Story, upgrade: Row<'upgrades'>, order: Order, after: readonly Line[], placedAt: number): void {
  const { random, rows, account } = story;
  const { effectiveOn } = upgrade;
  const before = beforeLines(order);
  const replaced = new Set(after.flatMap((line) => line.replaces));
  for (const row of before) Object.assign(row, { status: replaced.has(row.id) ? 'replaced' : 'ended', countsUntil: effectiveOn, version: row.version + 1 });
  const opened: string[] = [];
  for (const line of after) {
    const old = before.filter((row) => line.replaces.includes(row.id));
    const slot = order.slots.find((one) => one.line !== null && line.replaces.includes(one.line.id)) ?? { line: null, device: null, freeFrom: 0 };
    if (!story.slots.includes(slot)) story.slots.push(slot);
    const { line: _name, replaces: _replaces, ...terms } = line;
    // A refresh ships another device, whose serial is not known before it leaves.
    const device = upgrade.kind === 'refresh' ? null : slot.device;
    const row: Row<'subscriptions'> = {
      ...terms, id: random.id(placedAt), externalId: nextExternalId(story), accountId: account.id, countsFrom: effectiveOn, countsUntil: null, autoRenew: old.some((one) => one.autoRenew), isTrial: false, status: 'active', deviceId: device?.id ?? null,
      upgradeId: upgrade.id, version: 1,
    };
    rows.subscriptions.push(row);
    opened.push(row.id);
    slot.line = row;
    slot.freeFrom = Math.max(placedAt, Date.parse(`${effectiveOn}T00:00:00Z`)) + REST_DAYS * 86_400_000;
  }
  writeLines(story, upgrade, before, after, placedAt, opened);
}

/** The new device of a refresh, once it is on its way. */
export function shipDevice(story: Story, order: Order, at: number): void {
  for (const slot of order.slots) {
    if (!slot.line || !isDevice(familyOf(slot.line.product))) continue;
    slot.device = makeDevice(story, slot.line.product, dayOf(at));
    slot.line.deviceId = slot.device.id;
  }
}

export const priceOf = (line: Line): string => `${Math.round(line.arrMinor / 100).toLocaleString('en')} ${line.currency}`;
