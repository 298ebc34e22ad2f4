import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Signing } from '../../client/portal/sign/Signing.tsx';
import type { SigningPage } from '../../client/portal/sign/page.ts';

const TOKEN = '0198-sign.signature';
const DRAFT = 'portal-draft:0198-sign';
const HASH = '9f2c4e1b7a90d3c5e8f60a1b2c3d4e5f60718293a4b5c6d7e8f9012a3b4c5d6e';
const ONE = { serial: '4KX-7719-02', productName: 'S4 appliance', status: 'label_issued', attested: false } as const;
const TWO = { ...ONE, serial: '4KX-7719-03' };
const BEFORE = { ...ONE, serial: '4KX-7719-01', attested: true };
const RETURNED = { id: 'st-returned', meaning: 'returned', edition: 1, title: 'The device was sent back', text: 'I state that each device was handed over.' } as const;
const WIPED = { id: 'st-wiped', meaning: 'wiped', edition: 2, title: 'The data were removed', text: 'I state that all data were sanitised.' } as const;
const DESTROYED = { id: 'st-destroyed', meaning: 'destroyed', edition: 3, title: 'The device was destroyed', text: 'I state that each device was destroyed.' } as const;

const PAGE: SigningPage = {
  account: { name: 'Northwind Dental' }, order: { reference: 'UP-2026-00012' }, manager: { name: 'Ada Berg' }, message: 'Only your signature is missing.', contact: { name: 'Robin Vale', title: null, email: 'robin@northwind.example' },
  disposition: 'return', dueOn: '2099-04-22', devices: [BEFORE, ONE], statements: [RETURNED, WIPED], expiresAt: '2099-03-13T10:00:00.000Z',
};
const HOW = { technique: 'Cryptographic erase', tool: 'Appliance console', toolVersion: '6.1', verification: 'The key slot was empty', standard: 'NIST SP 800-88', revision: 'r2' };

type Reply = { status: number; body: unknown } | 'no connection';
type Call = { path: string; key: string | null; body: unknown };

let posts: Call[];
let gets: Reply[];
let signs: Reply[];

const problem = (status: number, detail: string, errors?: Record<string, string>): Reply => ({ status, body: { type: 'about:blank', title: '', status, detail, message: detail, instance: 'request-7', ...(errors && { errors }) } });
const SIGNED: Reply = { status: 200, body: { done: 'signed', reference: 'UP-2026-00012', signedAt: '2099-03-01T09:15:07.000Z', hash: HASH } };
const USED = problem(410, 'This link has been used: what you signed has reached us. If something is not right, answer the message that it came in');

async function answer(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const replies = init.method === 'POST' ? signs : gets;
  if (init.method === 'POST') posts.push({ path: String(input), key: new Headers(init.headers).get('idempotency-key'), body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined });
  const reply = replies.length > 1 ? replies.shift() : replies[0];
  if (!reply || reply === 'no connection') throw new TypeError('Failed to fetch');
  return new Response(JSON.stringify(reply.body), { status: reply.status, headers: { 'content-type': reply.status >= 400 ? 'application/problem+json' : 'application/json' } });
}

const heading = (name: RegExp) => screen.findByRole('heading', { level: 1, name });
const press = async (name: RegExp) => userEvent.click(await screen.findByRole('button', { name }));
const write = async (label: RegExp, text: string) => {
  const field = screen.getByLabelText(label);
  await userEvent.clear(field);
  await userEvent.type(field, text);
};

async function open(page: Partial<SigningPage> = {}) {
  if (gets.length === 0) gets = [{ status: 200, body: { ...PAGE, ...page } }];
  render(<Signing token={TOKEN} />);
  await screen.findByRole('heading', { level: 1 });
}

async function fillHow() {
  await userEvent.click(screen.getByLabelText(/^Purge/));
  await write(/^Technique/, HOW.technique);
  await write(/^Tool/, HOW.tool);
  await write(/^Version of the tool/, HOW.toolVersion);
  await write(/^Verification/, HOW.verification);
}

/** From the open page to the second step, with the shorter of the two statements. */
async function toCheck(page: Partial<SigningPage> = {}) {
  await open(page);
  await userEvent.click(screen.getByLabelText(/^Sent back/));
  await write(/^Job title/, 'Head of IT');
  await press(/^Check, then sign/);
  await heading(/^Check it, then sign/);
}

