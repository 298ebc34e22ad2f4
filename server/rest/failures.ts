import type { FastifySchema, RouteOptions } from 'fastify';
import { problems } from './schemas.ts';

type Responses = Record<string, unknown>;

const isFailure = ([status]: [string, unknown]) => Number(status) >= 400;

/**
 * How routes can fail is for the document alone: the error handler writes failures without their schema, and making a serialiser of each for
 * each route took two thirds of the start. `setAside` is an onRoute hook, `transform` puts them back where the document is made.
 */
export function failuresForTheDocument() {
  const aside = new WeakMap<object, Responses>();
  return {
    setAside: (route: RouteOptions): void => {
      const all = Object.entries((route.schema?.response ?? {}) as Responses);
      const failures = all.filter(isFailure);
      if (failures.length === 0) return;
      aside.set(route, Object.fromEntries(failures));
      route.schema = { ...route.schema, response: Object.fromEntries(all.filter((one) => !isFailure(one))) };
    },
    transform: ({ schema, url, route }: { schema: FastifySchema; url: string; route: RouteOptions }): { schema: FastifySchema; url: string } => {
      // Whatever a query asks for may look like a card.
      const failures = schema.querystring === undefined ? aside.get(route) : { ...problems(422), ...aside.get(route) };
      return { schema: failures ? { ...schema, response: { ...(schema.response as Responses), ...failures } } : schema, url };
    },
  };
}
