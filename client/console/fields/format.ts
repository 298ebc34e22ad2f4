/** How figures and times are written, without React: pure, and tested as such. */
const LOCALE = 'en';
const MINUS = '−';

const numberFormats = new Map<string, Intl.NumberFormat>();
const timeFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes longer than using it a hundred times, and a page writes thousands of figures: each is made once. */
function numbers(options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = numberFormats.get(key) ?? new Intl.NumberFormat(LOCALE, options);
  numberFormats.set(key, known);
  return known;
}

function times(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = timeFormats.get(key) ?? new Intl.DateTimeFormat('en-GB', options);
  timeFormats.set(key, known);
  return known;
}

const digitsByCurrency = new Map<string, number>();

/** How many digits stand behind the point in a currency: 2 for USD, 0 for JPY, 3 for BHD. */
export function minorDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  let digits = 2;
  try {
    digits = numbers({ style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    digits = 2;
  }
  digitsByCurrency.set(currency, digits);
  return digits;
}

type MoneyOptions = {
  /** Show a plus before gains. */
  signed?: boolean;
  /** Keep the minor digits even where they are zero. */
  exact?: boolean;
};

/** Whole amounts drop their zeros: a column of prices is read for its thousands. */
export function formatMoney(minor: number, currency: string, { signed = false, exact = false }: MoneyOptions = {}): string {
  const digits = minorDigits(currency);
  const unit = 10 ** digits;
  const fraction = exact || minor % unit !== 0 ? digits : 0;
  const size = Math.abs(minor) / unit;
  let text: string;
  try {
    text = numbers({ style: 'currency', currency, minimumFractionDigits: fraction, maximumFractionDigits: fraction }).format(size);
  } catch {
    text = `${currency} ${size.toFixed(fraction)}`;
  }
  if (minor < 0) return `${MINUS}${text}`;
  return signed && minor > 0 ? `+${text}` : text;
}

/** Without its minor digits. */
export function toWhole(minor: number, currency: string): number {
  const unit = 10 ** minorDigits(currency);
  return Math.round(minor / unit) * unit;
}

/** For axes and bars, where there is room for few figures: "$5.9M". */
export function formatCompactMoney(minor: number, currency: string): string {
  const text = numbers({ style: 'currency', currency, notation: 'compact', maximumFractionDigits: 2 }).format(Math.abs(minor) / 10 ** minorDigits(currency));
  return minor < 0 ? `${MINUS}${text}` : text;
}

/** A share of one as a percentage: 0.1152 is 11.5%. */
export function formatShare(share: number): string {
  return numbers({ style: 'percent', maximumFractionDigits: 1 }).format(share).replace('-', MINUS);
}

export function formatNumber(value: number): string {
  return numbers().format(value).replace('-', MINUS);
}

/** Basis points as a percentage: 1,500 is 15%. */
export function formatBasisPoints(points: number): string {
  return `${numbers({ maximumFractionDigits: 2 }).format(points / 100)}%`;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The two largest units: "48 m", "2 h 04 m", "1 d 3 h", "12 d". Signs are dropped: the words around say which way. */
export function formatAge(seconds: number): string {
  const left = Math.floor(Math.abs(seconds));
  if (left < MINUTE) return '0 m';
  if (left < HOUR) return `${Math.floor(left / MINUTE)} m`;
  if (left < DAY) {
    const minutes = Math.floor((left % HOUR) / MINUTE);
    return minutes === 0 ? `${Math.floor(left / HOUR)} h` : `${Math.floor(left / HOUR)} h ${String(minutes).padStart(2, '0')} m`;
  }
  const hours = Math.floor((left % DAY) / HOUR);
  return left >= 7 * DAY || hours === 0 ? `${formatNumber(Math.floor(left / DAY))} d` : `${Math.floor(left / DAY)} d ${hours} h`;
}

/** Working time is told in hours: its days are not the calendar's. */
export function formatHours(minutes: number): string {
  const rest = minutes % 60;
  return `${formatNumber(Math.floor(minutes / 60))} h${rest === 0 ? '' : ` ${String(rest).padStart(2, '0')} m`}`;
}

/** Working time: in hours, however many, as a working day has no fixed number of them. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const left = Math.round(minutes % 60);
  if (hours === 0) return `${left} m`;
  return left === 0 ? `${formatNumber(hours)} h` : `${formatNumber(hours)} h ${String(left).padStart(2, '0')} m`;
}

/** Where the viewer is, asked once: it takes as long as writing a whole page of times. */
let viewersZone: string | undefined;
const zone = () => (viewersZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone);

/** To the second, in the viewer's zone and naming it. */
export function formatExact(instant: string): string {
  return times({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short', timeZone: zone() }).format(new Date(instant));
}

/** "14:20", "Tue 14:20", "3 Nov 14:20", "3 Nov 2025": as much as is needed to tell it from now. */
export function formatMoment(instant: string, now: number): string {
  const at = new Date(instant);
  const clock = times({ hour: '2-digit', minute: '2-digit' }).format(at);
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  const days = Math.floor((at.getTime() - midnight.getTime()) / (DAY * 1000));
  if (days === 0) return clock;
  if (Math.abs(days) < 7) return `${times({ weekday: 'short' }).format(at)} ${clock}`;
  if (at.getFullYear() === new Date(now).getFullYear()) return `${times({ day: 'numeric', month: 'short' }).format(at)} ${clock}`;
  return times({ day: 'numeric', month: 'short', year: 'numeric' }).format(at);
}

/** A calendar day is no instant: it is written as it stands, in no zone. */
export function formatDay(day: string): string {
  const [year, month, date] = day.slice(0, 10).split('-').map(Number);
  if (!year || !month || !date) return day;
  return times({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, date));
}

/** "2026-03" is March 2026; `short`: Mar 2026. */
export function formatMonth(month: string, short = false): string {
  const [year, number] = month.split('-').map(Number);
  if (!year || !number) return month;
  return times({ month: short ? 'short' : 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.UTC(year, number - 1, 1));
}

/** Up to two letters that stand for a person. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words[words.length - 1]?.[0] ?? '') : '';
  return (first + last).toUpperCase();
}
