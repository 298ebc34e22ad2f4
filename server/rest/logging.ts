import type { FastifyRequest, FastifyServerOptions } from 'fastify';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `stream`: where the lines go, if not to standard output. */
export type Log = { level: LogLevel; stream?: { write(line: string): void } };

type Failure = Error & { code?: unknown; table?: unknown; constraint?: unknown; errors?: unknown };

/** Errors within errors are told so far down; one may be its own cause. */
const DEEPEST = 5;
const STATEMENT = 'Failed query: ';
const VALUES = '\nparams: ';

/** What an error says without the values that a statement was sent with: those are what customers and colleagues wrote. */
function wordsAlone({ message, code }: Failure): string {
  const from = message.indexOf(STATEMENT);
  const to = from < 0 ? -1 : message.indexOf(VALUES, from);
  const words = to < 0 ? message : message.slice(0, to);
  // PostgreSQL repeats in quotes a value that it cannot read (class 22).
  return typeof code === 'string' && /^22\w{3}$/.test(code) ? words.replace(/".*"/s, '"…"') : words;
}

/** Where it happened; the stack's first lines repeat the message. */
function places({ stack = '', message }: Failure): string {
  const at = stack.indexOf(message);
  return at < 0 ? '' : stack.slice(at + message.length).replace(/^\n/, '');
}

/** An error as it goes into the log: what kind, its words, where, and what caused it. Nothing else that it carries: neither the values of a statement nor what the database repeats of them. */
export function errorLogged(error: unknown, deep = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error, message: 'what was thrown is not an error' };
  const failure: Failure = error;
  const said = Object.fromEntries((['code', 'table', 'constraint'] as const).flatMap((name) => (typeof failure[name] === 'string' ? [[name, failure[name]]] : [])));
  const inner = deep >= DEEPEST ? {} : {
    ...(failure.cause === undefined ? {} : { cause: errorLogged(failure.cause, deep + 1) }),
    ...(Array.isArray(failure.errors) ? { errors: failure.errors.map((one) => errorLogged(one, deep + 1)) } : {}),
  };
  return { type: failure.constructor.name, message: wordsAlone(failure), ...said, stack: places(failure), ...inner };
}

/** The same in one sentence, with its causes. */
export function errorWords(error: unknown, deep = 0): string {
  if (!(error instanceof Error)) return 'What was thrown is not an error';
  return error.cause instanceof Error && deep < DEEPEST ? `${wordsAlone(error)}: ${errorWords(error.cause, deep + 1)}` : wordsAlone(error);
}

/** The same for a terminal: the sentence, and where. */
export const errorShown = (error: unknown): string => (error instanceof Error ? `${error.name}: ${errorWords(error)}\n${places(error)}` : errorWords(error));

/** How the server writes its log: no body, no query, no cookie, no value of a statement. */
export function loggerOf({ level, stream }: Log): FastifyServerOptions['logger'] {
  return {
    level, ...(stream ? { stream } : {}),
    // The address of a request may be a customer's link.
    serializers: { err: errorLogged as never, req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url ?? '' }) as never },
    hooks: {
      logMethod(args, method) {
        const [given, text] = args as unknown[];
        const error = given instanceof Error ? given : (given as { err?: unknown } | null)?.err;
        if (!(error instanceof Error) || (text !== undefined && text !== error.message)) return method.apply(this, args);
        return method.apply(this, [given instanceof Error ? { err: error } : given, errorWords(error)] as typeof args);
      },
    },
  };
}
