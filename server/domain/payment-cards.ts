/** What must never be kept: a payment card's number, or the code printed beside it. */
export type CardKind = 'card_number' | 'security_code';

type Brand = { name: string; prefixes: readonly (readonly [from: string, to: string])[]; lengths: readonly number[] };

const upTo19 = [16, 17, 18, 19] as const;

/** Issuer ranges and number lengths of the brands in circulation. */
const BRANDS: readonly Brand[] = [
  { name: 'Visa', prefixes: [['4', '4']], lengths: [13, 16, 19] },
  { name: 'Mastercard', prefixes: [['51', '55'], ['2221', '2720']], lengths: [16] },
  { name: 'American Express', prefixes: [['34', '34'], ['37', '37']], lengths: [15] },
  { name: 'Discover', prefixes: [['6011', '6011'], ['622126', '622925'], ['644', '649'], ['65', '65']], lengths: upTo19 },
  { name: 'Diners Club', prefixes: [['300', '305'], ['3095', '3095'], ['36', '36'], ['38', '39']], lengths: [14, 16, 19] },
  { name: 'JCB', prefixes: [['3528', '3589']], lengths: upTo19 },
  { name: 'UnionPay', prefixes: [['62', '62'], ['81', '81']], lengths: upTo19 },
  {
    name: 'Maestro',
    prefixes: [['5018', '5018'], ['5020', '5020'], ['5038', '5038'], ['5893', '5893'], ['6304', '6304'], ['6390', '6390'], ['6759', '6759'], ['6761', '6763']],
    lengths: [12, 13, 14, 15, ...upTo19],
  },
];

const SHORTEST = 12;
const LONGEST = 19;
/** The longest number a telephone has, country code included (E.164). */
const LONGEST_PHONE = 15;
const MOST_SEPARATORS = 8;
/** What lies further apart than this is a list of numbers, unless it is laid out as one card. */
const WIDE_GAP = 3;

function isIssued(digits: string): boolean {
  return BRANDS.some((brand) => brand.lengths.includes(digits.length)
    && brand.prefixes.some(([from, to]) => digits.slice(0, from.length) >= from && digits.slice(0, to.length) <= to));
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, doubled = false; at >= 0; at -= 1, doubled = !doubled) {
    const digit = digits.charCodeAt(at) - 48;
    sum += doubled ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}

const DECIMAL = /\p{Nd}/u;
const isDecimal = (codePoint: number) => DECIMAL.test(String.fromCodePoint(codePoint));

/** A decimal digit's value: every script's ten stand in a row that begins at a code point ending in 0 or 6. */
function digitOf(codePoint: number): string {
  const nibble = codePoint % 16;
  return String(nibble < 6 || (nibble < 10 && isDecimal(codePoint - nibble)) ? nibble : nibble - 6);
}

/** One character beyond ASCII as its plain counterpart: digits, dashes, dots, blanks, letters without their marks. */
function plainCharacter(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  if (/[\u2028\u2029\u0085]/u.test(character)) return '\n';
  if (/[\s\u2800]/u.test(character) && character !== '\ufeff') return ' ';
  if (/[\p{Pd}\u2212\u00ad]/u.test(character)) return '-';
  if (/[\u00b7\u2022\u2024\u2027\u2219\u22c5\u30fb]/u.test(character)) return '.';
  if (/[\u2044\u2215]/u.test(character)) return '/';
  if (/\p{Cf}/u.test(character)) return '\u200b';
  const composed = character.normalize('NFKC');
  if (/^[0-9]$/.test(composed)) return composed;
  if (DECIMAL.test(character)) return digitOf(codePoint);
  return character.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s/gu, ' ');
}

function plainText(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, plainCharacter).replace(/(?!\s)\p{Cc}/gu, '\u200b').toLowerCase();
}

