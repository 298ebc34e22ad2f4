import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Portal } from '../../client/portal/Portal.tsx';
import type { PortalPage } from '../../client/portal/page.ts';

const TOKEN = '0198-link.signature';
const DRAFT = 'portal-draft:0198-link';

const PAGE: PortalPage = {
  account: { name: 'Northwind Dental' }, upgrade: { reference: 'UP-2026-00012', kind: 'refresh', status: 'draft', effectiveOn: '2099-04-01', pathName: 'Appliance refresh' }, step: 'review',
  manager: { name: 'Ada Berg' }, message: 'The loyalty price applies.', canPlace: true, expiresAt: '2099-03-13T10:00:00.000Z',
  before: [{ product: 'S4-2TB', productName: 'S4 appliance', quantity: 1, arrMinor: 120_000, currency: 'USD', termMonths: 12, startsOn: '2025-04-01', endsOn: '2099-03-31', serial: '4KX-7719-02' }],
  after: [{ product: 'S5-3TB', productName: 'S5 appliance', quantity: 2, arrMinor: 150_000, currency: 'USD', termMonths: 36, startsOn: '2099-04-01', endsOn: null, serial: null }],
  fixed: [{ what: 'price', product: 'S5-3TB', wasMinor: 180_000, isMinor: 150_000, currency: 'USD' }, { what: 'path', name: 'Appliance refresh' }, { what: 'message' }],
  oldDevice: { serials: ['4KX-7719-02'], dueOn: '2099-04-22', attestationRequired: true }, returns: [],
};

type Call = { path: string; method: string; key: string | null; body: unknown };
type Reply = { status: number; body: unknown } | 'no connection';

let calls: Call[];
let replies: Record<string, Reply[]>;

/** What the server says to each verb, one reply a call; the last one stays. */
function server(says: Partial<Record<'GET' | 'place' | 'ask-again' | 'leave', Reply[]>>) {
  replies = { GET: [{ status: 200, body: PAGE }], ...says };
}

const problem = (status: number, detail: string, more: Record<string, unknown> = {}): Reply => ({ status, body: { type: 'about:blank', title: '', status, detail, message: detail, instance: 'request-7', ...more } });
const USED = problem(410, 'This link has been used: what you decided has reached us. If something is not right, answer the message that it came in');

async function answer(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const path = String(input);
  const verb = init.method === 'POST' ? (path.split('/').at(-1) ?? '') : 'GET';
  calls.push({ path, method: init.method ?? 'GET', key: new Headers(init.headers).get('idempotency-key'), body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined });
  const reply = (replies[verb]?.length ?? 0) > 1 ? replies[verb]?.shift() : replies[verb]?.[0];
  if (!reply || reply === 'no connection') throw new TypeError('Failed to fetch');
  return new Response(JSON.stringify(reply.body), { status: reply.status, headers: { 'content-type': reply.status >= 400 ? 'application/problem+json' : 'application/json' } });
}

const posts = () => calls.filter((call) => call.method === 'POST');
const heading = (name: RegExp) => screen.findByRole('heading', { level: 1, name });
const press = async (name: RegExp) => userEvent.click(await screen.findByRole('button', { name }));

async function open(page: Partial<PortalPage> = {}) {
  if (Object.keys(page).length > 0) replies.GET = [{ status: 200, body: { ...PAGE, ...page } }];
  render(<Portal token={TOKEN} />);
  await screen.findByRole('heading', { level: 1 });
}

