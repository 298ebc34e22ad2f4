import type { Store } from '../../db/store.ts';
import { MAIL_KINDS, MAIL_STATUSES } from '../../server/domain/mail.ts';
import { ESCALATION_STATUSES, EVENT_TYPES, SEGMENTS, STEPS, UPGRADE_KINDS, UPGRADE_STATUSES } from '../../server/domain/words.ts';
import { makeCatalogue } from './customers.ts';

const A_STATEMENT = 400;
const STAFF = ['ada', 'ben', 'eve'] as const;
const REGIONS = ['emea', 'apac', 'north_america', 'india'] as const;
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const instant = (index: number) => new Date(Date.UTC(2025, 0, 1) + index * 3_600_000).toISOString();
const day = (index: number) => instant(index * 7).slice(0, 10);
const id = (name: string, index: number) => `${name}-${String(index).padStart(6, '0')}`;

type Tables = Store['t'];
type Table = Tables['accounts'] | Tables['contacts'] | Tables['devices'] | Tables['subscriptions'] | Tables['upgrades'] | Tables['escalations'] | Tables['returns'] | Tables['attestations'] | Tables['auditEvents'] | Tables['outbox'] | Tables['incomingEvents'] | Tables['idempotencyKeys'];

/** A database in which it shows whether an index is used: so many accounts, and what hangs on them. Its rows fit the columns, not the rules. */
export async function fillBig(store: Store, many: number): Promise<void> {
  await makeCatalogue(store);
  const { t } = store;
  await store.write(async ({ db }) => {
    const insert = async (table: Table, count: number, row: (index: number) => object) => {
      for (let from = 0; from < count; from += A_STATEMENT) await db.insert(table).values(Array.from({ length: Math.min(A_STATEMENT, count - from) }, (_, index) => row(from + index)) as never);
    };
    const account = (index: number) => id('account', index % many);
    await insert(t.accounts, many, (n) => ({
      id: id('account', n), externalId: null, name: `Company ${(n * 7919) % many}`, segment: pick(SEGMENTS, n), region: pick(REGIONS, n), country: null, industry: null, customerSince: day(n), managerId: pick(STAFF, n), reportingArrMinor: (n * 7919) % 1_000_000, createdAt: instant(n), search: `company ${n}`,
    }));
    await insert(t.contacts, many, (n) => ({ id: id('contact', n), accountId: account(n), name: `Person ${n}`, email: `person-${n}@many.example`, title: null, phone: null, isPrimary: true, search: `person ${n}` }));
    await insert(t.devices, many, (n) => ({ id: id('device', n), accountId: account(n), serial: `4KX-${n}`, productId: 'T4-2TB', status: n % 20 === 0 ? 'due_back' : 'in_field', shippedOn: day(n), search: `4kx-${n}` }));
    await insert(t.subscriptions, many, (n) => ({
      id: id('subscription', n), externalId: null, accountId: account(n), product: pick(['T4-2TB', 'T5-3TB', 'CLOUD'], n), quantity: 1, unitArrMinor: n, arrMinor: n, currency: 'USD', reportingArrMinor: n, termMonths: 12, startsOn: day(n), endsOn: n % 9 === 0 ? null : day(n + 52), countsFrom: day(n),
      countsUntil: n % 5 === 0 ? day(n + 20) : null, autoRenew: false, isTrial: false, status: n % 5 === 0 ? 'replaced' : 'active', deviceId: id('device', n), upgradeId: null,
    }));
    await insert(t.upgrades, many, (n) => ({
      id: id('upgrade', n), reference: `UP-2025-${n}`, externalId: null, accountId: account(n), contactId: null, kind: pick(UPGRADE_KINDS, n), pathId: pick(['refresh', 'renew', 'cloud', null], n), status: n % 10 === 0 ? pick(UPGRADE_STATUSES, n) : 'completed', step: pick(STEPS, n), motion: pick(['self_serve', 'assisted', 'sales_led'], n),
      startedBy: 'customer', startedById: null, startedAt: instant(n), placedAt: n % 4 === 0 ? null : instant(n + 5), completedAt: null, cancelledAt: null, lastActivityAt: instant(n), effectiveOn: day(n), beforeArrMinor: n, afterArrMinor: n, exceptionStatus: n % 100 === 0 ? 'waiting' : null, exception: null, cancelReason: null, search: `up-2025-${n}`,
    }));
    await insert(t.escalations, many, (n) => ({
      id: id('escalation', n), externalId: null, upgradeId: null, accountId: account(n), contactId: null, status: n % 12 < 6 ? pick(ESCALATION_STATUSES, n) : 'resolved', statusSince: instant(n), outcome: null, step: pick(STEPS, n), channel: 'phone', reason: 'other', subject: 'Hello', assigneeId: n % 12 === 0 ? null : pick(STAFF, n), claimedAt: null,
      leaseUntil: instant(n), leaseLeftMinutes: null, ownerId: pick(STAFF, n), offeredAt: instant(n), priority: pick(['urgent', 'high', 'normal', 'low'], n), priorityOverride: null, score: n % 100, scoreParts: [], arrAtStakeMinor: n, queueDueAt: instant(n), firstResponseDueAt: instant(n), resolutionDueAt: instant(n), firstRespondedAt: n % 3 === 0 ? null : instant(n),
      openedAt: instant(n), roundStartedAt: instant(n), clockStops: [], pauseReason: null, pausedUntil: instant(n), handedBackStep: null, handedBackAt: instant(n), rootCause: null, timesEscalated: 1, handleSeconds: 0, closedAt: null, kind: pick(UPGRADE_KINDS, n), region: pick(REGIONS, n), segment: pick(SEGMENTS, n), search: `hello ${n}`,
    }));
    await insert(t.returns, many, (n) => ({ id: id('return', n), upgradeId: id('upgrade', n), accountId: account(n), status: n % 10 === 0 ? 'authorised' : 'inspected', complete: n % 10 !== 0, disposition: 'return', dueOn: day(n), atStakeMinor: n, currency: 'USD', openedAt: instant(n) }));
    await insert(t.attestations, many, (n) => ({ id: id('attestation', n), returnId: id('return', n), accountId: account(n), status: n % 20 === 0 ? 'signed' : 'verified', meaning: 'wiped', capture: 'portal', signedAt: instant(n), recordedAt: instant(n), signerName: 'Sam', signerTitle: 'IT', signerEmail: `person-${n}@many.example`, salt: 'salt' }));
    await insert(t.auditEvents, many, (n) => ({ at: instant(n), actorId: pick(STAFF, n), actorName: 'Somebody', action: `escalations.claim-${n % 40}`, resource: 'escalations', recordId: id('escalation', n), accountId: account(n), upgradeId: id('upgrade', n), touch: 'touch', before: null, after: null, requestId: 'r' }));
    await insert(t.outbox, many, (n) => ({ id: id('mail', n), cause: `cause-${n}`, kind: pick(MAIL_KINDS, n), to: `person-${n}@many.example`, replyTo: null, subject: 'Hello', text: 'Hello', escalationId: id('escalation', n), upgradeId: id('upgrade', n), accountId: account(n), status: n % 50 === 0 ? pick(MAIL_STATUSES, n / 50) : 'sent', attempts: 1, nextAttemptAt: instant(n), leaseUntil: instant(n), lastError: null, createdAt: instant(n), sentAt: null }));
    await insert(t.incomingEvents, many, (n) => ({ id: id('event', n), source: '/portal', eventId: `${n}`, type: pick(EVENT_TYPES, n), occurredAt: instant(n), receivedAt: instant(n), upgradeRef: `U-${n}`, upgradeId: null, data: {}, disposition: n % 50 === 0 ? 'quarantined' : 'applied', because: null, handledByName: null }));
    await insert(t.idempotencyKeys, many, (n) => ({ id: id('key', n), requestHash: 'h', status: 200, body: '', createdAt: instant(n) }));
  });
}
