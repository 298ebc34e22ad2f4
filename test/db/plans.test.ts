import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../db/store.ts';
import { buildApp } from '../../server/app.ts';
import { deskRound } from '../../server/jobs/desk.ts';
import { SETTINGS, START, type Body } from '../support/app.ts';
import { fillBig } from '../support/big.ts';
import { engine, freshDatabase } from '../support/database.ts';
import { listPath } from '../support/paths.ts';
import { makeStaff } from '../support/people.ts';
import { openPlanner, type Planner } from '../support/plans.ts';
import { signIn } from '../support/sign-in.ts';

const MANY = 6_000;
const BIG = ['accounts', 'contacts', 'devices', 'subscriptions', 'upgrades', 'escalations', 'returns', 'audit_events'];

type Sent = { statement: string; parameters: unknown[] };
let sent: Sent[] = [];
let store: Store;
let app: FastifyInstance;
let cookie: string;
let planner: Planner;

beforeAll(async () => {
  const url = await freshDatabase();
  store = await openStore(url, { onQuery: (statement, parameters) => void sent.push({ statement, parameters }) });
  app = await buildApp({ store, clock: () => new Date(START), settings: SETTINGS });
  await makeStaff(store, START);
  await fillBig(store, MANY);
  ({ cookie } = await signIn({ app } as never, 'admin@desk.example'));
  planner = await openPlanner(url);
});
afterAll(async () => {
  await planner.close();
  await app.close();
  await store.close();
});

async function statementsOf(method: 'GET' | 'POST', path: string): Promise<Sent[]> {
  sent = [];
  const response = await app.inject({ method, url: `/api${path}`, headers: { cookie }, ...(method === 'POST' ? { payload: {} } : {}) });
  expect(response.statusCode, response.body).toBeLessThan(300);
  return sent;
}

/**
 * What is wrong with the way: it sorts what it could read in order. Of several states at once no index has the order; there what they match is
 * looked up and sorted, which is little, since what is closed is not among them.
 */
function faults(plan: readonly string[], severalStates: boolean): string[] {
  const few = severalStates ? MANY : MANY / 20;
  if (engine === 'sqlite') {
    const sorted = plan.filter((part) => part.includes('TEMP B-TREE FOR ORDER BY'));
    return severalStates && plan.some((part) => part.startsWith('SEARCH escalations USING INDEX')) ? [] : sorted;
  }
  const rows = (part: string) => Number(/\((\d+)\)$/.exec(part)?.[1] ?? 0);
  const whole = plan.filter((part) => BIG.some((table) => part.startsWith(`Seq Scan on ${table} `)));
  return plan.some((part) => part.startsWith('Sort') && rows(part) > few) ? [...whole, ...plan.filter((part) => part.startsWith('Sort'))] : [];
}

async function checkList(path: string): Promise<string[]> {
  const statements = await statementsOf('GET', path);
  const page = statements.find(({ statement }) => /order by/i.test(statement) && /limit/i.test(statement));
  if (!page) return [`${path}: no page`];
  const plan = await planner.planOf(page.statement, page.parameters);
  const found = faults(plan, decodeURIComponent(path).includes('"status":['));
  return found.length === 0 ? [] : [`${path}\n    ${plan.join('\n    ')}`];
}

