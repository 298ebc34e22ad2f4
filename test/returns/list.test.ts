import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RETURN_FACTS, type ReturnFactName } from '../../server/domain/words.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { engine } from '../support/database.ts';
import { addDevice, attestation, makeReturn, told, upload, type Attestation, type Return } from '../support/returns.ts';
import { done } from '../support/work.ts';

let desk: Desk;
let ada: Client;
beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
});
afterAll(() => desk.close());

/** Written in another case, with letters that not every database knows, and with signs that mean something to JSON. */
const SECOND = 'grüne-kiste}';
const WORDS = ['', 'She said “no”.', '"}', '{}', 'A\\B', 'Zeile\nZeile', '😀'];

type Step = { fact: ReturnFactName; serial: 'first' | 'second' | 'other' | 'none'; day: number; note: string };
const step: fc.Arbitrary<Step> = fc.record({ fact: fc.constantFrom(...RETURN_FACTS), serial: fc.constantFrom('first' as const, 'second' as const, 'other' as const, 'none' as const), day: fc.integer({ min: 1, max: 9 }), note: fc.constantFrom(...WORDS) });
const story = fc.record({ steps: fc.array(step, { maxLength: 8 }), several: fc.boolean(), signed: fc.constantFrom(null, 'verify' as const, 'reject' as const), days: fc.constantFrom(0, 3, 8, 40) });

/** Signed by whoever recorded it, and then perhaps taken back. */
async function sign(back: Return, serial: string, decision: 'verify' | 'reject'): Promise<void> {
  const { body: file } = await upload(desk, ada, back);
  const signed = await done<Attestation>(ada.post(`/returns/${back.id}/attestations`, attestation(serial, { evidence: [file.id] })));
  await done(ada.post(`/attestations/${signed.id}/${decision}`, { version: signed.version, ...(decision === 'reject' && { reason: 'It is not so.' }) }));
}

it('A return reads the same in a list as alone, whatever is known of it', async () => {
  await fc.assert(fc.asyncProperty(story, async ({ steps, several, signed, days }) => {
    const { back, serial } = await makeReturn(desk, ada);
    if (several) await addDevice(desk, back, SECOND);
    if (signed) await sign(back, serial, signed);
    const of = { first: serial.toLowerCase(), second: SECOND.toUpperCase(), other: 'SOMEBODY-ELSES', none: undefined };
    for (const { fact, serial: whose, day, note } of steps) {
      const { status } = await told(ada, back, fact, { source: 'test', occurredAt: `2026-03-0${day}T09:00:00Z`, ...(of[whose] && { serial: of[whose] }), ...(note && { note }), ...(fact === 'label_issued' && { carrier: 'Parcelwing', trackingNumber: `PW-${day}` }) });
      expect(status).toBeLessThan(500);
    }
    desk.later(days * 24 * 60);
    if (days > 0) ada = await desk.as('ada');
    const { acts: _acts, allowed: _allowed, writesTo: _writesTo, ...alone } = await done<Return & { acts: unknown; allowed: unknown; writesTo: unknown }>(ada.get(`/returns/${back.id}`));
    const listed = await done<Return[]>(ada.get(`/returns?filter=${encodeURIComponent(JSON.stringify({ upgradeId: back.upgradeId }))}&sort=["dueOn","ASC"]&range=[0,24]`));
    expect(listed).toEqual([alone]);
  }), { numRuns: engine === 'postgres' ? 6 : 30 });
});
