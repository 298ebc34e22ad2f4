import { eq, getTableName } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../db/store.ts';
import { buildApp } from '../../server/app.ts';
import { receiveEvents } from '../../server/intake/events/receive.ts';
import { deskRound } from '../../server/jobs/desk.ts';
import { listed } from '../../server/lists.ts';
import { deliverRound } from '../../server/mail/deliver.ts';
import { filesInMemory } from '../support/files.ts';
import { SETTINGS, START } from '../support/app.ts';
import { fillBig } from '../support/big.ts';
import { engine, freshDatabase } from '../support/database.ts';
import { MAY_SORT, USUAL } from '../support/lists.ts';
import { listPath } from '../support/paths.ts';
import { makeStaff } from '../support/people.ts';
import { openPlanner, type Planner } from '../support/plans.ts';
import { signIn } from '../support/sign-in.ts';

const BIG = ['accounts', 'contacts', 'devices', 'subscriptions', 'upgrades', 'escalations', 'returns', 'audit_events', 'outbox', 'incoming_events', 'idempotency_keys'];
/** So many rows are read and sorted before anybody notices. */
const FEW = 300;
/** Long before the data: a round looks for what is due, and finds nothing. */
const BEFORE_ALL = new Date('2020-01-01T00:00:00.000Z');

type Sent = { statement: string; parameters: unknown[] };
type World = { store: Store; app: FastifyInstance; cookie: string; planner: Planner; sent: Sent[]; /** PostgreSQL knows that there are many rows: what it then does is what it would do. */ knows: boolean };

async function openWorld(many: number): Promise<World> {
  const url = await freshDatabase();
  const sent: Sent[] = [];
  const store = await openStore(url, { onQuery: (statement, parameters) => void sent.push({ statement, parameters }) });
  const app = await buildApp({ store, clock: () => new Date(START), settings: SETTINGS, files: filesInMemory() });
  await makeStaff(store, START);
  await fillBig(store, many);
  const { cookie } = await signIn({ app } as never, 'admin@desk.example');
  return { store, app, cookie, planner: await openPlanner(url), sent, knows: false };
}

async function statementsOf({ app, cookie, sent }: World, method: 'GET' | 'POST', path: string): Promise<Sent[]> {
  sent.length = 0;
  const response = await app.inject({ method, url: `/api${path}`, headers: { cookie }, ...(method === 'POST' ? { payload: {} } : {}) });
  expect(response.statusCode, response.body).toBeLessThan(300);
  return [...sent];
}

/** A big table that is read from one end to the other, and not along an index. */
const isWhole = (part: string): boolean => BIG.some((table) => part === `SCAN ${table}` || part.startsWith(`Seq Scan on ${table} `));
/** Rows that come in the order of a part of the sort are put into order a few at a time. */
const isSort = (part: string): boolean => part.includes('TEMP B-TREE FOR ORDER BY') || part.startsWith('Sort ');
const rowsOf = (part: string): number => Number(/\((\d+)\)$/.exec(part)?.[1] ?? 0);

/**
 * PostgreSQL weighs what it costs: of a handful of rows it reads and sorts all, and what an index has found it may sort. At fault is what it
 * does with many, and before it knows of many, what it cannot help doing.
 */
async function faultsOf({ planner, knows }: World, { statement, parameters }: Sent, maySort: boolean): Promise<string[]> {
  const plan = await planner.planOf(statement, parameters, !knows);
  // Along its own numbers, which are its order, and no further than the page.
  if (plan.length === 1 && plan[0] === 'SCAN audit_events') return [];
  const own = /from "(\w+)"/.exec(statement)?.[1] ?? '';
  // What is joined to a few rows it may read whole, where that is as quick as looking up each.
  const counts = (part: string) => engine === 'sqlite' || !knows || (rowsOf(part) > FEW && (isSort(part) || part.includes(` ${own} `)));
  const found = plan.filter((part) => (isWhole(part) || (!maySort && isSort(part))) && counts(part));
  return found.length === 0 ? [] : [`${statement}\n    ${plan.join('\n    ')}`];
}

