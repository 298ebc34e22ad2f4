import fc from 'fast-check';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RETURN_FACTS, type ReturnFactName } from '../../server/domain/words.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { attestation, makeReturn, readBack, told, upload, type Attestation } from '../support/returns.ts';
import { done } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let admin: Client;
beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
  admin = await desk.as('admin');
});
afterAll(() => desk.close());

type Step = { do: 'fact'; fact: ReturnFactName; serial: 'own' | 'other' | 'none'; hour: number } | { do: 'attest' } | { do: 'verify' | 'reject' } | { do: 'waive' } | { do: 'remind' } | { do: 'dispose'; disposition: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('fact' as const), fact: fc.constantFrom(...RETURN_FACTS), serial: fc.constantFrom('own' as const, 'other' as const, 'none' as const), hour: fc.integer({ min: 0, max: 9 }) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'attest' as const }) }, fc.constantFrom({ do: 'verify' as const }, { do: 'reject' as const }, { do: 'waive' as const }, { do: 'remind' as const }),
  fc.record({ do: fc.constant('dispose' as const), disposition: fc.constantFrom('return', 'keep_drive', 'destroy_on_site') }),
);

/** All that the books hold: entries, codings, and what the months and accounts sum to. */
async function books(): Promise<string> {
  const { read, t } = desk.store;
  return JSON.stringify([
    await read.select().from(t.revenueEntries).orderBy(asc(t.revenueEntries.position)), await read.select().from(t.codings).orderBy(asc(t.codings.id)), await read.select().from(t.revenueMonths).orderBy(asc(t.revenueMonths.id)),
    await read.select({ id: t.subscriptions.id, arr: t.subscriptions.reportingArrMinor, until: t.subscriptions.countsUntil, version: t.subscriptions.version }).from(t.subscriptions).orderBy(asc(t.subscriptions.id)),
    await read.select({ id: t.accounts.id, arr: t.accounts.reportingArrMinor }).from(t.accounts).orderBy(asc(t.accounts.id)),
  ]);
}

it('No sequence of facts, attestations and decisions about returns changes anything in the books', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
    const { back, serial } = await makeReturn(desk, ada);
    const { body: file } = await upload(desk, ada, back);
    const before = await books();
    for (const one of steps) {
      const { version } = await readBack(ada, back.id);
      const [last] = await done<Attestation[]>(ada.get(`/attestations?filter={"returnId":"${back.id}"}`));
      const answer = await {
        fact: () => told(ada, back, 'fact' in one ? one.fact : '', { source: 'test', occurredAt: `2026-03-10T0${'hour' in one ? one.hour : 0}:00:00Z`, ...('serial' in one && one.serial !== 'none' ? { serial: one.serial === 'own' ? serial : 'SOMEBODY-ELSES' } : {}) }),
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
  }), { numRuns: 12 });
});
