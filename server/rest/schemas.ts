import { Type, type TObject, type TSchema } from 'typebox';

/** No leap second, which JavaScript has no date for. */
export const INSTANT = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:[0-5]\\d(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})$';
/** From 1900 to 2199, as in the files that are imported. */
export const DAY = '^(19|20|21)\\d{2}-';
/** More than blanks and characters that nobody sees. */
export const SAYS_SOMETHING = '[^\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}]';
/** The same, on one line. */
export const ONE_LINE = `^(?=.*${SAYS_SOMETHING})[^\\n\\v\\f\\r\\u0085\\u2028\\u2029]*$`;

/** The shapes that records and bodies are written in. */
export const Text = {
  id: Type.String({ minLength: 1, maxLength: 200 }),
  line: (most = 200) => Type.String({ minLength: 1, maxLength: most, pattern: ONE_LINE }),
  /** As many lines as somebody writes. */
  said: (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: SAYS_SOMETHING }),
  free: (most = 20_000) => Type.String({ maxLength: most }),
  email: Type.String({ minLength: 3, maxLength: 254, format: 'email' }),
  day: Type.String({ pattern: DAY, format: 'date' }),
  instant: Type.String({ pattern: INSTANT, format: 'date-time' }),
  minor: Type.Integer({ minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }),
  count: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
};

export const words = <const W extends readonly string[]>(list: W) => Type.Unsafe<W[number]>({ type: 'string', enum: [...list] });

/** A word or null, where a column may be empty. */
export const wordsOrNull = <const W extends readonly string[]>(list: W) => Type.Unsafe<W[number] | null>({ type: ['string', 'null'], enum: [...list, null] });

export const orNull = <T extends TSchema>(schema: T) => Type.Unsafe<Type.Static<T> | null>({ ...schema, type: [(schema as unknown as { type: string }).type, 'null'] });

/** A body: whatever is not named in it is refused. */
export const Body = <const P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false });

export const List = (shape: TObject) => Type.Array(shape);

const ProblemShape = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  message: Type.String(),
  instance: Type.String(),
  errors: Type.Optional(Type.Record(Type.String(), Type.String())),
  current: Type.Optional(Type.Unknown()),
  allowed: Type.Optional(Type.Array(Type.String())),
  blockedBy: Type.Optional(Type.Array(Type.Object({ line: Type.Union([Type.Integer(), Type.Null()]), resource: Type.String(), id: Type.String(), because: Type.String() }))),
});

/** The failures that a route may answer with, beside 401, 403 and 429 which every route may. */
export function problems(...statuses: number[]): Record<number, unknown> {
  const content = { 'application/problem+json': { schema: ProblemShape } };
  return Object.fromEntries([401, 403, ...statuses].map((status) => [status, { description: 'A problem (RFC 9457)', content }]));
}