const LABELS = [
  'cvv2?', 'cvc2?', 'cvn2?', 'c\\.v\\.[vcn]\\.?2?', 'cid', 'csc', 'card verification(?: (?:value|code|number|no|data|digits?))?', 'verification (?:value|code)', '(?:card )?security code', 'card code',
  '(?:karten)?prue?fziffer', 'kartenprue?fnummer', 'cryptogramme(?: visuel)?',
].map((label) => label.replaceAll(' ', '[\\s_-]?')).join('|');

/** A label, then within a few characters of the same sentence exactly three or four digits that are no part of a date, a price or a reference. */
const SECURITY_CODE = new RegExp(`(?<![a-z0-9])(?:${LABELS})(?![a-z])(?:(?![.!?;]\\s)[^0-9]){0,12}[0-9]{3,4}(?![0-9]|,[0-9]{3}|[.:-][0-9]|\\s?%)`, 'u');

const UUID = /(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9a-z])/gu;

type Group = { digits: string; gapAfter: string; isDate: boolean; isPrice: boolean };

const SEPARATED = /[0-9]+|[\s\-./_\u200b]+|[^0-9\s\-./_\u200b]+/gu;

/** Runs of digits with nothing but separators between them, each with the character in front of it. */
function sequencesIn(plain: string): { groups: Group[]; before: string }[] {
  const sequences: { groups: Group[]; before: string }[] = [];
  let groups: Group[] = [];
  let before = '';
  let gap = '';
  for (const [token] of plain.matchAll(SEPARATED)) {
    if (/^[0-9]/.test(token)) {
      const previous = groups.at(-1);
      if (previous && gap.length <= MOST_SEPARATORS) previous.gapAfter = gap;
      else {
        groups = [];
        sequences.push({ groups, before });
        before = '';
      }
      groups.push({ digits: token, gapAfter: '', isDate: false, isPrice: false });
      gap = '';
    } else if (/^[\s\-./_\u200b]/.test(token)) gap += token;
    else {
      groups = [];
      before = token.at(-1) ?? '';
      gap = '';
    }
  }
  return sequences;
}

const between = (digits: string, low: number, high: number) => Number(digits) >= low && Number(digits) <= high;
const isYear = (digits: string) => digits.length === 4 && between(digits, 1900, 2099);
const isDayOrMonth = (digits: string) => digits.length <= 2 && between(digits, 1, 31);

/** Marks the groups that together write a calendar date, or an amount with two decimals. */
function markDatesAndPrices(groups: readonly Group[]): void {
  for (const [at, first] of groups.entries()) {
    const second = groups[at + 1];
    const third = groups[at + 2];
    if (!second) return;
    const separator = first.gapAfter;
    const isPair = separator === '.' && second.digits.length === 2 && second.gapAfter !== '.' && groups[at - 1]?.gapAfter !== '.';
    if (isPair) first.isPrice = second.isPrice = true;
    if (!third || !/^[-./]$/.test(separator) || second.gapAfter !== separator || !isDayOrMonth(second.digits)) continue;
    if ((isYear(first.digits) && isDayOrMonth(third.digits)) || (isDayOrMonth(first.digits) && isYear(third.digits))) first.isDate = second.isDate = third.isDate = true;
  }
}

/** Groups as cards print them: fours, or four, six and the rest. */
const isPrinted = (groups: readonly Group[]) => {
  const shape = groups.map((group) => group.digits.length).join();
  return /^4(?:,4){2,3}(?:,[1-4])?$/.test(shape) || /^4,6,[45]$/.test(shape);
};

/** Groups of one length, but for the last: digits one by one, or in pairs. */
const isEven = (groups: readonly Group[]) => {
  const length = groups[0]?.digits.length ?? 0;
  return groups.every((group, at) => group.digits.length === length || (at === groups.length - 1 && group.digits.length < length));
};

/** Numbers far apart are one only where they are laid out as one: two telephone numbers in a row are not. */
const fallsApart = (groups: readonly Group[]) => groups.slice(0, -1).some((group) => group.gapAfter.length >= WIDE_GAP) && !isPrinted(groups) && !isEven(groups);

