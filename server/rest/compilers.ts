import ajvCompiler from '@fastify/ajv-compiler';
import stringifyCompiler from '@fastify/fast-json-stringify-compiler';
import type { FastifyServerOptions } from 'fastify';

type Compiled = ((value: unknown) => unknown) & { errors?: unknown };
type Route = { schema: unknown; httpPart?: string };
type Factory = (...given: never[]) => (route: Route) => Compiled;

/** What has been compiled in this process, by what it was made from: routes share schemas, and tests open many servers. */
const compiled = new Map<string, Compiled>();

/**
 * What Fastify's own factory makes, when it is first needed: a server of many routes starts without waiting for schemas that nobody has asked
 * for yet. A schema that cannot be compiled fails its first request; a test asks every route.
 */
const whenNeeded = (kind: string, factory: Factory): Factory => (...given) => {
  const compile = factory(...given);
  return (route) => {
    let made: Compiled | undefined;
    const run: Compiled = (value) => {
      made ??= known(`${kind} ${route.httpPart ?? ''} ${JSON.stringify(route.schema)}`, () => compile(route));
      const result = made(value);
      run.errors = made.errors;
      return result;
    };
    return run;
  };
};

function known(key: string, make: () => Compiled): Compiled {
  const found = compiled.get(key) ?? make();
  compiled.set(key, found);
  return found;
}

export const compilersWhenNeeded = (): NonNullable<FastifyServerOptions['schemaController']> =>
  ({ compilersFactory: { buildValidator: whenNeeded('validate', ajvCompiler() as never), buildSerializer: whenNeeded('write', stringifyCompiler() as never) } }) as unknown as NonNullable<FastifyServerOptions['schemaController']>;
