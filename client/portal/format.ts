/** Figures and days in the reader's own locale; in the browser's zone where an instant is meant, in none where a calendar day is. */
type Locale = string | undefined;

/** What the browser asks pages for; its own where that is no locale. */
function localeOfReader(): Locale {
  try {
    return Intl.getCanonicalLocales(navigator.language)[0];
  } catch {
    return undefined;
  }
}

const reader = localeOfReader();

/** Minor units as an amount; zeros behind the point are left out. */
export function formatMoney(minor: number, currency: string, locale: Locale = reader): string {
  const style = { style: 'currency', currency } as const;
  const digits = new Intl.NumberFormat(locale, style).resolvedOptions().maximumFractionDigits ?? 2;
  return new Intl.NumberFormat(locale, { ...style, trailingZeroDisplay: 'stripIfInteger' }).format(minor / 10 ** digits);
}

export const formatCount = (value: number, locale: Locale = reader): string => new Intl.NumberFormat(locale).format(value);

/** 36 months are 3 years, 18 months are 18 months. The words are the page's, which is in English. */
export function formatTerm(months: number): string {
  const [value, unit] = months % 12 === 0 ? [months / 12, 'year'] : [months, 'month'];
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** A calendar day, `YYYY-MM-DD`. */
export function formatDay(day: string, locale: Locale = reader): string {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return day;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, date));
}

export function formatMoment(instant: string, locale: Locale = reader): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant));
}

/** The reader's own day, as contracts write days. */
export function dayHere(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Up to two letters that stand for a person. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase();
}
