import fc from 'fast-check';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RETURN_FACTS, type ReturnFactName } from '../../server/domain/words.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { eventAt, SECRETS, sendTo } from '../support/events.ts';
import { imported } from '../support/imports.ts';
import { attestation, makeReturn, readBack, told, upload, WIPED, type Attestation, type Return } from '../support/returns.ts';
import { done } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let admin: Client;
beforeAll(async () => {
  desk = await openDesk({ webhookSecrets: SECRETS });
  ada = await desk.as('ada');
  admin = await desk.as('admin');
});
afterAll(() => desk.close());

type Fact = { fact: ReturnFactName; serial: 'own' | 'other' | 'none'; hour: number };
type Step = ({ do: 'fact' | 'event' | 'file' } & Fact) | { do: 'sign' | 'signed_event' } | { do: 'attest' } | { do: 'verify' | 'reject' } | { do: 'waive' } | { do: 'remind' } | { do: 'dispose'; disposition: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 7, arbitrary: fc.record({ do: fc.constantFrom('fact' as const, 'event' as const, 'file' as const), fact: fc.constantFrom(...RETURN_FACTS), serial: fc.constantFrom('own' as const, 'other' as const, 'none' as const), hour: fc.integer({ min: 0, max: 9 }) }) },
  { weight: 3, arbitrary: fc.constantFrom({ do: 'attest' as const }, { do: 'sign' as const }, { do: 'signed_event' as const }) }, fc.constantFrom({ do: 'verify' as const }, { do: 'reject' as const }, { do: 'waive' as const }, { do: 'remind' as const }),
  fc.record({ do: fc.constant('dispose' as const), disposition: fc.constantFrom('return', 'keep_drive', 'destroy_on_site') }),
);

const EVERY_WAY: Step[] = [
  { do: 'fact', fact: 'label_issued', serial: 'none', hour: 1 }, { do: 'event', fact: 'first_scan', serial: 'none', hour: 2 }, { do: 'file', fact: 'delivered', serial: 'own', hour: 3 }, { do: 'sign' }, { do: 'reject' }, { do: 'signed_event' }, { do: 'attest' }, { do: 'verify' },
];

/** All that the books hold: entries, codings, and what the months and accounts sum to. */
async function books(): Promise<string> {
  const { read, t } = desk.store;
  return JSON.stringify([
    await read.select().from(t.revenueEntries).orderBy(asc(t.revenueEntries.position)), await read.select().from(t.codings).orderBy(asc(t.codings.id)), await read.select().from(t.revenueMonths).orderBy(asc(t.revenueMonths.id)),
    await read.select({ id: t.subscriptions.id, arr: t.subscriptions.reportingArrMinor, until: t.subscriptions.countsUntil, version: t.subscriptions.version }).from(t.subscriptions).orderBy(asc(t.subscriptions.id)),
    await read.select({ id: t.accounts.id, arr: t.accounts.reportingArrMinor }).from(t.accounts).orderBy(asc(t.accounts.id)),
  ]);
}

/** What came in, by whichever way: what is refused is refused by a rule, and nothing fails. */
type Came = { status: number; body: unknown };

/** The customer signs on the page whose link they were sent, where one is open to them. */
async function signThroughTheLink(back: Return, serial: string): Promise<Came> {
  const asked = await ada.post(`/returns/${back.id}/request-attestation`);
  if (asked.status !== 200) return asked;
  const token = (asked.body as Return).link?.split('/portal/sign/')[1] ?? '';
  const { capture: _capture, evidence: _evidence, ...said } = attestation(serial);
  const response = await desk.app.inject({ method: 'POST', url: `/api/portal/sign/${token}`, payload: said });
  return { status: response.statusCode, body: response.json() };
}

async function sendEvent(type: string, data: Record<string, unknown>): Promise<Came> {
  const { status, results, detail } = await sendTo(desk, [eventAt(type, data, '2026-03-10T09:30:00.000Z')]);
  return { status, body: { results, detail } };
}

it('No sequence of facts, attestations and decisions about returns changes anything in the books, whether by hand, by event, by file or through the customer’s link', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
    const { back, serial } = await makeReturn(desk, ada);
    const { body: file } = await upload(desk, ada, back);
    const before = await books();
    for (const one of steps) {
      const { version } = await readBack(ada, back.id);
      const [last] = await done<Attestation[]>(ada.get(`/attestations?filter={"returnId":"${back.id}"}`));
      const { fact, serial: whose, hour }: Fact = 'fact' in one ? one : { fact: 'received', serial: 'own', hour: 0 };
      const about = { fact, occurredAt: `2026-03-10T0${hour}:00:00Z`, ...(whose === 'none' ? {} : { serial: whose === 'own' ? serial : 'SOMEBODY-ELSES' }) };
      const answer: Came = await {
        fact: () => told(ada, back, fact, { source: 'test', ...about }),
        event: () => sendEvent('return.fact', { returnId: back.id, ...about }),
        file: async () => ({ status: 200, body: await imported(desk, admin, 'return_facts', `serial_number,status,scanned_at\n${about.serial ?? ''},${fact},2026-03-10 0${hour}:00`) }),
        sign: () => signThroughTheLink(back, serial),
        signed_event: () => sendEvent('attestation.signed', { returnId: back.id, meaning: 'wiped', signer: { name: 'Priya Nair', title: 'IT manager', email: 'priya@customer.example' }, consent: true, devices: [{ serial, sanitisation: WIPED }] }),
        attest: () => ada.post(`/returns/${back.id}/attestations`, attestation(serial, { evidence: [file.id] })),
        verify: () => ada.post(`/attestations/${last?.id ?? 'none'}/verify`, { version: last?.version ?? 1 }),
        reject: () => ada.post(`/attestations/${last?.id ?? 'none'}/reject`, { version: last?.version ?? 1, reason: 'It is not so.' }),
        waive: () => admin.post(`/returns/${back.id}/waive`, { reason: 'A gift.', version }),
        remind: () => ada.post(`/returns/${back.id}/remind`),
        dispose: () => ada.post(`/returns/${back.id}/change-disposition`, { disposition: 'disposition' in one ? one.disposition : '', reason: 'So.', version }),
      }[one.do]();
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500);
      expect(await books()).toBe(before);
    }
  }), { numRuns: 12, examples: [[EVERY_WAY]] });
  const facts = await desk.store.read.select().from(desk.store.t.returnFacts);
  for (const source of ['test', 'event', 'file', 'portal']) expect(facts.map((one) => one.source), source).toContain(source);
});