beforeEach(() => {
  calls = [];
  server({});
  history.replaceState(null, '', `/portal/${TOKEN}`);
  sessionStorage.clear();
  vi.stubGlobal('fetch', vi.fn(answer));
  window.scrollTo = () => undefined;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('what a customer’s link shows', () => {
  it('says who it is from, what was put right, what there is and will be, and what it changes in a year', async () => {
    await open();
    expect(screen.getByText('Ada Berg')).toBeDefined();
    expect(screen.getByText('The loyalty price applies.')).toBeDefined();
    expect(screen.getByText(/For Northwind Dental · Reference UP-2026-00012/)).toBeDefined();
    await waitFor(() => expect(document.title).toBe('Your device refresh is ready to order · UP-2026-00012'));
    const items = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(items).toContain('The price of S5 appliance was $1,800 and is now $1,500 a year.');
    expect(items).toContain('The option for your order is “Appliance refresh”.');
    expect(screen.getByText('$750 each', { exact: false })).toBeDefined();
    expect(screen.getByText('$300 more')).toBeDefined();
    expect(screen.getByText(/goes back to us by April 22, 2099/)).toBeDefined();
    expect(screen.getByText(/signed statement/)).toBeDefined();
  });

  it('names the message as the answer only where nothing else was put right', async () => {
    await open({ fixed: [{ what: 'message' }] });
    expect(screen.getByText('Ada Berg has answered you: see the message above.')).toBeDefined();
  });

  it('adds up no difference across two currencies', async () => {
    await open({ before: PAGE.before.map((line) => ({ ...line, currency: 'EUR' })) });
    expect(screen.queryByText('Difference a year')).toBeNull();
    expect(screen.getAllByText('Total a year')).toHaveLength(2);
  });

  it.each([
    ['awaiting_return', PAGE.after, 'Appliance refresh', /What is left is sending the old device back/],
    ['fulfilling', PAGE.after, 'Appliance refresh', /has been placed already/],
    ['abandoned', PAGE.after, 'Appliance refresh', /cannot be placed any more/],
    ['draft', [], null, /Nothing has been put into this order yet/],
    ['draft', PAGE.after, null, /One choice in this order is still open/],
    ['draft', PAGE.after, 'Appliance refresh', /waiting for approval/],
  ] as const)('says why an order that is %s cannot be placed, and still offers to ask and to leave', async (status, after, pathName, why) => {
    await open({ canPlace: false, after: [...after], upgrade: { ...PAGE.upgrade, status, pathName } });
    expect(screen.getByText(why)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Review order' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Ask again' })).toBeDefined();
    expect(screen.getByRole('button', { name: status === 'draft' ? /leave it/ : /nothing more/ })).toBeDefined();
  });

  it('says how far the old devices are and how to send them, in place of what will happen to them', async () => {
    await open({
      canPlace: false, upgrade: { ...PAGE.upgrade, status: 'awaiting_return' },
      returns: [
        { status: 'label_issued', complete: false, disposition: 'return', dueOn: '2099-04-22', devices: [{ serial: '4KX-7719-02', status: 'label_issued' }, { serial: '4KX-7719-03', status: 'in_transit' }], carrier: 'Northpost', trackingNumber: 'NP-1188', labelUrl: 'https://labels.example/1.pdf' },
        { status: 'authorised', complete: false, disposition: 'destroy_on_site', dueOn: '2099-05-02', devices: [{ serial: '4KX-7719-09', status: 'authorised' }], carrier: null, trackingNumber: null, labelUrl: null },
      ],
    });
    expect(screen.getByText(/The label is ready: pack them/)).toBeDefined();
    const items = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(items).toContain('Serial number 4KX-7719-02Label ready');
    expect(items).toContain('Serial number 4KX-7719-03On its way');
    expect(items).toContain('Serial number 4KX-7719-09To be destroyed');
    expect(screen.getByText('April 22, 2099')).toBeDefined();
    expect(screen.getByText('NP-1188')).toBeDefined();
    expect(screen.getByRole('link', { name: 'Print the label' }).getAttribute('href')).toBe('https://labels.example/1.pdf');
    expect(screen.queryByText(/goes back to us by/)).toBeNull();
  });

  it('says of a link that is no good what is the matter and what to do', async () => {
    server({ GET: [problem(410, 'This link has expired: ask your account manager for a new one')] });
    await open();
    expect(screen.getByRole('heading', { name: 'This link has expired' })).toBeDefined();
    expect(screen.getByText('Ask your account manager for a new one.')).toBeDefined();
  });

  it('takes an address that was cut short for a link that is not complete', async () => {
    server({ GET: [problem(400, 'token must NOT have fewer than 10 characters')] });
    await open();
    expect(screen.getByRole('heading', { name: 'This link is not complete' })).toBeDefined();
    expect(screen.queryByText(/fewer/)).toBeNull();
  });

  it('offers to try again where the server cannot answer, with the reference, and goes on when it can', async () => {
    server({ GET: [problem(500, 'Something'), { status: 200, body: PAGE }] });
    await open();
    expect(screen.getByText(/this reference: request-7/)).toBeDefined();
    await press(/Try again/);
    expect(document.activeElement).toBe(await heading(/ready to order/));
  });
});

