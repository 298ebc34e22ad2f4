import { foldText } from '../fold.ts';
import { SEGMENTS, type Day, type Segment } from '../words.ts';
import { skipped, updateOrNot, type Decision, type Existing } from './decision.ts';
import { regionOfCountry, segmentOf, type ImportOptions } from './options.ts';
import { RowReader } from './row.ts';
import { quoted } from './values.ts';

export type AccountValues = { externalId: string; name: string; segment: Segment; region: string; country: string | null; industry: string | null; customerSince: Day; managerId: string };

export type AccountReferences = {
  today: Day;
  regions: readonly { id: string; name: string }[];
  /** Among whom new accounts are dealt out, in an order that does not change. */
  managers: readonly string[];
  /** Active account managers by e-mail, in small letters. */
  managerByEmail: ReadonlyMap<string, string>;
};

const MOST_SEATS = 100_000_000;

/** What a row would make of an account. An account that is there keeps its manager: who looks after whom is decided here, not in a file. */
export function planAccount(row: ReadonlyMap<string, string>, existing: Existing<AccountValues> | undefined, refs: AccountReferences, options: ImportOptions): Decision<AccountValues> {
  const read = new RowReader(row);
  const externalId = read.need('externalId', read.key('externalId'));
  const name = read.need('name', read.text('name', 200));
  const customerSince = read.need('customerSince', read.day('customerSince'));
  const segment = segmentIn(read, options);
  const region = regionIn(read, refs, options);
  const country = read.text('country', 60);
  const industry = read.text('industry', 100);
  const managerId = managerIn(read, refs, externalId ?? '');
  if (read.faults) return { outcome: 'skipped', fault: read.faults };
  if (externalId === null || name === null || customerSince === null) return skipped('missing_value', 'A needed value is empty');
  if (customerSince > refs.today) return skipped('in_future', `customerSince: ${customerSince} has not come yet`);
  if (existing) {
    return updateOrNot(existing, { name, customerSince, segment: segment ?? undefined, region: region ?? undefined, country: country ?? undefined, industry: industry ?? undefined });
  }
  if (segment === null) return skipped('missing_value', 'Neither segment nor seats are told');
  if (region === null) return skipped('unknown_region', read.raw('country') === '' ? 'Neither region nor country is told' : `No region is known for the country ${quoted(read.raw('country'))}`);
  if (managerId === null) return skipped('unknown_manager', 'There is no active account manager to give it to');
  return { outcome: 'create', values: { externalId, name, segment, region, country, industry, customerSince, managerId } };
}

function segmentIn(read: RowReader, options: ImportOptions): Segment | null {
  const told = read.word('segment', SEGMENTS, { midmarket: 'mid_market', mid: 'mid_market', medium: 'mid_market', small: 'smb', large: 'enterprise', small_business: 'smb' });
  const seats = read.count('seats', 0, MOST_SEATS);
  if (told !== null) return told;
  return seats === null ? options.defaultSegment : segmentOf(seats, options);
}

function regionIn(read: RowReader, { regions }: AccountReferences, options: ImportOptions): string | null {
  const told = read.text('region', 100);
  if (told !== null) {
    const found = regions.find((region) => region.id === told || foldText(region.name) === foldText(told));
    return found ? found.id : read.blame('unknown_region', `region: there is no region ${quoted(told)}`);
  }
  const country = read.raw('country');
  const region = (country === '' ? null : regionOfCountry(country, options.regions)) ?? options.defaultRegion;
  if (region !== null && !regions.some((one) => one.id === region)) return read.blame('unknown_region', `There is no region ${quoted(region)}`);
  return region;
}

function managerIn(read: RowReader, { managers, managerByEmail }: AccountReferences, key: string): string | null {
  const email = read.raw('managerEmail').toLowerCase();
  if (email !== '') return managerByEmail.get(email) ?? read.blame('unknown_manager', `managerEmail: no active account manager has ${quoted(email)}`);
  return dealtTo(managers, key);
}

/** Deals by the key alone, so that the same file deals the same way, in whatever order its rows stand. */
export function dealtTo(managers: readonly string[], key: string): string | null {
  return managers.length === 0 ? null : (managers[hashOf(key) % managers.length] ?? null);
}

/** FNV-1a over UTF-16 units, finished as in MurmurHash3: keys that differ in their last digit alone spread evenly. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
