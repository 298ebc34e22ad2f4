import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeReturn, readBack, told, upload, type Return } from '../support/returns.ts';
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

type Mail = { id: string; kind: string; to: string; subject: string; text: string; status: string; cause: string };
const mailsOf = (back: Return) => done<Mail[]>(admin.get(`/outbox?filter={"upgradeId":"${back.upgradeId}"}`));

describe('A reminder', () => {
  it('is one mail a day, however often it is asked for', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    await told(ada, back, 'label_issued', { source: 'desk', carrier: 'Parcelwing', trackingNumber: 'PW-9', labelUrl: 'https://labels.example/pw-9.pdf' });
    const reminded = await done<Return>(ada.post(`/returns/${back.id}/remind`));
    expect(reminded.remindedAt).toBe(desk.now());
    expect(reminded.writesTo).toMatchObject({ email: 'priya@customer.example' });
    expect(reminded.acts.at(-1)).toMatchObject({ act: 'reminded', detail: { to: 'priya@customer.example', name: reminded.writesTo?.name } });
    await done(ada.post(`/returns/${back.id}/remind`));
    const [mail, ...more] = await mailsOf(back);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ kind: 'return_reminder', to: 'priya@customer.example', status: 'waiting' });
    const { text } = await done<Mail>(admin.get(`/outbox/${mail?.id}`));
    for (const said of [serial, 'https://labels.example/pw-9.pdf', '600.00 USD', '2026-03-31']) expect(text).toContain(said);
    desk.later(24 * 60);
    await done(ada.post(`/returns/${back.id}/remind`));
    expect(await mailsOf(back)).toHaveLength(2);
    desk.later(-24 * 60);
  });

  it('counts as a touch of the customer’s journey', async () => {
    const { back } = await makeReturn(desk, ada);
    const before = await done<{ touches: number }>(ada.get(`/upgrades/${back.upgradeId}`));
    await done(ada.post(`/returns/${back.id}/remind`));
    expect((await done<{ touches: number }>(ada.get(`/upgrades/${back.upgradeId}`))).touches).toBe(before.touches + 1);
  });

  it('is refused where nothing is owed, and where nobody has an address', async () => {
    const { back, customer } = await makeReturn(desk, ada);
    await desk.store.write(({ db, t }) => db.update(t.contacts).set({ email: '' }).then(() => undefined));
    expect((await done<Return>(ada.get(`/returns/${back.id}`))).writesTo).toBeNull();
    expect((await ada.post(`/returns/${back.id}/remind`)).body).toMatchObject({ status: 409, detail: expect.stringContaining('e-mail address') });
    await desk.store.write(({ db, t }) => db.update(t.contacts).set({ email: 'priya@customer.example' }).then(() => undefined));
    await done(admin.post(`/returns/${back.id}/waive`, { reason: 'A gift.', version: back.version }));
    expect((await ada.post(`/returns/${back.id}/remind`)).body).toMatchObject({ status: 409, detail: 'The return is waived' });
    expect(customer.contactId).not.toBe('');
  });

  it('of several goes to each, and names those that it cannot go to', async () => {
    const [first, second] = [await makeReturn(desk, ada), await makeReturn(desk, ada)];
    await done(admin.post(`/returns/${second.back.id}/waive`, { reason: 'A gift.', version: second.back.version }));
    const told = await done<{ done: string[]; refused: { id: string; because: string }[] }>(ada.post('/returns/remind-many', { ids: [first.back.id, second.back.id, 'nobody'] }));
    expect(told.done).toEqual([first.back.id]);
    expect(told.refused).toEqual([{ id: second.back.id, because: 'The return is waived' }, { id: 'nobody', because: expect.stringContaining('not there') }]);
  });
});

describe('More time', () => {
  it('is given to a later day, with its reason, once for a version', async () => {
    const { back } = await makeReturn(desk, ada);
    const later = await done<Return>(ada.post(`/returns/${back.id}/extend`, { dueOn: '2026-04-10', reason: 'They are moving offices.', version: back.version }));
    expect(later).toMatchObject({ dueOn: '2026-04-10', version: back.version + 1 });
    expect(later.acts.at(-1)).toMatchObject({ act: 'extended', detail: { from: '2026-03-31', to: '2026-04-10', reason: 'They are moving offices.' } });
    expect((await ada.post(`/returns/${back.id}/extend`, { dueOn: '2026-04-20', reason: 'Again.', version: back.version })).body).toMatchObject({ status: 409, current: { dueOn: '2026-04-10' } });
  });

  it.each([['2026-03-31', 'dueOn'], ['2026-03-01', 'dueOn']])('is not given to %s', async (dueOn, field) => {
    const { back } = await makeReturn(desk, ada);
    const answer = await ada.post(`/returns/${back.id}/extend`, { dueOn, reason: 'So.', version: back.version });
    expect(answer).toMatchObject({ status: 422, body: { errors: { [field]: expect.any(String) } } });
  });
});

describe('Giving up', () => {
  it('is an admin’s, with a reason, and makes nothing of what is owed', async () => {
    const { back } = await makeReturn(desk, ada);
    expect((await ada.post(`/returns/${back.id}/waive`, { reason: 'So.', version: back.version })).status).toBe(403);
    expect((await admin.post(`/returns/${back.id}/waive`, { version: back.version })).body).toMatchObject({ status: 400, errors: { reason: expect.any(String) } });
    const waived = await done<Return>(admin.post(`/returns/${back.id}/waive`, { reason: 'Burnt.', version: back.version }));
    expect(waived).toMatchObject({ status: 'waived', complete: true, flags: [], version: back.version + 1 });
    expect((await admin.post(`/returns/${back.id}/waive`, { reason: 'Again.', version: waived.version })).status).toBe(409);
  });
});

describe('What is to become of a device', () => {
  it('can be agreed anew: destroyed where it is, it is owed an attestation and a certificate instead', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const changed = await done<Return>(ada.post(`/returns/${back.id}/change-disposition`, { disposition: 'destroy_on_site', reason: 'Their rules forbid sending disks.', version: back.version }));
    expect(changed).toMatchObject({ disposition: 'destroy_on_site', owed: true });
    const { body: file } = await upload(desk, ada, back, { name: 'certificate.pdf' });
    const other = await done<Return>(ada.post(`/returns/${back.id}/record-certificate`, { serial: 'SOMEBODY-ELSES', fileId: file.id, issuer: 'Shredworks', number: 'CD-1' }));
    expect(other.mismatches).toEqual([{ code: 'certificate_for_other_device', nextMover: 'customer', serial: 'SOMEBODY-ELSES', action: 'request_attestation' }]);
    const right = await done<Return>(ada.post(`/returns/${back.id}/record-certificate`, { serial, fileId: file.id, issuer: 'Shredworks' }));
    expect(right.mismatches).toEqual([]);
    expect((await ada.post(`/returns/${back.id}/record-certificate`, { serial, fileId: 'nothing', issuer: 'Shredworks' })).body).toMatchObject({ status: 422, errors: { fileId: expect.any(String) } });
  });
});

describe('Sales operations', () => {
  it('see all of it and do none of it', async () => {
    const { back } = await makeReturn(desk, ada);
    const ops = await desk.as('ops');
    expect((await readBack(ops, back.id)).allowed).toEqual([]);
    expect((await told(ops, back, 'delivered')).status).toBe(403);
    expect((await ops.post('/imports', { kind: 'return_facts', fileName: 'scans.csv', text: 'fact,occurred_at,serial\nreceived,2026-03-09,X\n' })).status).toBe(403);
  });
});
