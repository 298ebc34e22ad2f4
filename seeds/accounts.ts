import { addDays, endOfTerm } from '../server/domain/days.ts';
import { convertMinor, rateOn } from '../server/domain/money.ts';
import { TOUCH, type CommandName } from '../server/domain/touch.ts';
import type { Day } from '../server/domain/words.ts';
import { searchText } from '../server/rest/search.ts';
import { inFamily, isDevice, type Family, type ProductRow } from './catalogue.ts';
import { companyName, contactOf, countryIn, serialOf } from './names.ts';
import { makeRandom, type Random } from './random.ts';
import { noRows, type AuditRow, type Row, type Rows } from './rows.ts';
import { iso, profileOf, type Profile, type Setting } from './setting.ts';

/** A place in an account for one line at a time; null until something is known to have happened to it. */
export type Slot = { line: Row<'subscriptions'> | null; device: Row<'devices'> | null; /** When the last change to it is over. */ freeFrom: number };

/** Running numbers of the whole world. */
export type Counters = { devices: number; subscriptions: number };

/** One account while it is told. */
export type Story = {
  setting: Setting;
  random: Random;
  counters: Counters;
  profile: Profile;
  account: Row<'accounts'>;
  contacts: Row<'contacts'>[];
  currency: string;
  slots: Slot[];
  rows: Rows;
  audit: AuditRow[];
  /** What is open at the start is told last, when the rest of the account is known. */
  atTheEnd: (() => void)[];
};

const CURRENCY_IN = { north_america: [['USD', 1]], uk_ireland: [['GBP', 3], ['EUR', 1]], emea: [['EUR', 3], ['USD', 2]], apac: [['AUD', 1], ['USD', 2]], india: [['INR', 1], ['USD', 3]], worldwide: [['USD', 1]] } as const;
/** How many lines an account starts with, for each upgrade that the world has per account. */
const LINES_AN_UPGRADE = 0.7;
const SLOTS = { smb: 0.65, mid_market: 1.1, enterprise: 1.9 } as const;

export function beginStory(setting: Setting, index: number, counters: Counters): Story {
  const profile = profileOf(setting, index);
  const random = makeRandom(setting.seed, 'account', index);
  const { name, industry } = companyName(index);
  const createdAt = `${profile.since}T08:00:00.000Z`;
  const created = Date.parse(createdAt) + index % 3_600_000;
  const rows = noRows();
  const account: Row<'accounts'> = {
    id: random.id(created), externalId: `CRM-${10_001 + index}`, name, segment: profile.segment, region: profile.region, country: countryIn(random, profile.region), industry, customerSince: profile.since,
    managerId: profile.manager.id, reportingArrMinor: 0, createdAt, search: searchText(name, `CRM-${10_001 + index}`), version: 1,
  };
  const contacts = Array.from({ length: { smb: 1, mid_market: 2, enterprise: 3 }[profile.segment] + (random.chance(0.3) ? 1 : 0) }, (_, order): Row<'contacts'> => {
    const person = contactOf(random, name, order);
    return { id: random.id(created + order), accountId: account.id, ...person, phone: null, isPrimary: order === 0, search: searchText(person.name, person.email), version: 1 };
  });
  rows.accounts.push(account);
  rows.contacts.push(...contacts);
  const perAccount = setting.size.upgrades / setting.size.accounts;
  const slots = Math.max(1, Math.round(perAccount * LINES_AN_UPGRADE * SLOTS[profile.segment] * random.between(0.7, 1.3)));
  const story: Story = {
    setting, random, counters, profile, account, contacts, currency: random.weighted<string>(CURRENCY_IN[profile.region]), slots: Array.from({ length: slots }, () => ({ line: null, device: null, freeFrom: 0 })), rows, audit: [], atTheEnd: [],
  };
  if (profile.isNew) for (const slot of story.slots) beginLine(story, slot);
  return story;
}

/** A new customer's lines all begin with it, for a term that has not ended yet. */
function beginLine(story: Story, slot: Slot): void {
  const { random, profile, setting } = story;
  const startsOn = addDays(profile.since, random.int(0, 8));
  const termMonths = [12, 24, 36].find((months) => endOfTerm(startsOn, months) > addDays(setting.today, 20)) ?? 36;
  openLine(story, slot, { product: productOf(story, randomFamily(random)), quantity: 1, startsOn, endsOn: endOfTerm(startsOn, termMonths), termMonths });
}

