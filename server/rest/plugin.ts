import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { uuidv7 } from 'uuidv7';
import { cardInBody } from '../domain/payment-cards.ts';
import { drain } from './drain.ts';
import { invalidInput } from './faults.ts';
import { fieldAt, jsonOf, parseJson, unkeptIn } from './json.ts';
import { fieldProblem, Problem } from './problem.ts';
import { OPERATORS } from './query.ts';

/** Serial and tracking numbers pass the card check by accident (an IMEI has the same check digit); passwords are never kept as they are. */
const NEVER_CARDS: ReadonlySet<string> = new Set(['serial', 'serials', 'trackingNumber', 'password', 'id', 'version']);

/** The same as filters name them. */
const NEVER_IN_FILTERS: ReadonlySet<string> = new Set([...NEVER_CARDS].flatMap((name) => [name, ...OPERATORS.map((operator) => `${name}_${operator}`)]));

const CARD_SENTENCE = { card_number: 'looks like it holds a payment card number', security_code: 'looks like it holds a card’s security code' } as const;

const refusedCard = ({ path, kind }: NonNullable<ReturnType<typeof cardInBody>>) => fieldProblem(422, path || 'body', `${CARD_SENTENCE[kind]}: take it out; the customer enters it on the payment page`);

/** Cards are entered on hosted pages only: no text that reaches the server may hold one, and what was typed is not repeated. What is searched for is kept where a list goes out. */
export function refuseCards(request: FastifyRequest): void {
  if (request.routeOptions.schema?.querystring !== undefined) {
    const query = Object.entries(request.query as Record<string, unknown>).map(([name, value]) => [name, name === 'filter' && typeof value === 'string' ? (jsonOf(value) ?? value) : value] as const);
    const asked = cardInBody(Object.fromEntries(query), NEVER_IN_FILTERS);
    if (asked) throw refusedCard(asked);
  }
  if (request.body === undefined || request.body === null || typeof request.body !== 'object' || request.routeOptions.config.cardsByCell) return;
  const found = cardInBody(request.body, NEVER_CARDS);
  if (found) throw refusedCard(found);
}

/** A text of the address that cannot be kept as it is; bodies are looked through where they are parsed. */
export function refuseUnkept({ params, query }: Pick<FastifyRequest, 'params' | 'query'>): void {
  for (const [name, given] of [...Object.entries(params ?? {}), ...Object.entries(query ?? {})] as [string, unknown][]) {
    if (unkeptIn(name) !== null) throw fieldProblem(400, 'query', `has a name that ${unkeptIn(name)}`);
    for (const one of [given].flat()) {
      const says = typeof one === 'string' ? unkeptIn(one) : null;
      if (says !== null) throw fieldProblem(400, fieldAt([name]) || 'query', says);
    }
  }
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
  if (status === 414) return new Problem(414, 'A part of the address is longer than it may be');
  if (status === 413) return new Problem(413, 'The request is larger than 1 MB');
  if (status === 415) return new Problem(415, 'Send JSON: content-type application/json');
  if (status === 429) return new Problem(429, failure.message);
  if (status >= 400 && status < 500) return new Problem(status, failure.code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ? 'The body is empty: send JSON' : 'The request is malformed');
  return new Problem(500, 'Something went wrong on our side; it has been noted under the request id below');
}

/** Error answers, the body parser, and 404 for what is not served. */
export function installProblems(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : parseJson(String(body), 'body'));
    } catch (error) {
      done(error as Error);
    }
  });
  app.setErrorHandler(async (error, request, reply) => {
    const problem = asProblem(error);
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    if (problem.status === 413) await drain(request.raw);
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
