import { uuidv7 } from 'uuidv7';
import { openBooks } from '../../server/coding/history.ts';
import { sessionIdOf } from '../../server/people/sessions.ts';
import type { Client, Desk } from './app.ts';
import { makeCustomer } from './customers.ts';
import { planned } from './imports.ts';
import { accountsCsv } from './oddities.ts';
import { PASSWORD } from './people.ts';
import { claim, done, logCall, startUpgrade } from './work.ts';

export type Whose = 'own' | 'other';
type Made = { id: string };

/** A record of each kind that is the person's own, or somebody else's, made for one request that may use it up; null for what has tests of its own. */
export async function recordMaker(desk: Desk): Promise<(resource: string, whose: Whose, client: Client) => Promise<string | null>> {
  const [ada, ben, admin, ops] = [await desk.as('ada'), await desk.as('ben'), await desk.as('admin'), await desk.as('ops')];
  const customers = { own: await makeCustomer(desk.store, { managerId: 'ada' }), other: await makeCustomer(desk.store, { managerId: 'ben' }) };
  const { calendars, regions, contacts, savedReplies, adoptionGoals, adoptionAnnotations, adoptionFixes, adoptionTraffic, savedViews, returns, outbox, exchangeRates, attestations, signedAttestations, evidenceFiles, incomingEvents } = desk.store.t;
  let rates = 0;
  let files = 0;
  // Past those that are really signed.
  let signed = 1_000;
  let months = 0;
  const upgrades = { own: await startUpgrade(ada, customers.own), other: await startUpgrade(ben, customers.other) };
  const calls = { own: await claim(ada, await logCall(ada, customers.own)), other: await claim(ben, await logCall(ben, customers.other)) };
  const backs = { own: uuidv7(), other: uuidv7() };
  await desk.store.write(async ({ db }) => {
    for (const whose of ['own', 'other'] as const) {
      await db.insert(returns).values({ id: backs[whose], upgradeId: upgrades[whose].id, accountId: customers[whose].accountId, status: 'authorised', complete: false, disposition: 'return', dueOn: '2026-04-01', atStakeMinor: 1, currency: 'USD', openedAt: desk.now() });
    }
  });

  await openBooks({ store: desk.store, clock: () => new Date(desk.now()) });
  const codingOf = async (accountId: string) => (await done<Made[]>(admin.get(`/codings?filter={"accountId":"${accountId}"}`)))[0]?.id ?? '';

  const session = async (client: Client): Promise<string> => {
    const signedIn = await desk.app.inject({ method: 'POST', url: '/api/session', payload: { email: client.staff.email, password: PASSWORD } });
    return sessionIdOf(signedIn.cookies[0]?.value.split('.')[0] ?? '');
  };

  const makers: Record<string, (whose: Whose, client: Client) => Promise<string | null>> = {
    accounts: async (whose) => customers[whose].accountId,
    devices: async (whose) => customers[whose].deviceId,
    subscriptions: async (whose) => customers[whose].subscriptionId,
    upgrades: async (whose) => upgrades[whose].id,
    escalations: async (whose) => calls[whose].id,
    returns: async (whose) => backs[whose],
    attestations: async (whose) => attestation(whose),
    statements: async () => 'statement-returned',
    'evidence-files': async (whose) => insert(evidenceFiles, { id: uuidv7(), returnId: backs[whose], name: 'wipe.pdf', mediaType: 'application/pdf', bytes: 1, sha256: '0'.repeat(64), uploadedAt: desk.now(), uploadedById: 'ada', uploadedByName: 'Ada Berg' }),
    users: async (whose, client) => (whose === 'own' ? client.staff.id : 'eve'),
    // What an account manager may do with the coding of a colleague's account has tests of its own.
    codings: async (whose, client) => (whose === 'other' && client.staff.role === 'account_manager' ? null : codingOf(customers[whose].accountId)),
    'revenue-entries': async (whose) => (await done<Made[]>(admin.get(`/revenue-entries?filter={"accountId":"${customers[whose].accountId}"}`)))[0]?.id ?? '',
    periods: async () => '2025-04',
    'reason-codes': async () => 'other',
    'exchange-rates': async () => insert(exchangeRates, { id: uuidv7(), base: 'EUR', quote: 'PLN', on: `19${10 + (rates += 1)}-01-01`, rate: '4.3' }),
    policies: async () => 'current',
    products: async () => 'T5-3TB',
    'upgrade-paths': async () => 'refresh',
    'root-causes': async () => 'other',
    sessions: async (whose, client) => session(whose === 'own' ? client : client.staff.id === 'admin' ? ada : admin),
    'audit-events': async (whose, client) => {
      const mine = await done<Made[]>((whose === 'own' ? client : ben).get('/audit-events?filter={"actorId":"' + (whose === 'own' ? client.staff.id : 'ben') + '"}'));
      return mine[0]?.id ?? '';
    },
    contacts: async (whose) => insert(contacts, { id: uuidv7(), accountId: customers[whose].accountId, name: 'Sam', email: 'sam@many.example', title: null, phone: null, isPrimary: false, search: 'sam' }),
    calendars: async () => insert(calendars, { id: uuidv7(), name: 'Always', zone: 'UTC', week: { 1: [['00:00', '24:00']], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }, holidays: [] }),
    regions: async () => insert(regions, { id: uuidv7(), name: 'Moon', calendarId: 'berlin' }),
    'saved-replies': async () => insert(savedReplies, { id: uuidv7(), name: 'Hello', text: 'Hello', rootCause: null, active: true }),
    'adoption-goals': async () => insert(adoptionGoals, { id: uuidv7(), segment: null, targetBasisPoints: 9_000, startsOn: '2026-01-01', dueOn: null, note: '', setByName: 'Olga Park', setAt: desk.now() }),
    'adoption-fixes': async () => insert(adoptionFixes, { id: uuidv7(), name: 'Prices', step: 'review', rootCause: 'pricing_exception', pathId: null, confidencePercent: 80, effortDays: 5, shippedOn: null, note: '', enteredByName: 'Olga Park' }),
    'adoption-traffic': async () => insert(adoptionTraffic, { id: `${1_900 + (months += 1)}-01`, visits: 1, contacts: 1, contactOrders: 1, loadedAt: desk.now(), loadedByName: 'Olga Park' }),
    'adoption-annotations': async () => insert(adoptionAnnotations, { id: uuidv7(), day: '2026-01-01', kind: 'release', text: 'A release', rebaselines: false, addedByName: 'Olga Park' }),
    imports: async () => (await planned(desk, ops, 'accounts', accountsCsv(2).replaceAll('A-', `M${(files += 1)}-`))).id,
    'incoming-events': async () => {
      const id = uuidv7();
      return insert(incomingEvents, { id, source: '/portal', eventId: id, type: 'upgrade.started', occurredAt: desk.now(), receivedAt: desk.now(), upgradeRef: id, data: { upgradeRef: id, accountRef: 'nobody', kind: 'refresh' }, disposition: 'quarantined', because: 'No account is known by this name' });
    },
    outbox: async () => {
      const id = uuidv7();
      return insert(outbox, { id, cause: id, kind: 'message', to: 'sam@many.example', replyTo: null, subject: 'Hello', text: 'Hello', status: 'waiting', attempts: 0, nextAttemptAt: desk.now(), createdAt: desk.now() });
    },
    'saved-views': async (whose, client) => insert(savedViews, { id: uuidv7(), resource: 'accounts', name: 'Mine', ownerId: whose === 'own' ? client.staff.id : 'eve', shared: false, filter: {}, sort: null, columns: null }),
  };

  async function attestation(whose: Whose): Promise<string> {
    const id = await insert(attestations, {
      id: uuidv7(), returnId: backs[whose], accountId: customers[whose].accountId, status: 'signed', meaning: 'returned', capture: 'portal', signedAt: desk.now(), recordedAt: desk.now(), signerName: 'Priya Nair', signerTitle: 'IT', signerEmail: 'priya@customer.example', salt: 'salt',
    });
    return insert(signedAttestations, {
      id, position: (signed += 1), returnId: backs[whose], meaning: 'returned', statementId: 'statement-returned', statementEdition: 1, statementText: 'It went back.', consent: true, capture: 'portal', signedAt: desk.now(), signedZone: 'UTC', recordedAt: desk.now(),
      devices: [{ serial: customers[whose].serial, sanitisation: null }], evidence: [], signerDigest: '0'.repeat(64), previousHash: '0'.repeat(64), hash: '1'.repeat(64),
    });
  }

  async function insert(table: typeof attestations | typeof signedAttestations | typeof evidenceFiles | typeof contacts | typeof calendars | typeof regions | typeof savedReplies | typeof savedViews | typeof outbox | typeof exchangeRates | typeof adoptionGoals | typeof adoptionAnnotations | typeof adoptionFixes | typeof adoptionTraffic | typeof incomingEvents, row: Made & Record<string, unknown>): Promise<string> {
    await desk.store.write(({ db }) => db.insert(table).values(row as never).then(() => undefined));
    return row.id;
  }

  return async (resource, whose, client) => (await makers[resource]?.(whose, client)) ?? null;
}
