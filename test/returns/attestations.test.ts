import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Certificate } from '../../server/returns/certificate.ts';
import { certificateFaults } from '../../server/returns/certificate.ts';
import { checkAttestations } from '../../server/returns/verify.ts';
import { openDesk, SETTINGS, type Client, type Desk } from '../support/app.ts';
import { addDevice, attest, attestation, makeReturn, readBack, told, upload, WIPED, type Attestation } from '../support/returns.ts';
import { done } from '../support/work.ts';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';

let desk: Desk;
let ada: Client;
let ben: Client;
let admin: Client;
beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
  ben = await desk.as('ben');
  admin = await desk.as('admin');
});
afterAll(() => desk.close());

const verdict = () => checkAttestations({ db: desk.store.read, t: desk.store.t });
const read = (id: string) => done<Attestation>(ada.get(`/attestations/${id}`));

describe('An attestation recorded on behalf', () => {
  it('keeps all that was signed, to the letter, and counts for its return', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const signed = await attest(desk, ada, back, serial, { signedAt: '2026-03-09T17:30:00+01:00' });
    expect(signed).toMatchObject({
      status: 'signed', meaning: 'wiped', capture: 'on_behalf', signerName: 'Priya Nair', statementEdition: 1, signedAt: '2026-03-09T16:30:00.000Z', signedZone: '+01:00', devices: [{ serial, sanitisation: WIPED }], evidence: [{ name: 'wipe.pdf' }], allowed: ['verify', 'reject'], erased: false,
    });
    expect(signed.statementText).toContain('NIST SP 800-88');
    const now = await readBack(ada, back.id);
    expect(now.facts.at(-1)).toMatchObject({ fact: 'attested', serial, attestationId: signed.id, stands: true });
    expect(now.mismatches.map(({ code }) => code)).toEqual(['attested_never_scanned']);
    expect((await verdict()).faults).toEqual([]);
  });

  it('is verified once, which issues its certificate: of two at once one is told what the other did', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const signed = await attest(desk, ada, back, serial);
    const answers = await Promise.all([ada, ben].map((client) => client.post(`/attestations/${signed.id}/verify`, { version: signed.version })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    expect((await readBack(ada, back.id)).facts.filter(({ fact }) => fact === 'certificate')).toHaveLength(1);
    expect((await ada.post(`/attestations/${signed.id}/verify`, { version: 2 })).body).toMatchObject({ status: 409, allowed: ['reject'] });
  });

  it('that is rejected counts no more: the customer owes it again', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    await done(told(ada, back, 'received', { source: 'dock', serial }));
    await done(told(ada, back, 'inspected', { source: 'dock', serial }));
    const signed = await attest(desk, ada, back, serial);
    expect(await readBack(ada, back.id)).toMatchObject({ complete: true, owed: false });
    expect((await ada.post(`/attestations/${signed.id}/reject`, { version: 1 })).body).toMatchObject({ status: 400, errors: { reason: expect.any(String) } });
    expect(await done<Attestation>(ada.post(`/attestations/${signed.id}/reject`, { version: 1, reason: 'The tool has no version 6.1.' }))).toMatchObject({ status: 'rejected', reason: 'The tool has no version 6.1.', allowed: [] });
    const now = await readBack(ada, back.id);
    expect(now).toMatchObject({ complete: false, owed: true });
    expect(now.facts.find(({ fact }) => fact === 'attested')).toMatchObject({ stands: false });
  });

  it('takes the place of an older one that says no more than it', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    await addDevice(desk, back, 'SECOND-1');
    const older = await attest(desk, ada, back, serial);
    const other = await attest(desk, ada, back, 'SECOND-1');
    expect((await read(older.id)).status).toBe('signed');
    const both = await attest(desk, ada, back, serial, { devices: [{ serial, sanitisation: WIPED }, { serial: 'second-1', sanitisation: WIPED }] });
    for (const { id } of [older, other]) expect(await read(id)).toMatchObject({ status: 'superseded', supersededById: both.id });
    const told = await done<{ actorName: string; accountId: string; before: object; after: object }[]>(admin.get(`/audit-events?filter={"resource":"attestations","recordId":"${older.id}","action":"attestations.supersede"}`));
    expect(told).toMatchObject([{ actorName: 'Ada Berg', accountId: back.accountId, before: { status: 'signed' }, after: { status: 'superseded', supersededById: both.id } }]);
    expect(both.devices.map((device) => device.serial)).toEqual([serial, 'SECOND-1']);
  });

  it.each([
    ['no consent', { consent: false }, 'consent'], ['no evidence', { evidence: [] }, 'evidence'], ['evidence that is not there', { evidence: ['nothing'] }, 'evidence'], ['the customer’s own way, from staff', { capture: 'portal' }, 'capture'], ['an event’s way, from staff', { capture: 'event' }, 'capture'],
    ['a serial that is not on the return', { devices: [{ serial: 'SOMEBODY-ELSES', sanitisation: WIPED }] }, 'devices[0].serial'], ['wiped without how', { devices: 'bare' }, 'devices[0].sanitisation'], ['destroyed by clearing', { meaning: 'destroyed' }, 'devices[0].sanitisation.method'],
    ['a time that has not come', { signedAt: '2026-03-10T10:06:00Z' }, 'signedAt'], ['a zone that is none', { signedZone: 'Mars/Olympus' }, 'signedZone'], ['a statement of another meaning', { statementId: 'statement-kept' }, 'statementId'],
  ] as [string, Record<string, unknown>, string][])('with %s is refused by name, and leaves nothing', async (_what, given, field) => {
    const { back, serial } = await makeReturn(desk, ada);
    const { body: file } = await upload(desk, ada, back);
    const wrong = given.devices === 'bare' ? { devices: [{ serial }] } : given;
    const answer = await ada.post(`/returns/${back.id}/attestations`, attestation(serial, { evidence: [file.id], ...wrong }));
    expect(answer).toMatchObject({ status: 422, body: { errors: { [field]: expect.any(String) } } });
    expect(await done<object[]>(ada.get(`/attestations?filter={"returnId":"${back.id}"}`))).toEqual([]);
    expect(await readBack(ada, back.id)).toEqual(back);
  });
});