const open = ['waiting', 'claimed', 'paused', 'handed_back'];
/** Each list with the sorts that it offers, and the filters with which the console asks for it. */
const LISTS: Record<string, { sorts: string[]; usual: [Body, string?][] }> = {
  accounts: { sorts: ['id', 'name', 'reportingArrMinor', 'customerSince'], usual: [[{ managerId: 'ada' }, 'name'], [{ segment: 'smb' }, 'name'], [{ region: 'emea' }, 'name']] },
  contacts: { sorts: ['id', 'name', 'email'], usual: [[{ accountId: 'account-000001' }, 'name']] },
  devices: { sorts: ['id', 'serial', 'shippedOn'], usual: [[{ accountId: 'account-000001' }, 'serial'], [{ status: 'due_back' }, 'serial']] },
  subscriptions: { sorts: ['id', 'startsOn', 'endsOn', 'reportingArrMinor'], usual: [[{ accountId: 'account-000001' }, 'startsOn'], [{ product: 'CLOUD' }, 'startsOn']] },
  upgrades: { sorts: ['id', 'startedAt', 'placedAt'], usual: [[{ status: 'draft' }, 'startedAt'], [{ kind: 'renewal' }, 'startedAt'], [{ pathId: 'refresh' }, 'startedAt'], [{ accountId: 'account-000001' }, 'startedAt'], [{ exceptionStatus: 'waiting' }, 'startedAt']] },
  escalations: {
    sorts: ['id', 'queueDueAt', 'score', 'openedAt', 'arrAtStakeMinor'],
    usual: [
      [{ status: 'waiting' }, 'queueDueAt'], [{ status: 'waiting' }, 'openedAt'], [{ status: 'waiting' }, 'score'], [{ status: 'waiting' }, 'arrAtStakeMinor'], [{ status: open }, 'queueDueAt'], [{ status: open }, 'openedAt'], [{ assigneeId: 'ada', status: 'claimed' }, 'queueDueAt'],
      [{ assigneeId: 'ada', status: ['claimed', 'paused'] }, 'queueDueAt'], [{ ownerId: 'ada', status: 'waiting' }, 'queueDueAt'], [{ priority: 'urgent', status: 'waiting' }, 'queueDueAt'], [{ kind: 'renewal', status: 'waiting' }, 'queueDueAt'], [{ region: 'emea', status: 'waiting' }, 'queueDueAt'],
      [{ accountId: 'account-000001' }, 'openedAt'], [{ upgradeId: 'upgrade-000001' }, 'openedAt'],
    ],
  },
  returns: { sorts: ['id', 'dueOn'], usual: [[{ status: 'authorised' }, 'dueOn'], [{ complete: false }, 'dueOn'], [{ accountId: 'account-000001' }, 'dueOn']] },
  'audit-events': { sorts: ['id', 'at'], usual: [[{ actorId: 'ada' }, 'id'], [{ resource: 'escalations', recordId: 'escalation-000001' }, 'id'], [{ accountId: 'account-000001' }, 'id'], [{ action: 'escalations.claim' }, 'id']] },
};

const paths = Object.entries(LISTS).flatMap(([resource, { sorts, usual }]) => [
  ...sorts.flatMap((sort) => (['ASC', 'DESC'] as const).map((order) => listPath(resource, {}, [0, 24], [sort, order]))),
  ...usual.flatMap(([filter, sort = 'id']) => (['ASC', 'DESC'] as const).map((order) => listPath(resource, filter, [0, 24], [sort, order]))),
]);

describe.each(['before', 'after'])('%s the database has looked at its data', (when) => {
  beforeAll(async () => {
    if (when === 'after') await planner.analyse();
  });

  it('every list is read in the order of an index, in each sort that it offers and with its usual filters', async () => {
    const found: string[] = [];
    for (const path of paths) found.push(...(await checkList(path)));
    expect(found.map((one) => decodeURIComponent(one)).join('\n')).toBe('');
  });

  it('the next item for a person is found in the order of the queue', async () => {
    const candidates = (await statementsOf('POST', '/escalations/claim-next')).filter(({ statement }) => /from "?escalations"?/.test(statement) && /order by/.test(statement));
    expect(candidates.length).toBeGreaterThan(0);
    for (const { statement, parameters } of candidates) expect(faults(await planner.planOf(statement, parameters), false), statement).toEqual([]);
  });

  it('the desk looks up what is due, and reads no table whole for it', async () => {
    sent = [];
    // What is due by then is nothing: the desk looks, and leaves it.
    await deskRound({ store, clock: () => new Date('2020-01-01T00:00:00.000Z') });
    const looks = sent.filter(({ statement }) => statement.startsWith('select') && BIG.some((table) => statement.includes(`from "${table}"`)));
    expect(looks.length).toBeGreaterThanOrEqual(5);
    if (engine === 'sqlite') for (const { statement, parameters } of looks) expect((await planner.planOf(statement, parameters)).filter((part) => part.startsWith('SCAN')), statement).toEqual([]);
  });

  it('a search reads the index of texts', async () => {
    const [found] = (await statementsOf('GET', listPath('accounts', { q: 'company 4711' }, [0, 24]))).filter(({ statement }) => statement.includes('search_entries') && /order by/.test(statement));
    const plan = await planner.planOf(found?.statement ?? '', found?.parameters ?? []);
    const whole = plan.filter((part) => /^SCAN search_entries$|^Seq Scan on search_entries/.test(part));
    expect(whole, plan.join('\n')).toEqual([]);
  });
});
