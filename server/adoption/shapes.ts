import { Type } from 'typebox';
import { orNull } from '../rest/schemas.ts';

const text = Type.String();
const whole = Type.Integer();
const share = orNull(Type.Number());

/** A figure's rows: a list, and the filter that shows exactly them. */
export const Rows = Type.Object({ resource: text, filter: Type.Record(Type.String(), Type.Unknown()) });
export const WindowShape = Type.Object({ from: text, to: text });
/** Rates are parts of one; null where there is nothing to divide by. */
export const RateShape = { numerator: whole, denominator: whole, rate: share, low: share, high: share };
export const Figure = Type.Object({ ...RateShape, rows: Type.Object({ numerator: Rows, denominator: Rows }) });
export const BasedOn = Type.Object({ journeys: whole, rows: Rows });

export const Trend = Type.Object({
  definition: text, by: text, dated: text, goal: Type.Number(), window: WindowShape, verdict: text,
  periods: Type.Array(Type.Object({
    id: text, from: text, to: text, ...RateShape, phase: whole, maturity: share, whole: Type.Boolean(),
    limits: Type.Union([Type.Null(), Type.Object({ centre: Type.Number(), low: Type.Number(), high: Type.Number() })]), rows: Type.Object({ numerator: Rows, denominator: Rows }),
  })),
  annotations: Type.Array(Type.Object({ id: text, day: text, kind: text, text, rebaselines: Type.Boolean() })),
});
