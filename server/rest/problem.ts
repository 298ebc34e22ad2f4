import type { Refusal } from '../domain/refusal.ts';

const TITLES: Record<number, string> = {
  400: 'Malformed request', 401: 'Not signed in', 403: 'Not permitted', 404: 'Not found', 405: 'Method not allowed', 406: 'Not acceptable', 408: 'Too slow', 409: 'Conflict', 410: 'Gone',
  413: 'Too large', 414: 'Address too long', 415: 'Unsupported content type', 422: 'Refused by a rule', 429: 'Too many requests', 431: 'Headers too large', 500: 'Something went wrong', 503: 'Not ready',
};

export type ProblemExtra = { errors?: Record<string, string>; current?: unknown; allowed?: readonly string[]; blockedBy?: readonly object[]; headers?: Record<string, string> };

/** A failure that the caller should understand: becomes an RFC 9457 answer. */
export class Problem extends Error {
  readonly status: number;
  readonly extra: ProblemExtra;

  constructor(status: number, detail: string, extra: ProblemExtra = {}) {
    super(detail);
    this.status = status;
    this.extra = extra;
  }

  body(instance: string) {
    const { errors, allowed, blockedBy } = this.extra;
    const current = withoutSearch(this.extra.current);
    const title = TITLES[this.status] ?? 'Error';
    // `message` repeats `detail`: react-admin shows that one.
    return { type: 'about:blank', title, status: this.status, detail: this.message, message: this.message, instance, ...(errors && { errors }), ...(current !== undefined && { current }), ...(allowed && { allowed }), ...(blockedBy && { blockedBy }) };
  }
}

/** The folded search text is the index's, not the reader's. */
function withoutSearch(current: unknown): unknown {
  if (typeof current !== 'object' || current === null || !('search' in current)) return current;
  const { search: _search, ...shown } = current;
  return shown;
}

export const notThere = (what: string) => new Problem(404, `${what} is not there, or not yours to see`);

/** One field of the request is to blame. */
export const fieldProblem = (status: 400 | 422, field: string, message: string) => new Problem(status, `${field} ${message}`, { errors: { [field]: message } });

const STATUS_OF = { not_now: 409, invalid: 422, forbidden: 403 } as const;

/** A rule said no. `current` is the record as it is now, for the caller to show beside what they wanted. */
export function refusalProblem(refusal: Refusal, current?: unknown): Problem {
  return new Problem(STATUS_OF[refusal.refused], refusal.because, { errors: refusal.errors, allowed: refusal.allowed, current: refusal.refused === 'not_now' ? current : undefined });
}

export const staleProblem = (current: unknown) => new StaleProblem(current);

/** Somebody changed the record since it was seen; `by` names them where it is known. */
export class StaleProblem extends Problem {
  constructor(current: unknown, by: string | null = null) {
    super(409, `${by ?? 'Somebody'} changed it meanwhile: look at it as it is now, then decide again`, { current });
  }
}

/** The columns of a broken unique key, as the database names them; none where it does not say. What is in them is not told. */
export function uniqueColumnsOf(error: unknown): string[] {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const detail = 'detail' in cause ? String(cause.detail) : '';
    const told = /^UNIQUE constraint failed: (.*)$/.exec(cause.message)?.[1] ?? /^Key \(([^)]*)\)=/.exec(detail)?.[1];
    if (told !== undefined) return told.split(', ').map((name) => name.replace(/^.*\./, '').replaceAll('"', ''));
  }
  return [];
}

type Constraint = 'unique' | 'reference' | 'check' | null;

/** The engines name broken constraints differently; here they get one name. */
export function constraintOf(error: unknown): Constraint {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    if (code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return 'unique';
    if (code === '23503' || code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'reference';
    if (code === '23514' || code === '23502' || code.startsWith('SQLITE_CONSTRAINT')) return 'check';
  }
  return null;
}