beforeEach(() => {
  [posts, gets, signs] = [[], [], [SIGNED, USED]];
  history.replaceState(null, '', `/portal/sign/${TOKEN}`);
  sessionStorage.clear();
  vi.stubGlobal('fetch', vi.fn(answer));
  window.scrollTo = () => undefined;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('what a signing link shows', () => {
  it('says for whom, from whom and of which devices, with those signed for already', async () => {
    await open();
    expect(screen.getByText('For Northwind Dental · Order UP-2026-00012')).toBeDefined();
    expect(screen.getByText('Only your signature is missing.')).toBeDefined();
    const [before, now] = screen.getAllByRole('listitem');
    expect(before?.textContent).toContain('4KX-7719-01');
    expect(before?.textContent).toContain('Signed for already');
    expect(now?.textContent).toContain('4KX-7719-02');
    expect(now?.textContent).not.toContain('Signed for already');
    expect((screen.getByLabelText(/^Full name/) as HTMLInputElement).value).toBe('Robin Vale');
    expect((screen.getByLabelText(/^E-mail/) as HTMLInputElement).value).toBe('robin@northwind.example');
  });

  it('shows the statement of what was chosen, to the letter and with its edition', async () => {
    await open();
    expect(screen.queryByText(WIPED.text)).toBeNull();
    await userEvent.click(screen.getByLabelText(/^Wiped/));
    expect(screen.getByText(WIPED.text)).toBeDefined();
    expect(screen.getByText('Edition 2')).toBeDefined();
  });

  it('offers no choice where there is one statement, and asks no method of what was destroyed', async () => {
    await open({ statements: [DESTROYED] });
    expect(screen.queryByRole('radio')).toBeNull();
    expect(screen.getByText(DESTROYED.text)).toBeDefined();
    expect(screen.getByText('Destroy')).toBeDefined();
  });

  it.each([
    ['This link has expired', problem(410, 'This link has expired: ask your account manager for a new one')],
    ['Nothing has to be signed any more', problem(409, 'Nothing has to be signed any more: this return was closed')],
    ['This link is not complete', problem(400, 'token must NOT have fewer than 10 characters')],
    ['Everything is signed', { status: 200, body: { ...PAGE, devices: [BEFORE] } }],
    ['There is nothing to sign yet', { status: 200, body: { ...PAGE, statements: [] } }],
  ] as const)('says “%s” where it is so', async (title, reply) => {
    gets = [reply];
    await open();
    expect(screen.getByRole('heading', { level: 1, name: title })).toBeDefined();
    expect(screen.queryByRole('button', { name: /sign/ })).toBeNull();
  });
});

describe('filling it in', () => {
  it('says at each field what is missing, counts it, and goes to the first', async () => {
    await open();
    await press(/^Check, then sign/);
    const choice = screen.getByLabelText(/^Sent back/);
    expect(document.activeElement).toBe(choice);
    expect(screen.getByText('Choose what has been done.')).toBeDefined();
    expect(screen.getByText('Write your job title.')).toBeDefined();
    expect(screen.getByRole('alert').textContent).toContain('2 answers');
    await userEvent.click(choice);
    await write(/^E-mail/, 'nobody');
    await press(/^Check, then sign/);
    expect(document.activeElement).toBe(screen.getByLabelText(/^Job title/));
    expect(screen.getByText(/no complete e-mail address/)).toBeDefined();
    await write(/^E-mail/, 'robin@northwind.example');
    expect(screen.getByLabelText(/^E-mail/).getAttribute('aria-invalid')).toBe('false');
    expect(posts).toHaveLength(0);
  });

  it('takes one answer for all devices, or one for each', async () => {
    await open({ devices: [BEFORE, ONE, TWO] });
    await userEvent.click(screen.getByLabelText(/^Wiped/));
    await fillHow();
    await userEvent.click(screen.getByLabelText(/^The same for all 2 devices/));
    const second = within(screen.getByRole('group', { name: /4KX-7719-03/ }));
    await userEvent.click(second.getByLabelText(/^Clear/));
    await write(/^Job title/, 'Head of IT');
    await press(/^Check, then sign/);
    await userEvent.click(await screen.findByLabelText(/^I agree/));
    await press(/^Sign$/);
    await heading(/^Thank you/);
    expect(posts).toMatchObject([{ body: { meaning: 'wiped', statementId: 'st-wiped', devices: [{ serial: ONE.serial, sanitisation: { method: 'Purge', ...HOW } }, { serial: TWO.serial, sanitisation: { method: 'Clear', ...HOW } }] } }]);
  });

  it('signs of the chosen devices alone, and says afterwards what is left', async () => {
    await open({ devices: [BEFORE, ONE, TWO] });
    await userEvent.click(screen.getByLabelText(/4KX-7719-03/));
    await userEvent.click(screen.getByLabelText(/^Sent back/));
    await write(/^Job title/, 'Head of IT');
    await press(/^Check, then sign/);
    await userEvent.click(await screen.findByLabelText(/^I agree/));
    await press(/^Sign$/);
    await heading(/^Thank you/);
    expect(posts).toMatchObject([{ body: { devices: [{ serial: ONE.serial }] } }]);
    expect(screen.getByText(/Still to be signed for: 4KX-7719-03/)).toBeDefined();
  });

  it('keeps what is filled in across a reload, and refuses card data before it leaves the page', async () => {
    await open();
    await userEvent.click(screen.getByLabelText(/^Sent back/));
    await write(/^Job title/, 'Head of IT');
    cleanup();
    await open();
    expect((screen.getByLabelText(/^Job title/) as HTMLInputElement).value).toBe('Head of IT');
    await write(/^Job title/, 'Head 4111 1111 1111 1111');
    expect(sessionStorage.getItem(DRAFT)).toBeNull();
    await press(/^Check, then sign/);
    expect(screen.getByText(/looks like it holds a payment card number/)).toBeDefined();
  });
});

describe('signing', () => {
  it('shows all of it once more, asks for consent, signs once however often it is pressed, and says what was signed', async () => {
    await toCheck();
    expect(document.activeElement).toBe(await heading(/^Check it, then sign/));
    expect(screen.getByText(RETURNED.text)).toBeDefined();
    expect(screen.getByText('The devices named below were sent back.')).toBeDefined();
    expect(screen.queryByText(/4KX-7719-01/)).toBeNull();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(screen.getByText(new RegExp(`your time zone: ${zone}`))).toBeDefined();
    await press(/^Sign$/);
    const consent = screen.getByLabelText(/^I agree to sign this electronically: my typed name, Robin Vale/);
    expect(document.activeElement).toBe(consent);
    expect(screen.getByText(/Tick this if you agree/)).toBeDefined();
    expect(posts).toHaveLength(0);
    await userEvent.click(consent);
    await userEvent.dblClick(screen.getByRole('button', { name: 'Sign' }));
    expect(document.activeElement).toBe(await heading(/^Thank you/));
    expect(posts).toMatchObject([{ path: `/api/portal/sign/${TOKEN}` }]);
    expect(posts[0]?.body).toEqual({ meaning: 'returned', signer: { name: 'Robin Vale', title: 'Head of IT', email: 'robin@northwind.example' }, consent: true, statementId: 'st-returned', signedZone: zone, devices: [{ serial: ONE.serial }] });
    expect(screen.getByText(HASH)).toBeDefined();
    expect(screen.getByText(/^2099-03-01 \d\d:15:07 UTC/)).toBeDefined();
    expect(screen.getByText(/link has now been used/)).toBeDefined();
    expect(sessionStorage.getItem(DRAFT)).toBeNull();
  });

  it('keeps everything when the connection breaks, and sends the same key again', async () => {
    signs = ['no connection', SIGNED];
    await toCheck();
    await userEvent.click(screen.getByLabelText(/^I agree/));
    await press(/^Sign$/);
    expect(await screen.findByText(/There is no connection to us/)).toBeDefined();
    expect(screen.getByText(/What you filled in is kept/)).toBeDefined();
    await press(/^Sign$/);
    await heading(/^Thank you/);
    expect(posts[0]?.key).toMatch(/^[0-9a-f]{32}$/);
    expect(posts[1]?.key).toBe(posts[0]?.key);
  });

  it('goes back to the field that only the server found something wrong with, and keeps the rest', async () => {
    signs = [problem(422, 'signer.email is not right', { 'signer.email': 'must be an e-mail address' }), SIGNED];
    await toCheck();
    await userEvent.click(screen.getByLabelText(/^I agree/));
    await press(/^Sign$/);
    expect(await screen.findByText('This was not taken: it must be an e-mail address.')).toBeDefined();
    expect(document.activeElement).toBe(screen.getByLabelText(/^E-mail/));
    expect((screen.getByLabelText(/^Job title/) as HTMLInputElement).value).toBe('Head of IT');
  });

  it('says in words of its own that it cannot be signed as it stands', async () => {
    signs = [problem(422, 'signedZone is not a time zone', { signedZone: 'is not a time zone' })];
    await toCheck();
    await userEvent.click(screen.getByLabelText(/^I agree/));
    await press(/^Sign$/);
    expect(await screen.findByText(/cannot be signed as it stands/)).toBeDefined();
    expect(screen.queryByText(/is not a time zone/)).toBeNull();
  });

  it('shows the used link where it was used in another window meanwhile', async () => {
    signs = [USED];
    await toCheck();
    await userEvent.click(screen.getByLabelText(/^I agree/));
    await press(/^Sign$/);
    expect(await heading(/^This link has been used/)).toBeDefined();
  });

  it('goes back to the first step with everything as it was, and asks for consent anew', async () => {
    await toCheck();
    await userEvent.click(screen.getByLabelText(/^I agree/));
    await press(/^Go back and change/);
    await heading(/^Please sign a statement/);
    expect((screen.getByLabelText(/^Sent back/) as HTMLInputElement).checked).toBe(true);
    await press(/^Check, then sign/);
    expect((await screen.findByLabelText<HTMLInputElement>(/^I agree/)).checked).toBe(false);
  });
});
