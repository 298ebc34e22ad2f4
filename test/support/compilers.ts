import ajvCompiler from '@fastify/ajv-compiler';
import stringifyCompiler from '@fastify/fast-json-stringify-compiler';
import type { FastifyServerOptions } from 'fastify';

type Factory = (...given: never[]) => (route: { schema: unknown; httpPart?: string; httpStatus?: string }) => unknown;

const made = new Map<string, unknown>();

/** What the server's own factory makes, made once in a process for each schema: a test file opens a server of its own, and compiling takes longer than its tests. */
const once = (kind: string, factory: Factory): Factory => (...given) => {
  const compile = factory(...given);
  return (route) => {
    const key = `${kind} ${route.httpPart ?? ''} ${JSON.stringify(route.schema)}`;
    if (!made.has(key)) made.set(key, compile(route));
    return made.get(key);
  };
};

export const COMPILERS = { compilersFactory: { buildValidator: once('validate', ajvCompiler() as never), buildSerializer: once('write', stringifyCompiler() as never) } } as unknown as NonNullable<FastifyServerOptions['schemaController']>;