const FAMILIES: readonly (readonly [Family, number])[] = [['S4', 14], ['S5', 26], ['S6', 18], ['Cloud', 22], ['Recovery', 8], ['Care', 12]];
export const randomFamily = (random: Random): Family => random.weighted(FAMILIES);

/** Small businesses take the small sizes, enterprises the large ones. */
export function productOf({ random, profile }: Story, family: Family): ProductRow {
  const sizes = inFamily(family);
  const reach = { smb: 0.5, mid_market: 0.8, enterprise: 1 }[profile.segment];
  const from = profile.segment === 'enterprise' ? 0.3 : 0;
  return sizes[Math.min(sizes.length - 1, Math.floor(random.between(from, reach) * sizes.length))] as ProductRow;
}

/** An amount in dollars (minor units) in the account's currency, as on the day. */
export function inCurrency({ setting, currency }: Pick<Story, 'setting' | 'currency'>, dollarsMinor: number, on: Day): number {
  if (currency === 'USD') return dollarsMinor;
  return convertMinor(Math.round(dollarsMinor), 'USD', currency, rateOn(setting.rates.get(currency) ?? [], 'USD', currency, on) ?? '1');
}

export function toDollars({ setting }: Pick<Story, 'setting'>, amountMinor: number, currency: string, on: Day): number {
  if (currency === 'USD') return amountMinor;
  return convertMinor(amountMinor, currency, 'USD', rateOn(setting.rates.get(currency) ?? [], currency, 'USD', on) ?? '1');
}

type NewLine = { product: ProductRow; quantity: number; startsOn: Day; endsOn: Day | null; termMonths: number };

/** A line from before the history that is told: it came with the books. */
export function openLine(story: Story, slot: Slot, { product, quantity, startsOn, endsOn, termMonths }: NewLine): Row<'subscriptions'> {
  const { random, account, currency } = story;
  const begins = Date.parse(`${startsOn}T06:00:00Z`);
  const unitArrMinor = Math.round(inCurrency(story, product.listPriceMinor * random.between(0.9, 1), startsOn) / 100) * 100;
  if (isDevice(product.family as Family) && slot.device === null) slot.device = makeDevice(story, product.id, startsOn);
  const line: Row<'subscriptions'> = {
    id: random.id(begins), externalId: nextExternalId(story), accountId: account.id, product: product.id, quantity, unitArrMinor, arrMinor: unitArrMinor * quantity, currency,
    reportingArrMinor: toDollars(story, unitArrMinor * quantity, currency, startsOn), termMonths, startsOn, endsOn, countsFrom: startsOn, countsUntil: null, autoRenew: random.chance(0.45), isTrial: false, status: 'active',
    deviceId: slot.device?.id ?? null, upgradeId: null, version: 1,
  };
  slot.line = line;
  story.rows.subscriptions.push(line);
  return line;
}

export const nextExternalId = ({ counters }: Story): string => `SUB-${String((counters.subscriptions += 1)).padStart(6, '0')}`;

export function makeDevice({ random, account, counters, rows }: Story, productId: string, shippedOn: Day): Row<'devices'> {
  const serial = serialOf((counters.devices += 1));
  const device: Row<'devices'> = { id: random.id(Date.parse(`${shippedOn}T05:00:00Z`)), accountId: account.id, serial, productId, status: 'in_field', shippedOn, search: searchText(serial, productId), version: 1 };
  rows.devices.push(device);
  return device;
}

/** Something a person did, or the desk by itself, with how it weighs on the self-serve rate. */
export type Act = { at: number; actor: { id: string | null; name: string }; command: CommandName; resource: 'upgrades' | 'escalations'; recordId: string; before: Record<string, unknown> | null; after: Record<string, unknown> | null };

/** The audit log of the demo goes back so far. */
const AUDIT_DAYS = 45;

