import type { Segment } from '../server/domain/words.ts';
import type { Random } from './random.ts';
import type { RegionId } from './reference.ts';

/** Invented, every one: two halves that no place is called by. */
const FRONT = ['Quill', 'Oster', 'Vel', 'Tarn', 'Lume', 'Corv', 'Hask', 'Brind', 'Myrr', 'Eskel', 'Fenn', 'Grøn', 'Wyk', 'Pell', 'Sarn', 'Thul', 'Ived', 'Jorr', 'Kest', 'Lauv', 'Merr', 'Nøst', 'Ombr', 'Palv', 'Rhysk', 'Stölz', 'Umbr', 'Vask', 'Yarr', 'Zeld'];
const BACK = ['fen', 'mark', 'brook', 'wick', 'vale', 'dale', 'holt', 'mere', 'stow', 'garth', 'ridge', 'haven', 'moor', 'field', 'wold'];
const TRADE = ['Foundry', 'Dental Group', 'Freight', 'Legal', 'Schools Trust', 'Clinics', 'Architects', 'Bakeries', 'Print Works', 'Orchards', 'Tax Advisers', 'Timber', 'Museums', 'Opticians', 'Housing', 'Instruments', 'Seeds', 'Ferries', 'Publishing', 'Veterinary Practice', 'Glass', 'Surveyors', 'Ceramics'];
const INDUSTRY: Record<string, string> = {
  Foundry: 'Manufacturing', 'Dental Group': 'Health', Freight: 'Transport', Legal: 'Professional services', 'Schools Trust': 'Education', Clinics: 'Health', Architects: 'Professional services', Bakeries: 'Food', 'Print Works': 'Manufacturing',
  Orchards: 'Food', 'Tax Advisers': 'Professional services', Timber: 'Manufacturing', Museums: 'Culture', Opticians: 'Health', Housing: 'Property', Instruments: 'Manufacturing', Seeds: 'Food', Ferries: 'Transport', Publishing: 'Culture',
  'Veterinary Practice': 'Health', Glass: 'Manufacturing', Surveyors: 'Professional services', Ceramics: 'Manufacturing',
};

const COUNTRIES: Record<RegionId, readonly string[]> = {
  north_america: ['US', 'US', 'US', 'CA'], uk_ireland: ['GB', 'GB', 'IE'], emea: ['DE', 'DE', 'NL', 'FR', 'PL', 'SE', 'IT', 'AE'], apac: ['AU', 'AU', 'NZ', 'SG'], india: ['IN'], worldwide: ['US', 'GB', 'DE', 'SG', 'AU'],
};

const FIRST = ['Ada', 'Alma', 'Anil', 'Aoife', 'Bela', 'Ciro', 'Dara', 'Edda', 'Emre', 'Farah', 'Gita', 'Hanne', 'Ilse', 'Jaro', 'Kavi', 'Lena', 'Léon', 'Mara', 'Meera', 'Milo', 'Nadia', 'Nils', 'Olga', 'Pía', 'Ravi', 'Rosa', 'Sami', 'Tess', 'Uma', 'Vera', 'Wanda', 'Yusuf', 'Zoë'];
const LAST = ['Ashgrove', 'Balkar', 'Brennick', 'Castellow', 'Dørum', 'Eberly', 'Farrowby', 'Greel', 'Hallowin', 'Ivarsen', 'Jandral', 'Kettlewick', 'Lormand', 'Mistral', 'Nerwande', 'Ollerin', 'Pashkin', 'Quennell', 'Rookham', 'Sandrasekh', 'Tolvanen', 'Ulricson', 'Vantongen', 'Wrexley', 'Żelichow'];
const TITLE = ['IT manager', 'Head of IT', 'Office manager', 'Systems administrator', 'Purchasing', 'Finance director', 'Managing director', 'Operations'];

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const TOWNS = FRONT.length * BACK.length;
const COMPANIES = TOWNS * TRADE.length;
/** Shares no factor with the number of companies, so that the first of them are spread over all names, none twice. */
const STRIDE = 7_919;

/** Every account another name: past the plain ones a place of business is named too. */
export function companyName(index: number): { name: string; industry: string } {
  const n = (index * STRIDE) % COMPANIES;
  const town = at(FRONT, Math.floor(n / TRADE.length)) + at(BACK, Math.floor(n / TRADE.length / FRONT.length));
  const trade = at(TRADE, n);
  const round = Math.floor(index / COMPANIES);
  const place = round === 0 ? '' : ` (${at(FRONT, round)}${at(BACK, Math.floor(round / FRONT.length))})`;
  return { name: `${town} ${trade}${place}`, industry: INDUSTRY[trade] ?? 'Other' };
}

export const countryIn = (random: Random, region: RegionId): string => random.pick(COUNTRIES[region]);

const asciiOf = (text: string): string => text.normalize('NFKD').replace(/ø/gi, 'o').replace(/ł/gi, 'l').replace(/[^a-zA-Z0-9]+/g, '').toLowerCase();

export function contactOf(random: Random, company: string, index: number): { name: string; email: string; title: string } {
  const [first, last] = [random.pick(FIRST), random.pick(LAST)];
  return { name: `${first} ${last}`, email: `${asciiOf(first)}.${asciiOf(last)}@${asciiOf(company)}.example`, title: index === 0 ? random.pick(TITLE.slice(0, 4)) : random.pick(TITLE) };
}

const SIZES: readonly (readonly [Segment, number])[] = [['smb', 50], ['mid_market', 35], ['enterprise', 15]];
export const segmentOf = (random: Random): Segment => random.weighted(SIZES);

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const SERIALS = 10 * LETTERS.length ** 2 * 10_000 * 100;
/** Shares no factor with the number of serials: consecutive devices look unrelated, and none has another's. */
const SERIAL_STRIDE = 1_234_577_891;

/** The serial number of the nth device made: `4KX-7719-02`. */
export function serialOf(n: number): string {
  let left = (n * SERIAL_STRIDE + 2_719_771) % SERIALS;
  const take = (size: number): number => {
    const part = left % size;
    left = Math.floor(left / size);
    return part;
  };
  const [tail, middle, b, a] = [take(100), take(10_000), take(LETTERS.length), take(LETTERS.length)];
  return `${left}${LETTERS[a]}${LETTERS[b]}-${String(middle).padStart(4, '0')}-${String(tail).padStart(2, '0')}`;
}
