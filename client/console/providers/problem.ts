import { HttpError } from 'react-admin';

/** What the server says when it says no (RFC 9457), as far as the console reads it. */
export type Problem = {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  message?: string;
  /** The request's id: what to quote to whoever runs the server. */
  instance?: string;
  errors?: Record<string, string>;
  /** 409 of a stale version: the record as it now is. */
  current?: Record<string, unknown>;
  /** 409 of a move the state does not allow: those it does. */
  allowed?: string[];
};

type Translate = (key: string, options?: Record<string, unknown>) => string;

const isProblem = (body: unknown): body is Problem => typeof body === 'object' && body !== null;

export const OFFLINE = 0;

export function statusOf(error: unknown): number | undefined {
  return error instanceof HttpError ? error.status : undefined;
}

export function problemOf(error: unknown): Problem {
  return error instanceof HttpError && isProblem(error.body) ? error.body : {};
}

/** A stale version was refused: the record as somebody else has left it. */
export function currentOf(error: unknown): Record<string, unknown> | undefined {
  return statusOf(error) === 409 ? problemOf(error).current : undefined;
}

/** The faults of a refused form, by field, or nothing where the refusal names none. */
export function fieldErrors(error: unknown): Record<string, string> | undefined {
  const { errors } = problemOf(error);
  return errors && Object.keys(errors).length > 0 ? errors : undefined;
}

/** The refusal as react-admin wants it: its message in the notification, `body.errors` beside the inputs. */
export function toHttpError(status: number, body: unknown, fallback: string): HttpError {
  const problem: Problem = isProblem(body) ? body : {};
  return new HttpError(problem.message ?? problem.detail ?? problem.title ?? fallback, status, problem);
}

/** What happened, and what to do, in words. */
export function explain(error: unknown, translate: Translate): { title: string; detail?: string; reference?: string } {
  const status = statusOf(error);
  const { detail, title, instance } = problemOf(error);
  if (status === OFFLINE) return { title: translate('shell.error.offline'), detail: translate('shell.error.offline_hint') };
  if (status === undefined) return { title: translate('shell.error.unknown'), detail: translate('shell.error.unknown_hint') };
  // A proxy or a starting server: nothing is wrong with what was asked.
  if (status === 502 || status === 503 || status === 504) return { title: translate('shell.error.offline'), detail: translate('shell.error.offline_hint') };
  if (status >= 500) return { title: translate('shell.error.server'), detail: translate('shell.error.server_hint'), reference: instance };
  if (status === 404) return { title: translate('shell.error.missing'), detail: translate('shell.error.missing_hint') };
  if (status === 403) return { title: translate('shell.error.forbidden'), detail: detail ?? translate('shell.error.forbidden_hint') };
  return { title: title ?? translate('shell.error.refused'), detail };
}
