import type { Done, PortalPage, Verb } from './page.ts';
import type { Signature, Signed, SigningPage } from './sign/page.ts';

/** Why there is no answer. `gone`: the link is used up, too old or taken back, and `detail` says what to do; `refused`: a rule said no. */
export type Failure =
  | { kind: 'gone'; detail: string }
  | { kind: 'wrong_link' | 'offline' | 'slow' | 'too_often' }
  | { kind: 'refused'; status: number; detail: string; errors: Record<string, string> }
  | { kind: 'server'; reference: string | null };

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

const LONGEST_WAIT_MS = 30_000;

type Problem = { detail?: string; instance?: string; errors?: Record<string, string> };

function failureOf(status: number, { detail = '', instance, errors = {} }: Problem): Failure {
  if (status === 410) return { kind: 'gone', detail };
  if (status === 429) return { kind: 'too_often' };
  if (status >= 500) return { kind: 'server', reference: instance ?? null };
  return { kind: 'refused', status, detail, errors };
}

async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api/portal/${path}`, { ...init, cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(LONGEST_WAIT_MS) });
    // A hotel's sign-in page answers 200 too: what is no JSON did not come from us.
    if (!/json/.test(response.headers.get('content-type') ?? '')) return { ok: false, failure: response.ok ? { kind: 'offline' } : failureOf(response.status, {}) };
    const body = (await response.json()) as unknown;
    return response.ok ? { ok: true, value: body as T } : { ok: false, failure: failureOf(response.status, (body ?? {}) as Problem) };
  } catch (error) {
    return { ok: false, failure: { kind: error instanceof DOMException && error.name === 'TimeoutError' ? 'slow' : 'offline' } };
  }
}

const at = (token: string) => encodeURIComponent(safelyDecoded(token));

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const post = (body: object, key: string): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) });

/** What the link shows. An address that cannot be a link at all is told apart from one that was refused. */
export async function readPage(token: string): Promise<Answer<PortalPage>> {
  if (token === '') return { ok: false, failure: { kind: 'wrong_link' } };
  const answer = await ask<PortalPage>(at(token), { method: 'GET' });
  return !answer.ok && answer.failure.kind === 'refused' ? { ok: false, failure: { kind: 'wrong_link' } } : answer;
}

/** Does one thing with the link. The same key again is the same act: asked twice, it happens once. */
export function act(token: string, verb: Verb, body: { text?: string }, key: string): Promise<Answer<Done>> {
  return ask<Done>(`${at(token)}/${verb}`, post(body, key));
}

/** What the link asks to be signed. A return that was closed meanwhile is as good as a link that is. */
export async function readSigning(token: string): Promise<Answer<SigningPage>> {
  if (token === '') return { ok: false, failure: { kind: 'wrong_link' } };
  const answer = await ask<SigningPage>(`sign/${at(token)}`, { method: 'GET' });
  if (answer.ok || answer.failure.kind !== 'refused') return answer;
  return { ok: false, failure: answer.failure.status === 409 ? { kind: 'gone', detail: answer.failure.detail } : { kind: 'wrong_link' } };
}

/** Signs. The same key again is the same signature. */
export async function sign(token: string, body: Signature, key: string): Promise<Answer<Signed>> {
  const answer = await ask<Signed>(`sign/${at(token)}`, post(body, key));
  return !answer.ok && answer.failure.kind === 'refused' && answer.failure.status === 409 ? { ok: false, failure: { kind: 'gone', detail: answer.failure.detail } } : answer;
}

/** 128 random bits; `crypto.randomUUID` is missing where the page comes over plain http. */
export const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
