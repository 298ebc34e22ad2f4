import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';

let desk: Desk;
let ada: Client;

beforeAll(async () => {
  desk = await openDesk();
  const rate = (base: string, quote: string, worth: string) => ({ id: `${base}-${quote}`, base, quote, on: '2020-01-01', rate: worth });
  await desk.store.write(({ db, t }) => db.insert(t.exchangeRates).values([rate('USD', 'EUR', '0.8'), rate('EUR', 'USD', '1.25')]).then(() => undefined));
  ada = await desk.as('ada');
});
afterAll(() => desk.close());

type Item = { id: string; version: number; status: string; outcome: string | null; link: string; timesEscalated: number; upgradeId: string };
type Page = { account: { name: string }; step: string; canPlace: boolean; fixed: { what: string; wasMinor?: number; isMinor?: number; currency?: string }[]; before: { serial: string | null }[]; after: { product: string }[]; oldDevice: { serials: string[] } | null; message: string };

const anyone = async (method: 'GET' | 'POST', link: string, verb = '', payload: Record<string, unknown> = {}) => {
  const token = link.slice(link.indexOf('/portal/') + '/portal/'.length);
  const response = await desk.app.inject({ method, url: `/api/portal/${token}${verb}`, ...(method === 'POST' ? { payload } : {}) });
  return { status: response.statusCode, body: response.json() as never };
};

/** A refresh from $1,200 to $1,500 a year that was escalated at review and handed back there, with 10% off unless nothing was agreed. */
async function handedBack({ currency = 'USD', agreed = true } = {}): Promise<Item> {
  const customer = await makeCustomer(desk.store);
  const started = (await ada.post('/upgrades', { accountId: customer.accountId, kind: 'refresh', pathId: 'refresh', subscriptionIds: [customer.subscriptionId], contactId: customer.contactId })).body as { id: string; version: number };
  const logged = (await ada.post('/escalations', { accountId: customer.accountId, upgradeId: started.id, channel: 'phone', reason: 'pricing_exception', text: 'The price is not right.' })).body as Item;
  const claimed = (await ada.post(`/escalations/${logged.id}/claim`, { version: logged.version })).body as Item;
  const configured = await ada.post(`/upgrades/${started.id}/configure`, { pathId: 'refresh', lines: [{ product: 'T5-3TB', quantity: 1, currency, replaces: [customer.subscriptionId] }], ...(agreed && { priceException: { discountPercent: 10, reason: 'loyalty' } }), reason: 'as agreed', version: started.version });
  expect(configured.status, JSON.stringify(configured.body)).toBe(200);
  const handed = await ada.post(`/escalations/${logged.id}/hand-back`, { step: 'review', rootCause: 'pricing_exception', message: 'The loyalty price is in your order.', version: claimed.version });
  expect(handed.status, JSON.stringify(handed.body)).toBe(200);
  return handed.body as Item;
}

const now = async (item: Item) => (await ada.get(`/escalations/${item.id}`)).body as Item;

describe('The customer’s link', () => {
  it('shows what was fixed, before and after, and what happens with the old device, and nothing internal', async () => {
    const item = await handedBack();
    await ada.post(`/escalations/${item.id}/note`, { text: 'They would have paid more.' });
    const { status, body } = await anyone('GET', item.link);
    const page = body as Page;
    expect(status).toBe(200);
    expect(page).toMatchObject({ account: { name: 'Northwind Dental' }, step: 'review', canPlace: true, message: 'The loyalty price is in your order.', after: [{ product: 'T5-3TB' }] });
    expect(page.fixed.map((one) => one.what)).toEqual(['price', 'path', 'message']);
    expect(page.oldDevice?.serials).toEqual([page.before[0]?.serial]);
    expect(JSON.stringify(page)).not.toContain('paid more');
  });

  it('shows the agreed price beside the regular one in the customer’s own currency, and none where nothing was agreed', async () => {
    const priceOf = async (wish: { currency: string; agreed?: boolean }) => ((await anyone('GET', (await handedBack(wish)).link)).body as Page).fixed.find(({ what }) => what === 'price');
    expect(await priceOf({ currency: 'USD' })).toMatchObject({ wasMinor: 150_000, isMinor: 135_000, currency: 'USD' });
    expect(await priceOf({ currency: 'EUR' })).toMatchObject({ wasMinor: 120_000, isMinor: 108_000, currency: 'EUR' });
    expect(await priceOf({ currency: 'EUR', agreed: false })).toBeUndefined();
  });

  it('is not used up by opening it', async () => {
    const item = await handedBack();
    await anyone('GET', item.link);
    expect((await anyone('GET', item.link)).status).toBe(200);
  });

  it('places the order, and the escalation resolves itself as self-completed', async () => {
    const item = await handedBack();
    expect((await anyone('POST', item.link, '/place')).body).toMatchObject({ done: 'placed' });
    expect(await now(item)).toMatchObject({ status: 'resolved', outcome: 'self_completed' });
    const upgrade = (await ada.get(`/upgrades/${item.upgradeId}`)).body as { status: string; motion: string; returns: unknown[]; steps: { step: string; by: string }[] };
    expect(upgrade).toMatchObject({ status: 'placed', returns: [{ status: 'authorised' }] });
    expect(upgrade.steps.at(-1)).toMatchObject({ step: 'placed', by: 'customer' });
  });

  it('brings the customer’s words back into the queue when they ask again, counted', async () => {
    const item = await handedBack();
    expect((await anyone('POST', item.link, '/ask-again', { text: 'It still shows the old price.' })).body).toMatchObject({ done: 'asked_again' });
    expect(await now(item)).toMatchObject({ status: 'waiting', timesEscalated: item.timesEscalated + 1, timeline: expect.arrayContaining([expect.objectContaining({ kind: 'customer', text: 'It still shows the old price.' })]) });
  });

  it('lets the customer leave it, which ends the journey', async () => {
    const item = await handedBack();
    expect((await anyone('POST', item.link, '/leave')).body).toMatchObject({ done: 'left' });
    expect(await now(item)).toMatchObject({ status: 'resolved', outcome: 'abandoned' });
  });

  it('is used up by an act: of two at once, one counts', async () => {
    const item = await handedBack();
    const answers = await Promise.all([anyone('POST', item.link, '/place'), anyone('POST', item.link, '/place')]);
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 410]);
    expect((await anyone('GET', item.link)).status).toBe(410);
  });

  it('expires', async () => {
    const item = await handedBack();
    const before = desk.now();
    desk.later(73 * 60);
    expect((await anyone('GET', item.link)).body).toMatchObject({ status: 410, detail: expect.stringContaining('expired') });
    desk.at(before);
  });

  it('is withdrawn when staff take the journey up again', async () => {
    const item = await handedBack();
    await ada.post(`/escalations/${item.id}/escalate-again`, { text: 'They called.' });
    expect((await anyone('GET', item.link)).body).toMatchObject({ status: 410, detail: expect.stringContaining('no longer good') });
  });

  it('cannot be guessed or altered', async () => {
    const item = await handedBack();
    const forged = `${item.link.slice(0, -1)}${item.link.endsWith('A') ? 'B' : 'A'}`;
    expect((await anyone('GET', forged)).status).toBe(410);
  });

  it('refuses a card number in what the customer writes', async () => {
    const item = await handedBack();
    const refused = await anyone('POST', item.link, '/ask-again', { text: 'take 4111 1111 1111 1111' });
    expect(refused).toMatchObject({ status: 422, body: { errors: { text: expect.stringContaining('payment card') } } });
    expect((await anyone('GET', item.link)).status).toBe(200);
  });
});
