import { isCurrency } from '../money.ts';
import { SEGMENTS, type Segment } from '../words.ts';

export type ImportOptions = {
  /** Of amounts in rows that name none. */
  currency: string;
  /** Users among whom new accounts are dealt out; none named: every active account manager. */
  managerIds: string[];
  /** A product that the catalogue lacks is added to it, at the price of the first paying row. */
  createProducts: boolean;
  /** Escalated tickets are opened again: they wait from the moment of the import. */
  reopenEscalated: boolean;
  /** A line of a placed upgrade that names a subscription which is not here opens it in the books, and what it replaces leaves them. */
  openSubscriptions: boolean;
  /** From so many seats on an account is mid-market; from so many it is an enterprise. */
  midMarketSeats: number;
  enterpriseSeats: number;
  /** For accounts of which neither segment nor seats are told. */
  defaultSegment: Segment | null;
  /** Countries by their region, beside those that are known. */
  regions: Record<string, string>;
  /** For accounts of which neither region nor a known country is told. */
  defaultRegion: string | null;
};

export const DEFAULT_OPTIONS: ImportOptions = {
  currency: 'USD', managerIds: [], createProducts: true, reopenEscalated: false, openSubscriptions: false, midMarketSeats: 20, enterpriseSeats: 100, defaultSegment: null, regions: {}, defaultRegion: null,
};

const MOST_SEATS = 10_000_000;

/** What is wrong with a set of options, by field. That users and regions are there is asked of the database. */
export function checkOptions(options: ImportOptions): Record<string, string> {
  const errors: Record<string, string> = {};
  if (!isCurrency(options.currency)) errors.currency = 'is not one of the currencies of the books';
  for (const field of ['midMarketSeats', 'enterpriseSeats'] as const) {
    if (!Number.isInteger(options[field]) || options[field] < 1 || options[field] > MOST_SEATS) errors[field] = `must be a whole number from 1 to ${MOST_SEATS}`;
  }
  if (!errors.enterpriseSeats && options.enterpriseSeats < options.midMarketSeats) errors.enterpriseSeats = 'must not be less than the seats of a mid-market account';
  if (options.defaultSegment !== null && !SEGMENTS.includes(options.defaultSegment)) errors.defaultSegment = `must be one of ${SEGMENTS.join(', ')}`;
  return errors;
}

export function segmentOf(seats: number, { midMarketSeats, enterpriseSeats }: Pick<ImportOptions, 'midMarketSeats' | 'enterpriseSeats'>): Segment {
  if (seats >= enterpriseSeats) return 'enterprise';
  return seats >= midMarketSeats ? 'mid_market' : 'smb';
}

const COUNTRIES: Readonly<Record<string, string>> = {
  ...of('north_america', 'us usa united_states united_states_of_america ca can canada mx mex mexico'),
  ...of('uk_ireland', 'uk gb gbr united_kingdom great_britain england scotland wales northern_ireland ie irl ireland'),
  ...of('emea', 'de deu germany fr fra france es esp spain it ita italy pt prt portugal nl nld netherlands be bel belgium lu lux luxembourg at aut austria ch che switzerland dk dnk denmark se swe sweden no nor norway fi fin finland is isl iceland pl pol poland cz cze czechia hu hun hungary ro rou romania bg bgr bulgaria gr grc greece tr tur turkey il isr israel ae are united_arab_emirates sa sau saudi_arabia eg egy egypt za zaf south_africa ng nga nigeria ke ken kenya'),
  ...of('apac', 'au aus australia nz nzl new_zealand jp jpn japan sg sgp singapore kr kor south_korea hk hkg hong_kong tw twn taiwan cn chn china my mys malaysia th tha thailand id idn indonesia ph phl philippines vn vnm vietnam'),
  ...of('india', 'in ind india'),
};

function of(region: string, countries: string): Record<string, string> {
  return Object.fromEntries(countries.split(' ').map((country) => [country, region]));
}

const folded = (country: string) => country.trim().toLowerCase().replace(/[^\p{L}\d]+/gu, '_').replace(/^_|_$/g, '');

/** The region that serves a country (ISO code or English name), null where nobody has said. What the options say goes before what is known. */
export function regionOfCountry(country: string, regions: Readonly<Record<string, string>>): string | null {
  const name = folded(country);
  for (const [key, region] of Object.entries(regions)) if (folded(key) === name) return region;
  return Object.hasOwn(COUNTRIES, name) ? (COUNTRIES[name] ?? null) : null;
}