/** Two telephone numbers on two lines are no card: unless printed as one, what crosses a line's end fills its lines. */
function breaksLines(groups: readonly Group[], from: number, to: number): boolean {
  const inside = groups.slice(from, to + 1);
  if (!inside.slice(0, -1).some((group) => group.gapAfter.includes('\n')) || isPrinted(inside)) return false;
  const previous = groups[from - 1];
  const last = groups[to];
  return (previous !== undefined && !previous.gapAfter.includes('\n')) || (to < groups.length - 1 && last !== undefined && !last.gapAfter.includes('\n'));
}

function holdsCard({ groups, before }: { groups: readonly Group[]; before: string }): boolean {
  for (let from = 0; from < groups.length; from += 1) {
    let digits = '';
    for (let to = from; to < groups.length && digits.length < LONGEST; to += 1) {
      const group = groups[to];
      if (!group || group.isDate || digits.length + group.digits.length > LONGEST) break;
      digits += group.digits;
      if (digits.length < SHORTEST || !isIssued(digits) || !passesLuhn(digits)) continue;
      if (from === 0 && before === '+' && digits.length <= LONGEST_PHONE) continue;
      if (to > from && groups.slice(from, to + 1).every((part) => part.isPrice)) continue;
      if (fallsApart(groups.slice(from, to + 1))) continue;
      if (!breaksLines(groups, from, to)) return true;
    }
  }
  return false;
}

/** Whether a text holds a payment card's number or its security code, however it is written out. It never says which digits. */
export function findCard(text: string): CardKind | null {
  const plain = plainText(text);
  for (const sequence of sequencesIn(plain.replace(UUID, '#'))) {
    markDatesAndPrices(sequence.groups);
    if (holdsCard(sequence)) return 'card_number';
  }
  return SECURITY_CODE.test(plain) ? 'security_code' : null;
}

const SHORTEST_NUMBER = 1e12;
const DEEPEST_PATH = 32;

/** Short enough to be a security code by itself, which the field's own name would then give away. */
const isShort = (value: unknown): value is string | number => (typeof value === 'string' || typeof value === 'number') && String(value).length <= 8;

function kindOf(value: unknown): CardKind | null {
  if (typeof value === 'string') return findCard(value);
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) >= SHORTEST_NUMBER) return findCard(BigInt(value).toString().replace('-', ''));
  return null;
}

/**
 * The first field of a request's body that holds card data, by its path (`text`, `lines[0].note`). Fields named in `exempt` are not looked
 * into. Everything is looked into however deep it lies, but a path is told only so far down.
 */
export function cardInBody(value: unknown, exempt: ReadonlySet<string>): { path: string; kind: CardKind } | null {
  const waiting: { value: unknown; name: string; path: string; depth: number }[] = [{ value, name: '', path: '', depth: 0 }];
  const seen = new Set<object>();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: current, name, path, depth } = next;
    const kind = kindOf(current) ?? (isShort(current) ? findCard(`${name}: ${current}`) : null);
    if (kind) return { path, kind };
    if (typeof current !== 'object' || current === null || seen.has(current)) continue;
    seen.add(current);
    const told = depth < DEEPEST_PATH;
    const inside: typeof waiting = [];
    if (Array.isArray(current)) {
      for (const [index, item] of current.entries()) inside.push({ value: item, name, path: told ? `${path}[${index}]` : path, depth: depth + 1 });
    } else {
      for (const [key, item] of Object.entries(current)) {
        if (exempt.has(key)) continue;
        const kindOfKey = findCard(key);
        if (kindOfKey) return { path, kind: kindOfKey };
        inside.push({ value: item, name: key, path: told ? (path === '' ? key : `${path}.${key}`) : path, depth: depth + 1 });
      }
    }
    for (const item of inside.reverse()) waiting.push(item);
  }
  return null;
}
