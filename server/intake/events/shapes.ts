import { Type, type Static, type TSchema } from 'typebox';
import { Errors } from 'typebox/value';
import { VOCABULARIES } from '../../domain/carrier-terms.ts';
import { CAPTURES, STEPS, UPGRADE_KINDS, type EventType } from '../../domain/words.ts';
import { Body, orNull, Text, words } from '../../rest/schemas.ts';
import { attestationFields, Serial } from '../../returns/shapes.ts';

const ref = Type.String({ minLength: 1, maxLength: 200 });
const said = Type.String({ maxLength: 20_000 });

const LineShape = Body({
  line: Type.Optional(ref), product: ref, quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }), unitArrMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  currency: Type.Optional(Text.currency), termMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })), startsOn: Type.Optional(Text.day), endsOn: Type.Optional(orNull(Text.day)),
  replaces: Type.Optional(Type.Array(ref, { maxItems: 100 })),
});

/** The `data` of each type of event that is taken; what is not here is kept as `not_yet`. */
export const DATA = {
  'upgrade.started': Body({ upgradeRef: ref, accountRef: ref, kind: words(UPGRADE_KINDS), pathId: Type.Optional(orNull(Type.String({ maxLength: 200 }))), subscriptionRefs: Type.Optional(Type.Array(ref, { maxItems: 100 })) }),
  'upgrade.step_reached': Body({ upgradeRef: ref, step: words(STEPS) }),
  'upgrade.escalated': Body({ upgradeRef: ref, step: words(STEPS), reason: Type.String({ minLength: 1, maxLength: 80 }), text: said, contactEmail: Type.Optional(Type.String({ maxLength: 254 })) }),
  'upgrade.placed': Body({ upgradeRef: ref, effectiveOn: Text.day, lines: Type.Array(LineShape, { minItems: 1, maxItems: 100 }) }),
  'upgrade.completed': Body({ upgradeRef: ref }),
  'upgrade.cancelled': Body({ upgradeRef: ref, reason: Type.Optional(Type.String({ maxLength: 2_000 })) }),
  'return.fact': Body({
    returnId: Type.Optional(ref), trackingNumber: Type.Optional(Text.line(100)), serial: Type.Optional(Serial), vocabulary: Type.Optional(words(VOCABULARIES)), fact: Text.line(80), occurredAt: Type.Optional(Text.instant), source: Type.Optional(Text.line(80)),
    cause: Type.Optional(Text.said(200)), grade: Type.Optional(Text.line(40)), carrier: Type.Optional(Text.line(80)), labelUrl: Type.Optional(Type.String({ maxLength: 1_000 })), amountMinor: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })), note: Type.Optional(Text.said(2_000)),
  }),
  'attestation.signed': Body({ returnId: Type.Optional(ref), serial: Type.Optional(Serial), ...attestationFields, capture: Type.Optional(words(CAPTURES)), evidence: Type.Optional(Type.Array(ref, { maxItems: 20 })) }),
  'subscription.changed': Body({
    subscriptionRef: ref, accountRef: ref, effectiveOn: Type.Optional(Text.day), ended: Type.Optional(Type.Boolean()), product: Type.Optional(ref), quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    unitArrMinor: Type.Optional(Text.count), currency: Type.Optional(Text.currency), termMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })), startsOn: Type.Optional(Text.day), endsOn: Type.Optional(orNull(Text.day)),
    autoRenew: Type.Optional(Type.Boolean()),
  }),
} as const satisfies Partial<Record<EventType, TSchema>>;

export type TakenType = keyof typeof DATA;
/** The types that tell of a journey. */
export type JourneyType = Exclude<TakenType, 'subscription.changed' | 'return.fact' | 'attestation.signed'>;
export type DataOf<T extends TakenType> = Static<(typeof DATA)[T]>;

export const isTaken = (type: string): type is TakenType => Object.hasOwn(DATA, type);

const name = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });

/** The CloudEvents 1.0 envelope: what has to be there for an event to be told apart from others. */
export const Envelope = Type.Object({
  specversion: Type.Literal('1.0'), id: name(200), source: name(200), type: name(100), time: Type.Optional(Text.instant), data: Type.Optional(Type.Object({})),
});

/** What is wrong with a value, as one sentence that names the first fields; null where nothing is. */
export function faultOf(schema: TSchema, value: unknown): string | null {
  const faults = [...Errors(schema, value)].slice(0, 3).map((fault) => {
    const at = fault.instancePath.split('/').filter(Boolean).join('.');
    const params = fault.params as { requiredProperties?: string[]; additionalProperties?: string[] };
    if (params.requiredProperties) return `${[at, params.requiredProperties[0]].filter(Boolean).join('.')} is missing`;
    if (params.additionalProperties) return 'there is a field that does not belong there';
    return `${at || 'it'} ${fault.message}`;
  });
  return faults.length === 0 ? null : faults.join('; ');
}