/** Counts an upgrade's touches, and keeps the recent acts for the audit log. */
export function recordActs(story: Story, upgrade: Row<'upgrades'> | null, acts: readonly Act[]): void {
  const since = story.setting.nowMs - AUDIT_DAYS * 86_400_000;
  for (const { at, actor, command, resource, recordId, before, after } of acts) {
    const touch = TOUCH[command];
    if (upgrade && actor.id !== null && touch === 'touch') {
      upgrade.touches += 1;
      if (upgrade.firstTouchedAt === null || iso(at) < upgrade.firstTouchedAt) upgrade.firstTouchedAt = iso(at);
      if (upgrade.motion === 'self_serve' && (upgrade.completedAt === null || iso(at) <= upgrade.completedAt)) upgrade.motion = 'assisted';
    }
    if (upgrade && actor.id !== null && touch === 'shadow') upgrade.shadowTouches += 1;
    if (at >= since) story.audit.push({ at: iso(at), actorId: actor.id, actorName: actor.name, action: command, resource, recordId, accountId: story.account.id, upgradeId: upgrade?.id ?? null, touch, before, after, requestId: `demo-${recordId.slice(-12)}` });
  }
}

const GAP_DAYS = 30;

/** Gives the untouched slots their lines, lets what has run out lapse, and puts the account's ARR and age right. */
export function endStory(story: Story): void {
  const { random, account, setting, rows } = story;
  for (const slot of story.slots) if (slot.line === null) fillUntouched(story, slot);
  for (const tell of story.atTheEnd) tell();
  for (const line of rows.subscriptions) {
    if (line.status !== 'active' || line.endsOn === null || line.endsOn >= setting.today) continue;
    if (line.endsOn >= addDays(setting.today, -GAP_DAYS)) line.status = 'expired';
    else Object.assign(line, { status: 'ended', countsUntil: addDays(line.endsOn, 1), autoRenew: false });
  }
  account.reportingArrMinor = rows.subscriptions.reduce((sum, line) => (line.countsUntil === null ? sum + line.reportingArrMinor : sum), 0);
  const first = rows.subscriptions.reduce((day, line) => (line.startsOn < day ? line.startsOn : day), account.customerSince);
  if (first < account.customerSince) Object.assign(account, { customerSince: addDays(first, -random.int(0, 40)), createdAt: `${addDays(first, -41)}T08:00:00.000Z` });
}

function fillUntouched(story: Story, slot: Slot): void {
  const { random, setting } = story;
  const product = productOf(story, randomFamily(random));
  const kind = random.weighted([['running', 930], ['open', 35], ['expired', 12], ['lapsed', 15], ['trial', 8]] as const);
  const endsOn = kind === 'open' ? null : addDays(setting.today, kind === 'expired' ? -random.int(1, 25) : kind === 'lapsed' ? -random.int(40, 400) : kind === 'trial' ? random.int(3, 25) : random.int(8, 700));
  startBefore(story, slot, product, 1, endsOn ?? addDays(setting.today, -random.int(300, 900)), kind === 'trial' ? 1 : undefined);
  if (!slot.line) return;
  if (kind === 'open') Object.assign(slot.line, { endsOn: null });
  if (kind === 'expired' || kind === 'lapsed') slot.line.autoRenew = false;
  if (kind === 'trial') Object.assign(slot.line, { isTrial: true, unitArrMinor: 0, arrMinor: 0, reportingArrMinor: 0, autoRenew: false });
}

/** A line whose term ends on that day, begun a whole term before. */
export function startBefore(story: Story, slot: Slot, product: ProductRow, quantity: number, endsOn: Day, months?: number): Row<'subscriptions'> {
  const termMonths = months ?? story.random.weighted([[12, 6], [24, 2], [36, 3]] as const);
  return openLine(story, slot, { product, quantity, startsOn: startOfTerm(endsOn, termMonths), endsOn, termMonths });
}

/** The first day of a term of so many months that ends on this day. */
function startOfTerm(endsOn: Day, months: number): Day {
  const next = addDays(endsOn, 1);
  const month = Number(next.slice(0, 4)) * 12 + Number(next.slice(5, 7)) - 1 - months;
  const first = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  const lastDay = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  return `${first}-${String(Math.min(lastDay, Number(next.slice(8)))).padStart(2, '0')}`;
}

