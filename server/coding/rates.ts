import { and, eq, sql } from 'drizzle-orm';
import { Type } from 'typebox';
import { uuidv7 } from 'uuidv7';
import type { Tables } from '../../db/schema/index.ts';
import { CURRENCIES, inverseRate, isRate } from '../domain/money.ts';
import { invalid } from '../domain/refusal.ts';
import { day, text, word } from '../rest/filterable.ts';
import type { Resource, RowQuery } from '../rest/resource.ts';
import { Body, Text, words } from '../rest/schemas.ts';

const CODES = Object.keys(CURRENCIES);
const currency = words(CODES);
const fields = { base: currency, quote: currency, on: Text.day, rate: Type.String({ pattern: '^\\d{1,20}(\\.\\d{1,20})?$' }) };

/**
 * What one unit of a currency is worth in another from a day on. A line keeps what it was worth on its own day: a rate that is added or taken
 * away later moves nothing in the books.
 */
export const ratesResource = (t: Tables): Resource => {
  const { exchangeRates: r } = t;
  return {
    name: 'exchange-rates', title: 'exchange rates', read: 'catalogue:read', table: r, searchable: { texts: [r.base, r.quote] },
    select: (db) => db.select({ id: r.id, base: r.base, quote: r.quote, on: r.on, rate: r.rate, name: sql<string>`${r.base} || '/' || ${r.quote} || ' ' || ${r.on}`.mapWith(String) }).from(r).$dynamic() as unknown as RowQuery,
    shape: Type.Object({ id: Type.String(), ...fields, name: Type.String() }),
    filters: { id: text(r.id), base: word(r.base, CODES), quote: word(r.quote, CODES), on: day(r.on) },
    sorts: { id: { column: r.id }, on: { column: r.on } },
    standardSort: { field: 'on', order: 'DESC' },
    create: {
      permission: 'policies:edit', fields: Body(fields),
      make: async ({ tx }, body) => {
        const { base, quote, on, rate } = body as { base: string; quote: string; on: string; rate: string };
        if (base === quote) return invalid('quote', 'must be another currency');
        const back = isRate(rate) ? inverseRate(rate) : null;
        if (back === null) return invalid('rate', 'must be above zero, and no further from one than a trillion');
        const [known] = await tx.db.select().from(r).where(and(eq(r.base, base), eq(r.quote, quote), eq(r.on, on)));
        const [reverse] = await tx.db.select().from(r).where(and(eq(r.base, quote), eq(r.quote, base), eq(r.on, on)));
        // One that was only reckoned from its reverse, with an id just before that, makes room for the one that somebody enters.
        if (known && reverse && known.id < reverse.id && known.rate === inverseRate(reverse.rate)) await tx.db.delete(r).where(eq(r.id, known.id));
        // Prices are quoted the other way round: what nobody has entered for that is reckoned from this one.
        await tx.db.insert(r).values({ id: uuidv7(), base: quote, quote: base, on, rate: back }).onConflictDoNothing();
        return { id: uuidv7(), base, quote, on, rate };
      },
    },
    remove: { permission: 'policies:edit' },
  };
};
