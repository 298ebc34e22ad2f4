import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { uuidv7 } from 'uuidv7';
import { cardInBody } from '../domain/payment-cards.ts';
import { invalidInput } from './faults.ts';
import { fieldProblem, Problem } from './problem.ts';
import { OPERATORS } from './query.ts';

/** Serial and tracking numbers pass the card check by accident (an IMEI has the same check digit); passwords are never kept as they are. */
const NEVER_CARDS: ReadonlySet<string> = new Set(['serial', 'serials', 'trackingNumber', 'password', 'id', 'version']);

/** The same as filters name them. */
const NEVER_IN_FILTERS: ReadonlySet<string> = new Set([...NEVER_CARDS].flatMap((name) => [name, ...OPERATORS.map((operator) => `${name}_${operator}`)]));

const CARD_SENTENCE = { card_number: 'looks like it holds a payment card number', security_code: 'looks like it holds a card’s security code' } as const;

const refusedCard = ({ path, kind }: NonNullable<ReturnType<typeof cardInBody>>) => fieldProblem(422, path, `${CARD_SENTENCE[kind]}: take it out; the customer enters it on the payment page`);

/** Cards are entered on hosted pages only: no text that reaches the server may hold one, and what was typed is not repeated. What is searched for is kept where a list goes out. */
export function refuseCards(request: FastifyRequest): void {
  if (request.routeOptions.schema?.querystring !== undefined) {
    const query = Object.entries(request.query as Record<string, unknown>).map(([name, value]) => [name, name === 'filter' && typeof value === 'string' ? asJson(value) : value] as const);
    const asked = cardInBody(Object.fromEntries(query), NEVER_IN_FILTERS);
    if (asked) throw refusedCard(asked);
  }
  if (request.body === undefined || request.body === null || typeof request.body !== 'object' || request.routeOptions.config.cardsByCell) return;
  const found = cardInBody(request.body, NEVER_CARDS);
  if (found) throw refusedCard(found);
}

/** What a text means as JSON, or the text itself. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A NUL ends a text for some programs and is no text for PostgreSQL: it is refused wherever it comes in. */
export function refuseNul(request: FastifyRequest): void {
  const given = [JSON.stringify(request.params ?? null), JSON.stringify(request.query ?? null), typeof request.body === 'object' ? JSON.stringify(request.body) : ''];
  // Behind an even number of backslashes it is the character; else somebody wrote those six letters.
  if (given.some((text) => /(?<!\\)(?:\\\\)*\\u0000/.test(text))) throw new Problem(400, 'The request holds a NUL character');
}

/** A change has to come from our own pages, or from a program: browsers say where a request comes from. */
export function refuseForeign(request: FastifyRequest, publicUrl: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const own = origin === undefined || origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.host}`;
  if (!own || site === 'cross-site') throw new Problem(403, 'This change came from another site');
}

/** Whatever went wrong as an answer that says so: never a stack, never SQL, never what was typed. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const failure = error as FastifyError;
  if (failure.validation) return invalidInput(failure);
  const status = failure.statusCode ?? 500;
  if (status === 413) return new Problem(413, 'The request is larger than 1 MB');
  if (status === 415) return new Problem(415, 'Send JSON: content-type application/json');
  if (status === 429) return new Problem(429, failure.message);
  if (status >= 400 && status < 500) return new Problem(status, failure.code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ? 'The body is empty: send JSON' : 'The request is malformed');
  return new Problem(500, 'Something went wrong on our side; it has been noted under the request id below');
}

/** JSON as sent, refused where a key is there twice: which of the two was meant cannot be known. */
export function parseBody(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text, refusePrototype) as unknown;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(400, 'The body is not JSON');
  }
  const twice = repeatedKey(text);
  if (twice !== null) throw fieldProblem(400, /^[\w.-]{1,64}$/.test(twice) ? twice : 'body', 'is there twice');
  return value;
}

function refusePrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new Problem(400, 'The body holds a key that is not allowed');
  return value;
}

/** Walks valid JSON once; answers a key that one object holds twice. */
function repeatedKey(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  const strings = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs;
  for (let match = strings.exec(text); match; match = strings.exec(text)) {
    const [token] = match;
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (/^\s*:/.test(text.slice(strings.lastIndex, strings.lastIndex + 64))) {
      const keys = open.at(-1);
      const key = JSON.parse(token) as string;
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return null;
}

/** Error answers, the body parser, and 404 for what is not served. */
export function installProblems(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : parseBody(String(body)));
    } catch (error) {
      done(error as Error);
    }
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error);
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    return answerProblem(problem, request, reply);
  });
}

export function answerProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.status(problem.status).headers(problem.extra.headers ?? {}).type('application/problem+json; charset=utf-8');
  return reply.serializer(JSON.stringify).send(problem.body(request.id));
}

/** What is no request yet, or larger than one may be, is answered before any route or hook sees it: in the shape of every failure. */
export function answerNoRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = error.code === 'HPE_HEADER_OVERFLOW' ? new Problem(431, 'The address and the headers are larger than 64 kB')
    : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? new Problem(408, 'The request took too long to arrive') : new Problem(400, 'This is no HTTP request');
  const body = JSON.stringify(problem.body(uuidv7()));
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}
