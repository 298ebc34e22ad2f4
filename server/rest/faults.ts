import type { FastifyError } from 'fastify';
import { fieldAt } from './json.ts';
import { Problem } from './problem.ts';
import { DAY, INSTANT, ONE_LINE, SAYS_SOMETHING } from './schemas.ts';

type Fault = NonNullable<FastifyError['validation']>[number];

const A_TIME = 'must be a time that exists, with its zone, as 2026-03-10T09:00:00Z';
const A_DAY = 'must be a day that exists, as 2026-03-10';
const PATTERNS: Record<string, string> = { [SAYS_SOMETHING]: 'is empty', [ONE_LINE]: 'must be one line, and say something', [INSTANT]: A_TIME, [DAY]: A_DAY };
const FORMATS: Record<string, string> = { 'date-time': A_TIME, date: A_DAY, email: 'must be an e-mail address' };

/** As people say it who have never seen the schema. */
function inWords({ keyword, params, message }: Fault): string {
  const { pattern, format, allowedValues } = params as { pattern?: string; format?: string; allowedValues?: unknown[] };
  const words = keyword === 'pattern' ? PATTERNS[pattern ?? ''] : keyword === 'format' ? FORMATS[format ?? ''] : keyword === 'enum' ? `must be one of ${allowedValues?.filter((value) => value !== null).join(', ')}` : undefined;
  return words ?? message ?? 'is not right';
}

/** The field that a JSON pointer leads to: `lines[0].product` for `/lines/0/product`. */
const fieldOf = (pointer: string, missing: string | undefined): string => {
  const parts = pointer.split('/').slice(1).map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
  return fieldAt(missing === undefined ? parts : [...parts, missing]);
};

/** What a schema found wrong with a request, field by field. */
export function invalidInput(error: FastifyError): Problem {
  // Without a prototype: `constructor` is a name like any other here.
  const errors = Object.create(null) as Record<string, string>;
  for (const fault of error.validation ?? []) {
    const { missingProperty, additionalProperty } = fault.params as { missingProperty?: string; additionalProperty?: string };
    const field = fieldOf(fault.instancePath, missingProperty ?? additionalProperty) || (error.validationContext ?? 'body');
    errors[field] ??= missingProperty !== undefined ? 'is missing' : additionalProperty === undefined ? inWords(fault) : fieldAt([additionalProperty]) ? 'is not a field of this request' : 'has a field that is none of this request';
  }
  const detail = Object.entries(errors).slice(0, 5).map(([field, message]) => `${field} ${message}`).join('; ');
  return new Problem(400, detail || 'The request is malformed', { errors });
}