/** What a list asks for does not depend on what is there: it is asked for once, and explained in each database. */
const pages = new Map<string, Sent | undefined>();

async function pageFaults(world: World, path: string, maySort: boolean): Promise<string[]> {
  if (!pages.has(path)) pages.set(path, (await statementsOf(world, 'GET', path)).find(({ statement }) => /order by/i.test(statement) && /limit/i.test(statement)));
  const page = pages.get(path);
  return page ? (await faultsOf(world, page, maySort)).map((fault) => `${decodeURIComponent(path)}\n  ${fault}`) : [`${decodeURIComponent(path)}: no page`];
}

const both = (resource: string, filter: Record<string, unknown>, sort: string) => (['ASC', 'DESC'] as const).map((order) => listPath(resource, filter, [0, 24], [sort, order]));

describe.each([['a small database', 60], ['a large database', 6_000]] as const)('%s', (_size, many) => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld(many);
  });
  afterAll(async () => {
    await world.planner.close();
    await world.app.close();
    await world.store.close();
  });

  describe.each(['before', 'after'])('%s it has looked at its data', (when) => {
    beforeAll(async () => {
      if (when === 'before') return;
      await world.planner.analyse();
      world.knows = many > FEW;
    });

    it('reads every list in the order of an index, in each sort that it offers', async () => {
      const found: string[] = [];
      for (const { name, sorts } of listed(world.store.t, { store: world.store, clock: () => new Date(START) })) {
        for (const path of Object.keys(sorts).flatMap((sort) => both(name, {}, sort))) found.push(...(await pageFaults(world, path, false)));
      }
      expect(found.join('\n')).toBe('');
    });

    it('reads every list in the order of an index with the filters that go with that order', async () => {
      const found: string[] = [];
      for (const [name, usual] of Object.entries(USUAL)) for (const path of usual.flatMap(([filter, sort]) => both(name, filter, sort))) found.push(...(await pageFaults(world, path, false)));
      expect(found.join('\n')).toBe('');
    });

    it('reads no big table whole, whatever usual filter comes with whatever sort', async () => {
      const found: string[] = [];
      const sortsOf = new Map(listed(world.store.t, { store: world.store, clock: () => new Date(START) }).map(({ name, sorts }) => [name, Object.keys(sorts)]));
      const pairs = [...Object.entries(USUAL), ...Object.entries(MAY_SORT)].flatMap(([name, usual]) => usual.flatMap(([filter]) => (sortsOf.get(name) ?? []).flatMap((sort) => both(name, filter, sort))));
      for (const path of new Set(pairs)) found.push(...(await pageFaults(world, path, true)));
      expect(found.join('\n')).toBe('');
    });

    it('finds the next item for a person in the order of the queue', async () => {
      const candidates = (await statementsOf(world, 'POST', '/escalations/claim-next')).filter(({ statement }) => /from "?escalations"?/.test(statement) && /order by/.test(statement));
      expect(candidates.length).toBeGreaterThan(0);
      for (const one of candidates) expect(await faultsOf(world, one, false)).toEqual([]);
    });

    it('looks up what is due, for the desk and for the mail, and reads no table whole for it', async () => {
      world.sent.length = 0;
      const kernel = { store: world.store, clock: () => BEFORE_ALL };
      await deskRound(kernel);
      await deliverRound(kernel, { post: async () => ({ is: 'sent' }), linkFor: ({ id }) => id });
      const looks = world.sent.filter(({ statement }) => statement.startsWith('select') && BIG.some((table) => statement.includes(`from "${table}"`)));
      // Leases, pauses, links that nobody used, drafts, terms, kept answers; mails that were lost, and that are due.
      expect(looks.length).toBeGreaterThanOrEqual(8);
      for (const one of looks) expect(await faultsOf(world, one, false)).toEqual([]);
    });

    it('looks up by what it names whatever a record, a call, a claim and an event ask for', async () => {
      const { store, sent } = world;
      const ref = `ref-${when}`;
      await store.write(({ db, t }) => db.update(t.accounts).set({ externalId: ref }).where(eq(t.accounts.id, 'account-000007')).then(() => undefined));
      const asked = [...(await statementsOf(world, 'GET', '/accounts/account-000007')), ...(await statementsOf(world, 'GET', '/upgrades/upgrade-000007')), ...(await statementsOf(world, 'GET', '/escalations/escalation-000007')), ...(await statementsOf(world, 'POST', '/escalations/claim-next'))];
      sent.length = 0;
      const told = (type: string, data: object, minute: number) => ({ specversion: '1.0', id: `${ref}-${minute}`, source: '/plans', type, time: START.replace('10:00', `09:0${minute}`), data: { upgradeRef: ref, ...data } });
      const results = await receiveEvents({ store, clock: () => new Date(START) }, [told('upgrade.started', { accountRef: ref, kind: 'renewal' }, 1), told('upgrade.escalated', { step: 'options', reason: 'other', text: 'Help' }, 2)], 'plans');
      expect(results.map((one) => one.disposition)).toEqual(['applied', 'applied']);
      const reads = [...asked, ...sent].filter(({ statement }) => statement.startsWith('select') && !/order by "escalations"."queue_due_at"/.test(statement));
      const wrong: string[] = [];
      for (const { statement, parameters } of new Map(reads.map((one) => [one.statement, one])).values()) {
        const plan = await world.planner.planOf(statement, parameters, !world.knows);
        // By a state alone it would look through all that has it, of whatever account.
        const far = plan.filter((part) => (engine === 'sqlite' ? BIG.some((table) => part.startsWith(`SEARCH ${table} `)) && !/\((\w*id|\w+_ref|<expr>)[=>]/.test(part) : world.knows && BIG.some((table) => part.includes(` on ${table} `)) && rowsOf(part) > FEW));
        if (far.length > 0) wrong.push(`${statement}\n    ${plan.join('\n    ')}`);
      }
      expect(wrong.join('\n')).toBe('');
    });

    it('goes from what the index of texts found to the lists that are about it', async () => {
      const wrong: string[] = [];
      // Of a list that it knows to be short it reads all.
      const isShort = when === 'after' && !world.knows;
      for (const { name, searchable, table } of listed(world.store.t, { store: world.store, clock: () => new Date(START) })) {
        if (!searchable || searchable === true || !('about' in searchable)) continue;
        const own = getTableName(table);
        for (const { statement, parameters } of (await statementsOf(world, 'GET', listPath(name, { q: 'company 4711' }, [0, 24]))).filter((one) => one.statement.includes('search_entries'))) {
          const plan = await world.planner.planOf(statement, parameters, !world.knows);
          if (!isShort && plan.some((part) => part.startsWith(`SCAN ${own}`) || (part.startsWith(`Seq Scan on ${own} `) && rowsOf(part) > FEW))) wrong.push(`${name}: ${statement}\n    ${plan.join('\n    ')}`);
        }
      }
      expect(wrong.join('\n')).toBe('');
    });

    it('searches in the index of texts, whichever resource is looked for', async () => {
      const sent = [...(await statementsOf(world, 'GET', listPath('accounts', { q: 'company 4711' }, [0, 24]))), ...(await statementsOf(world, 'GET', '/search?q=company%204711'))];
      const searches = sent.filter(({ statement }) => statement.includes('search_entries') && /order by/.test(statement));
      expect(searches.length).toBe(2);
      for (const { statement, parameters } of searches) {
        const plan = await world.planner.planOf(statement, parameters, !world.knows);
        // SQLite: by the rows that the trigrams found, and not along the entries of the resource.
        const wrong = engine === 'sqlite' ? plan.filter((part) => /search_entries/.test(part) && !part.includes('INTEGER PRIMARY KEY')) : plan.filter((part) => part.startsWith('Seq Scan on search_entries') && rowsOf(part) > FEW);
        expect(wrong, plan.join('\n')).toEqual([]);
      }
    });
  });
});
