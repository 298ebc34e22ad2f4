import { expect } from 'vitest';
import { deskRound } from '../../server/jobs/desk.ts';
import type { Body, Client, Desk } from './app.ts';
import type { Customer } from './customers.ts';

export type Item = {
  id: string; status: string; version: number; upgradeId: string | null; accountId: string; assigneeId: string | null; assigneeName: string | null; leaseUntil: string | null; priority: string; queueDueAt: string;
  firstResponseDueAt: string; resolutionDueAt: string; firstRespondedAt: string | null; offeredAt: string; outcome: string | null; timesEscalated: number; handleSeconds: number; handBackSteps: string[]; allowed: string[];
  clockStops: { from: string; to: string | null; because: string }[]; timeline: { kind: string; verb: string | null; text: string; authorName: string }[]; link?: string; rootCause: string | null; pauseReason: string | null;
};

export type Line = { line: string; product: string; quantity: number; unitArrMinor: number; reportingArrMinor: number; replaces: string[]; subscriptionId: string | null };
export type Upgrade = {
  id: string; version: number; status: string; step: string; motion: string; kind: string; pathId: string | null; touches: number; shadowTouches: number; timesEscalated: number; exceptionStatus: string | null;
  exception: { discountBasisPoints: number; byId: string; decidedById?: string } | null; before: Line[]; after: Line[]; beforeArrMinor: number; afterArrMinor: number; effectiveOn: string; allowed: string[]; legalSteps: string[];
  returns: { id: string; status: string; dueOn: string }[]; steps: { step: string }[]; completedAt: string | null; openEscalation: { id: string; assigneeId: string | null } | null;
};

export const ROOT_CAUSE = 'quote_needed';

/** The answer's body, when it is the one that the test needs to go on. */
export async function done<T>(answer: Promise<{ status: number; body: unknown }>): Promise<T> {
  const { status, body } = await answer;
  expect([200, 201], JSON.stringify(body)).toContain(status);
  return body as T;
}

/** A customer's call, logged by hand. */
export const logCall = (client: Client, { accountId }: Pick<Customer, 'accountId'>, more: Body = {}): Promise<Item> =>
  done(client.post('/escalations', { accountId, channel: 'phone', reason: ROOT_CAUSE, text: 'The total is not what our reseller quoted.', ...more }));

/** One command on a record, with the version that it has now. */
export const act = <T extends { id: string; version: number }>(client: Client, resource: 'escalations' | 'upgrades', record: T, verb: string, body: Body = {}): Promise<T> =>
  done(client.post(`/${resource}/${record.id}/${verb}`, { version: record.version, ...body }));

export const move = (client: Client, item: Item, verb: string, body: Body = {}): Promise<Item> => act(client, 'escalations', item, verb, body);

export const claim = (client: Client, item: Item): Promise<Item> => move(client, item, 'claim');

/** A draft about the customer's subscription. */
export const startUpgrade = (client: Client, customer: Customer, more: Body = {}): Promise<Upgrade> =>
  done(client.post('/upgrades', { accountId: customer.accountId, kind: 'refresh', subscriptionIds: [customer.subscriptionId], ...more }));

/** The draft with the newer appliance in place of the old one. */
export const configure = (client: Client, upgrade: Upgrade, more: Body = {}): Promise<Upgrade> =>
  act(client, 'upgrades', upgrade, 'configure', {
    pathId: 'refresh', lines: [{ line: 'new', product: 'T5-3TB', quantity: 1, replaces: upgrade.before.map((line) => line.line) }], reason: 'what they asked for', ...more,
  });

export const place = (client: Client, upgrade: Upgrade): Promise<Upgrade> => act(client, 'upgrades', upgrade, 'place-on-behalf');

/** What the desk does by itself at the time that it is now. */
export const round = (desk: Desk): Promise<number> => deskRound({ store: desk.store, clock: () => new Date(desk.now()) });

/** The record as it is now. */
export const fresh = <T extends { id: string }>(client: Client, resource: 'escalations' | 'upgrades', { id }: T): Promise<T> => done(client.get(`/${resource}/${id}`));
