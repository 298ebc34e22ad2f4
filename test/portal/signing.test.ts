import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { deliver } from '../support/outbox.ts';
import { addDevice, attest, makeReturn, readBack, WIPED, type Attestation, type Return } from '../support/returns.ts';
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

type Page = { statements: { id: string; meaning: string; edition: number; text: string }[]; devices: { serial: string; attested: boolean }[]; contact: { name: string } | null; account: { name: string }; order: { reference: string } };

const ask = (back: { id: string }) => done<Return>(ada.post(`/returns/${back.id}/request-attestation`, { message: 'Please sign by Friday.' }));
const tokenOf = ({ link = '' }: Return) => link.split('/portal/sign/')[1] ?? '';
async function call(method: 'GET' | 'POST', token: string, body?: object) {
  const response = await desk.app.inject({ method, url: `/api/portal/sign/${token}`, ...(body && { payload: body }) });
  return { status: response.statusCode, body: response.json() as Page & { detail: string; hash: string; errors?: Record<string, string> } };
}
const signature = (serial: string, more: object = {}) => ({ meaning: 'wiped', signer: { name: 'Priya Nair', title: 'IT manager', email: 'priya@customer.example' }, consent: true, signedZone: 'Asia/Kolkata', devices: [{ serial, sanitisation: WIPED }], ...more });

