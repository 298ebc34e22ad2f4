import fc from 'fast-check';
import { ONE_LINE } from '../../server/rest/schemas.ts';
import type { Schema } from './openapi.ts';

const SAFE = Number.MAX_SAFE_INTEGER;

/** What no schema asks for, and people and programs send all the same. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, '', ' ', '0', '12', -1, 0, -0, 1.5, 1e21, SAFE + 2, true, [], {}, [[]], 'a\u0000b', '\ud800', '2026-02-30', '2026-03-10T10:00:00', 'x'.repeat(10_000), '%', '_', "'; drop table users; --", '../..', '{"$ne":1}', '𝕏', '\u202e'),
  fc.string(), fc.integer(), fc.double(), fc.array(fc.integer(), { maxLength: 3 }),
);

const DATE = fc.constantFrom('2026-03-10', '2026-04-01', '2024-02-29', '1900-01-01', '2999-12-31', '2027-01-31');
const INSTANT = fc.constantFrom('2026-03-10T12:00:00.000Z', '2026-03-11T09:30:00+02:00', '2026-12-31T23:59:59Z', '2026-03-10T10:00:01Z', '1998-12-31T23:59:60Z');

function ofType(type: string, schema: Schema): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      if (schema.format === 'date') return DATE;
      if (schema.format === 'date-time') return INSTANT;
      if (schema.format === 'email') return fc.constantFrom('someone@desk.example', 'X.Y+z@many.example');
      if (schema.pattern === '^[A-Z]{3}$') return fc.constantFrom('USD', 'EUR', 'JPY', 'XXX');
      if (schema.pattern === ONE_LINE) return fc.constantFrom('A line', 'other', 'quote_needed', 'T5-3TB', 'x'.repeat(Math.min(schema.maxLength ?? 40, 40)));
      if (schema.pattern?.startsWith('^')) return fc.stringMatching(new RegExp(schema.pattern));
      return fc.oneof(fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 40, 40) }), fc.constantFrom('quote_needed', 'refresh', 'T5-3TB', 'ada', 'emea', 'berlin'));
    case 'integer': return fc.oneof(fc.integer({ min: Math.max(schema.minimum ?? -100, -SAFE), max: Math.min(schema.maximum ?? SAFE, SAFE) }), fc.integer({ min: Math.max(schema.minimum ?? 0, 0), max: Math.max(schema.minimum ?? 0, 0) + 3 }));
    case 'number': return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean': return fc.boolean();
    case 'null': return fc.constant(null);
    case 'array': return fc.array(arbitraryOf(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, Math.max(3, schema.minItems ?? 0)) });
    default: return objectOf(schema);
  }
}

function objectOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const own = Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, arbitraryOf(child)]));
  return fc.record(own, { requiredKeys: required.filter((name) => name in own) });
}

/** Values that the schema describes. */
export function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map(arbitraryOf));
  const types = [schema.type ?? []].flat();
  return types.length === 0 ? odd : fc.oneof(...types.map((type) => ofType(type, schema)));
}

/** Values that the schema describes, but for one field that is odd, or one too many. */
export function nearly(schema: Schema): fc.Arbitrary<unknown> {
  const names = Object.keys(schema.properties ?? {});
  const spoilt = fc.tuple(arbitraryOf(schema), fc.constantFrom(...names, 'unknown'), odd).map(([value, name, bad]) => ({ ...(value as object), [name]: bad }));
  return fc.oneof({ weight: 3, arbitrary: arbitraryOf(schema) }, { weight: 2, arbitrary: spoilt }, { weight: 1, arbitrary: odd });
}