describe('Statements', () => {
  it('are never changed: a new edition is signed from then on, and what was signed before stays', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const before = await attest(desk, ada, back, serial);
    expect((await ada.post('/statements', { meaning: 'wiped', title: 'Wiped', text: 'All of it is gone.' })).status).toBe(403);
    const edition = await done<{ id: string; edition: number }>(admin.post('/statements', { meaning: 'wiped', title: 'Wiped', text: 'All of it is gone.' }));
    expect(edition.edition).toBe(2);
    desk.later(1);
    const after = await attest(desk, ada, back, serial);
    expect(after).toMatchObject({ statementEdition: 2, statementText: 'All of it is gone.' });
    expect((await read(before.id)).statementText).toBe(before.statementText);
    // What was on paper may be older than the newest edition.
    expect(await attest(desk, ada, back, serial, { statementId: before.statementId })).toMatchObject({ statementEdition: 1 });
    expect((await verdict()).faults).toEqual([]);
  });

  it('cannot be rewritten, not even in the database', async () => {
    const { statements, signedAttestations, returnFacts } = desk.store.t;
    await expect(desk.store.write(({ db }) => db.update(statements).set({ text: 'Something else' }).where(eq(statements.id, 'statement-wiped')).then(() => undefined))).rejects.toThrow();
    await expect(desk.store.write(({ db }) => db.update(signedAttestations).set({ statementText: 'Something else' }).then(() => undefined))).rejects.toThrow();
    await expect(desk.store.write(({ db }) => db.delete(returnFacts).then(() => undefined))).rejects.toThrow();
  });
});

describe('A certificate', () => {
  it('is checked by an outsider who has nothing but it and our key', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const signed = await attest(desk, ada, back, serial);
    await done(ada.post(`/attestations/${signed.id}/verify`, { version: 1 }));
    const certificate = await done<Certificate>(ada.get(`/attestations/${signed.id}/certificate.json`));
    expect(certificate).toMatchObject({ status: 'verified', decidedBy: 'Ada Berg', account: 'Northwind Dental', signer: { name: 'Priya Nair', title: 'IT manager' }, attestation: { hash: signed.hash } });
    const key = createPublicKey(SETTINGS.signingKey);
    expect(certificateFaults(certificate, key)).toEqual([]);
    expect(certificateFaults(certificate, generateKeyPairSync('ed25519').publicKey)).toEqual([expect.stringContaining('the key that you trust')]);
    expect(certificateFaults({ ...certificate, status: 'signed' }, key)).toHaveLength(1);
    expect(certificateFaults({ ...certificate, attestation: { ...certificate.attestation, meaning: 'destroyed' } }, key)).toHaveLength(2);
    expect(certificateFaults({ ...certificate, signer: certificate.signer && { ...certificate.signer, name: 'Somebody Else' } }, key)).toHaveLength(2);
  });

  it('comes on paper too, whatever letters a name has', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const signed = await attest(desk, ada, back, serial, { signer: { name: 'Łukasz Żółć Ωμέγα', title: 'IT', email: 'l@customer.example' } });
    const response = await desk.app.inject({ method: 'GET', url: `/api/attestations/${signed.id}/certificate.pdf`, headers: { cookie: ada.cookie } });
    expect(response.headers['content-type']).toBe('application/pdf');
    expect(response.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(response.rawPayload.length).toBeGreaterThan(5_000);
  });
});

describe('Verification', () => {
  it('finds whatever was changed of what was signed, and a signer who is not the one', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const signed = await attest(desk, ada, back, serial);
    const { attestations } = desk.store.t;
    await desk.store.write(({ db }) => db.update(attestations).set({ signerName: 'Somebody Else' }).where(eq(attestations.id, signed.id)).then(() => undefined));
    expect((await verdict()).faults).toEqual([expect.stringMatching(/its signer is not the one/)]);
    await desk.store.write(({ db }) => db.update(attestations).set({ signerName: null, salt: null }).where(eq(attestations.id, signed.id)).then(() => undefined));
    expect(await verdict()).toMatchObject({ erased: 0, faults: [expect.stringMatching(/its signer is blank in part/)] });
    await desk.store.write(({ db }) => db.update(attestations).set({ signerName: 'Priya Nair', salt: 'another' }).where(eq(attestations.id, signed.id)).then(() => undefined));
    expect((await verdict()).faults).toHaveLength(1);
  });
});