describe('The signing page', () => {
  it('shows what is asked, takes the signature once, and the return has it', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const token = tokenOf(await ask(back));
    const page = await call('GET', token);
    expect(page.body).toMatchObject({ account: { name: 'Northwind Dental' }, message: 'Please sign by Friday.', contact: { name: 'Priya Nair' }, disposition: 'return', devices: [{ serial, attested: false }] });
    expect(page.body.statements.map(({ meaning }) => meaning)).toEqual(['returned', 'wiped']);
    const statement = page.body.statements.find(({ meaning }) => meaning === 'wiped');
    const signed = await call('POST', token, signature(serial, { statementId: statement?.id }));
    expect(signed).toMatchObject({ status: 200, body: { done: 'signed', reference: page.body.order.reference } });
    const [kept] = await done<Attestation[]>(ada.get(`/attestations?filter={"returnId":"${back.id}"}`));
    expect(await done<Attestation>(ada.get(`/attestations/${kept?.id}`))).toMatchObject({ capture: 'portal', signedZone: 'Asia/Kolkata', signedAt: desk.now(), statementText: statement?.text, hash: signed.body.hash, recordedById: null });
    expect(await call('GET', token)).toMatchObject({ status: 410, body: { detail: expect.stringContaining('has been used') } });
    expect((await call('POST', token, signature(serial))).status).toBe(410);
  });

  it('has them sign the statement that they read, though an admin has written a newer one meanwhile', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const token = tokenOf(await ask(back));
    const shown = (await call('GET', token)).body.statements.find(({ meaning }) => meaning === 'returned');
    desk.later(5);
    await done(admin.post('/statements', { meaning: 'returned', title: 'Sent', text: 'Another text altogether.' }));
    expect((await call('POST', token, signature(serial, { meaning: 'returned', statementId: shown?.id, devices: [{ serial }] }))).status).toBe(200);
    const [kept] = await done<Attestation[]>(ada.get(`/attestations?filter={"returnId":"${back.id}"}`));
    expect(await done<Attestation>(ada.get(`/attestations/${kept?.id}`))).toMatchObject({ statementEdition: shown?.edition, statementText: shown?.text });
    // Who is asked after that can no longer sign the old one.
    const next = await makeReturn(desk, ada);
    desk.later(5);
    const second = tokenOf(await ask(next.back));
    expect(await call('POST', second, signature(next.serial, { meaning: 'returned', statementId: shown?.id, devices: [{ serial: next.serial }] }))).toMatchObject({ status: 422, body: { errors: { statementId: expect.any(String) } } });
  });

  it('takes no meaning that was not agreed for the devices, and tells who signs a closed return that nothing is needed', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const token = tokenOf(await ask(back));
    expect(await call('POST', token, signature(serial, { meaning: 'destroyed', devices: [{ serial, sanitisation: { ...WIPED, method: 'Destroy' } }] }))).toMatchObject({ status: 422, body: { errors: { meaning: expect.any(String) } } });
    await done(admin.post(`/returns/${back.id}/waive`, { reason: 'A gift.', version: back.version }));
    for (const method of ['GET', 'POST'] as const) expect(await call(method, token, method === 'POST' ? signature(serial) : undefined)).toMatchObject({ status: 410, body: { detail: expect.stringContaining('you need do nothing') } });
  });

  it('of two signatures at once takes one', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const token = tokenOf(await ask(back));
    const answers = await Promise.all([1, 2].map(() => call('POST', token, signature(serial))));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 410]);
    expect(await done<object[]>(ada.get(`/attestations?filter={"returnId":"${back.id}"}`))).toHaveLength(1);
  });

  it.each([['no consent', { consent: false }, 'consent'], ['a serial that is not on the return', { devices: [{ serial: 'SOMEBODY-ELSES', sanitisation: WIPED }] }, 'devices[0].serial'], ['wiped without how', { devices: 'bare' }, 'devices[0].sanitisation']] as [string, Record<string, unknown>, string][])('with %s says so, and the link stays good', async (_what, given, field) => {
    const { back, serial } = await makeReturn(desk, ada);
    const token = tokenOf(await ask(back));
    const wrong = given.devices === 'bare' ? { devices: [{ serial }] } : given;
    expect(await call('POST', token, signature(serial, wrong))).toMatchObject({ status: 422, body: { errors: { [field]: expect.any(String) } } });
    expect((await call('POST', token, signature(serial))).status).toBe(200);
  });

  it('opens nothing once it has expired, was withdrawn, has a newer one, or was made up', async () => {
    const { back } = await makeReturn(desk, ada);
    const first = tokenOf(await ask(back));
    const second = tokenOf(await ask(back));
    expect(await call('GET', first)).toMatchObject({ status: 410, body: { detail: expect.stringContaining('no longer good') } });
    expect((await call('GET', second)).status).toBe(200);
    await done(ada.post(`/returns/${back.id}/withdraw-link`));
    expect((await call('GET', second)).status).toBe(410);
    expect((await ada.post(`/returns/${back.id}/withdraw-link`)).status).toBe(409);
    const third = tokenOf(await ask(back));
    const start = desk.now();
    desk.later(15 * 24 * 60);
    expect(await call('GET', third)).toMatchObject({ status: 410, body: { detail: expect.stringContaining('expired') } });
    desk.at(start);
    for (const token of [`${third}x`, `${third.split('.')[0]}.made-up`, 'nothing-at-all']) expect((await call('GET', token)).status).toBe(410);
  });

  it('asks only for what is missing, and is refused where nothing is', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    await addDevice(desk, back, 'SECOND-1');
    await attest(desk, ada, back, serial);
    const page = await call('GET', tokenOf(await ask(back)));
    expect(new Map(page.body.devices.map((device) => [device.serial, device.attested]))).toEqual(new Map([[serial, true], ['SECOND-1', false]]));
    await attest(desk, ada, back, 'SECOND-1');
    expect((await ada.post(`/returns/${back.id}/request-attestation`)).body).toMatchObject({ status: 409, detail: expect.stringContaining('attested already') });
  });

  it('comes by mail with its link, which the outbox does not keep', async () => {
    const { back } = await makeReturn(desk, ada);
    const { link = '' } = await ask(back);
    const [mail] = await done<{ id: string; text: string }[]>(admin.get(`/outbox?filter={"upgradeId":"${back.upgradeId}"}`));
    expect((await done<{ text: string }>(admin.get(`/outbox/${mail?.id}`))).text).not.toContain(link);
    const sent: string[] = [];
    await deliver(desk, async ({ text }) => { sent.push(text); return { is: 'sent' }; });
    expect(sent.filter((text) => text.includes(link))).toHaveLength(1);
    expect((await readBack(ada, back.id)).acts.at(-1)).toMatchObject({ act: 'attestation_requested', detail: { to: 'priya@customer.example' } });
  });
});
