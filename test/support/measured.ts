import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Rows } from '../../server/domain/adoption/definitions.ts';
import { openDesk, START, type Body, type Client, type Desk } from './app.ts';
import { eventAt, makeKnownCustomer, SECRETS, sendTo } from './events.ts';
import { act, claim, configure, done, move, place, startUpgrade, type Item, type Upgrade } from './work.ts';

type Known = Awaited<ReturnType<typeof makeKnownCustomer>>;
const KINDS = { cloud: 'add_on', renew: 'renewal' };
type Path = keyof typeof KINDS;

async function told(desk: Desk, upgradeRef: string, type: string, data: Record<string, unknown> = {}, at = (desk.later(1), desk.now())): Promise<void> {
  expect((await sendTo(desk, [eventAt(`upgrade.${type}`, { upgradeRef, ...data }, at)])).results).toMatchObject([{ disposition: 'applied' }]);
}

/** A journey that a customer takes to its end, calling for help at a step on the way where one is named. */
export async function journey(desk: Desk, path: Path, { step, reason = 'pricing_exception', at, who }: { step?: string; reason?: string; at?: string; who?: Known } = {}): Promise<string> {
  const [{ ref: accountRef, subscriptionRef }, ref] = [who ?? (await makeKnownCustomer(desk)), `U-${randomUUID()}`];
  await told(desk, ref, 'started', { accountRef, kind: KINDS[path], pathId: path, subscriptionRefs: path === 'renew' ? [subscriptionRef] : [] }, at);
  if (step) await told(desk, ref, 'step_reached', { step }, at);
  if (step) await told(desk, ref, 'escalated', { step, reason, text: 'The total is not what our reseller quoted.' }, at);
  await told(desk, ref, 'placed', { effectiveOn: (at ?? desk.now()).slice(0, 10), lines: [path === 'renew' ? { product: 'T4-2TB', quantity: 1, replaces: [subscriptionRef] } : { product: 'CLOUD', quantity: 1 }] }, at);
  await told(desk, ref, 'completed', {}, at);
  return ref;
}

/** The same, begun and placed by a member of staff. */
async function byStaff(desk: Desk, ada: Client, path: Path): Promise<void> {
  const customer = await makeKnownCustomer(desk);
  const draft = await startUpgrade(ada, customer, path === 'renew' ? { kind: 'renewal' } : { kind: 'add_on', subscriptionIds: [] });
  let upgrade = await place(ada, await configure(ada, draft, { pathId: path, lines: [{ line: 'new', product: path === 'renew' ? 'T4-2TB' : 'CLOUD', quantity: 1, replaces: draft.before.map((line) => line.line) }] }));
  for (const to of ['shipment', 'completed']) upgrade = await act(ada, 'upgrades', upgrade, 'advance', { to });
}

/** Claims the call, and closes it after so many minutes. */
async function handled(desk: Desk, ada: Client, ref: string, minutes: number): Promise<void> {
  const [upgrade] = await done<{ id: string }[]>(ada.get(`/upgrades?${query({ filter: JSON.stringify({ externalId: ref }) })}`));
  const [call] = await done<Item[]>(ada.get(`/escalations?${query({ filter: JSON.stringify({ upgradeId: upgrade?.id }) })}`));
  const held = await claim(ada, call as Item);
  desk.later(minutes);
  await move(ada, held, 'resolve', { rootCause: 'pricing_exception' });
}

/** Customers call at `review` about the price once in January, four times in February and twice in March; one about compatibility, at `configure`. */
async function world(desk: Desk, ada: Client): Promise<void> {
  desk.at('2026-01-08T10:00:00.000Z');
  for (const step of [undefined, 'review']) await journey(desk, 'cloud', { step });
  desk.at('2026-01-20T10:00:00.000Z');
  await journey(desk, 'renew');
  await byStaff(desk, ada, 'renew');
  // February in Berlin, where the books are kept.
  desk.at('2026-01-31T23:30:00.000Z');
  await journey(desk, 'cloud', { step: 'review' });
  desk.at('2026-02-05T10:00:00.000Z');
  await journey(desk, 'renew', { step: 'review' });
  await journey(desk, 'renew');
  await byStaff(desk, ada, 'cloud');
  desk.at('2026-02-17T10:00:00.000Z');
  const who = await makeKnownCustomer(desk);
  for (let index = 0; index < 2; index += 1) await journey(desk, 'cloud', { who });
  await journey(desk, 'cloud', { step: 'configure', reason: 'compatibility' });
  const twice = [await journey(desk, 'cloud', { step: 'review' }), await journey(desk, 'cloud', { step: 'review' })];
  await journey(desk, 'renew');
  await byStaff(desk, ada, 'renew');
  for (const [index, ref] of twice.entries()) await handled(desk, ada, ref, [20, 40][index] ?? 0);
  desk.at('2026-03-05T10:00:00.000Z');
  await journey(desk, 'cloud');
  await journey(desk, 'cloud', { step: 'review' });
  await journey(desk, 'renew', { step: 'review' });
  desk.at(START);
}

/** A desk whose books are kept in Berlin, with a quarter of journeys; it is the day of `START`. */
export async function openMeasured() {
  const desk = await openDesk({ webhookSecrets: SECRETS });
  const [ada, ops, admin] = [await desk.as('ada'), await desk.as('ops'), await desk.as('admin')];
  const { version, rules } = await done<{ version: number; rules: Body }>(admin.get('/policies/current'));
  await done(admin.put('/policies/current', { version, rules: { ...rules, booksZone: 'Europe/Berlin' } }));
  await world(desk, ada);
  return { desk, ada, ops, admin, ...asking(ada) };
}

export const query = (parts: Record<string, string>) => new URLSearchParams(parts).toString();
/** The quarter in which everything happened. */
export const QUARTER = { from: '2026-01-01', to: START.slice(0, 10) };

function asking(client: Client) {
  const rowsOf = async ({ resource, filter }: Rows) => (await client.data.getList<Upgrade & { accountId: string }>(resource, { filter, pagination: { page: 1, perPage: 100 }, sort: { field: 'startedAt', order: 'DESC' } })).data;
  return {
    /** A report of the quarter, or of what is asked for. */
    ask: <T>(report: string, parts: Record<string, string> = {}): Promise<T> => done(client.get(`/adoption/${report}?${query({ ...QUARTER, ...parts })}`)),
    rowsOf,
    opened: async (rows: Rows) => (await rowsOf(rows)).length,
  };
}