describe('placing the order', () => {
  it('takes two steps, asks once however often the button is pressed, and shows what happens next', async () => {
    server({ place: [{ status: 200, body: { done: 'placed', reference: 'UP-2026-00012' } }, USED] });
    await open();
    await press(/Review order/);
    expect(document.activeElement).toBe(await heading(/Check your order/));
    expect(posts()).toHaveLength(0);
    await userEvent.dblClick(screen.getByRole('button', { name: 'Place order on account' }));
    expect(document.activeElement).toBe(await heading(/Your order is placed/));
    expect(posts()).toMatchObject([{ path: `/api/portal/${TOKEN}/place`, body: {} }]);
    expect(screen.getByText('It takes effect on April 1, 2099.')).toBeDefined();
    expect(screen.getByText('Send the old device back by April 22, 2099: 4KX-7719-02.')).toBeDefined();
  });

  it('sends the same key again after the connection broke, so that the order is placed once', async () => {
    server({ place: ['no connection', { status: 200, body: { done: 'placed', reference: 'UP-2026-00012' } }] });
    await open();
    await press(/Review order/);
    await press(/Place order/);
    expect(await screen.findByText(/There is no connection to us/)).toBeDefined();
    await press(/Place order/);
    await heading(/Your order is placed/);
    const [first, second] = posts();
    expect(first?.key).toMatch(/^[0-9a-f]{32}$/);
    expect(second?.key).toBe(first?.key);
  });

  it('shows the used link when the customer goes back after it', async () => {
    server({ place: [{ status: 200, body: { done: 'placed', reference: 'UP-2026-00012' } }], GET: [{ status: 200, body: PAGE }, USED] });
    await open();
    await press(/Review order/);
    await press(/Place order/);
    await heading(/Your order is placed/);
    window.dispatchEvent(new PopStateEvent('popstate'));
    expect(await heading(/This link has been used/)).toBeDefined();
  });

  it('says in the customer’s words that an order cannot be placed as it stands, and leads to asking', async () => {
    server({ place: [problem(409, 'A line that this order replaces has left the books meanwhile')] });
    await open();
    await press(/Review order/);
    await press(/Place order/);
    expect(await screen.findByText(/Nothing was ordered/)).toBeDefined();
    expect(screen.queryByText(/books/)).toBeNull();
    await press(/Ask again/);
    expect(await heading(/Ask Ada Berg again/)).toBeDefined();
  });
});

describe('asking again', () => {
  const ask = async (text: string) => {
    await open();
    await press(/Ask again/);
    await userEvent.type(screen.getByRole('textbox'), text);
    await press(/^Send$/);
  };

  it('sends the customer’s own words and forgets the draft', async () => {
    server({ 'ask-again': [{ status: 200, body: { done: 'asked_again', reference: 'UP-2026-00012' } }] });
    await ask('Two years, please.');
    await heading(/Your question is with Ada Berg again/);
    expect(posts()).toMatchObject([{ path: `/api/portal/${TOKEN}/ask-again`, body: { text: 'Two years, please.' } }]);
    expect(screen.getByText('Two years, please.')).toBeDefined();
    expect(sessionStorage.getItem(DRAFT)).toBeNull();
  });

  it('refuses a card number at the field, before it leaves the page, and keeps it nowhere', async () => {
    await ask('Take 4111 1111 1111 1111');
    const field = screen.getByRole('textbox');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field);
    expect(screen.getByText(/looks like it holds a payment card number/)).toBeDefined();
    expect(posts()).toHaveLength(0);
    expect(sessionStorage.getItem(DRAFT)).toBeNull();
    await userEvent.clear(field);
    await userEvent.type(field, 'By invoice');
    expect(field.getAttribute('aria-invalid')).toBe('false');
  });

  it('shows at the field what only the server found', async () => {
    server({ 'ask-again': [problem(422, 'text looks like it holds a card’s security code', { errors: { text: 'looks like it holds a card’s security code: take it out; the customer enters it on the payment page' } })] });
    await ask('Something only the server understands');
    expect(await screen.findByText(/security code\. Take it out/)).toBeDefined();
    expect(screen.queryByText(/the customer enters it/)).toBeNull();
  });

  it('keeps the text when the server fails and across a reload', async () => {
    server({ 'ask-again': [problem(503, 'Not ready')] });
    await ask('Two years, please.');
    expect(await screen.findByText(/Your text is kept/)).toBeDefined();
    cleanup();
    history.replaceState(null, '', '#ask');
    await open();
    await waitFor(() => expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('Two years, please.'));
  });

  it('gives the text back where the link was used in another window meanwhile', async () => {
    server({ 'ask-again': [USED] });
    await ask('Two years, please.');
    await heading(/This link has been used/);
    expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('Two years, please.');
  });

  it('asks for words where there are none', async () => {
    await open();
    await press(/Ask again/);
    await press(/^Send$/);
    expect(await screen.findByText(/Write what you would like/)).toBeDefined();
    expect(posts()).toHaveLength(0);
  });
});

describe('leaving it', () => {
  it('asks once more, then says that nothing was ordered', async () => {
    server({ leave: [{ status: 200, body: { done: 'left', reference: 'UP-2026-00012' } }] });
    await open();
    await press(/leave it/);
    await heading(/Leave this order/);
    expect(posts()).toHaveLength(0);
    await press(/Yes, leave it/);
    await heading(/You have left this order/);
    expect(posts()).toMatchObject([{ path: `/api/portal/${TOKEN}/leave`, body: {} }]);
    expect(screen.getByText('S4 appliance: the present term runs until March 31, 2099.')).toBeDefined();
  });
});
