import { expect, test as base, type Browser, type Page, type Request, type WorkerInfo } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

export { expect };

type Kept = { window: Page; secondWindow: Page };

async function openWindow({ browser }: { browser: Browser }, use: (page: Page) => Promise<void>, { project }: WorkerInfo): Promise<void> {
  const { baseURL, viewport, contextOptions } = project.use;
  const context = await browser.newContext({ ...contextOptions, baseURL, viewport });
  await use(await context.newPage());
  await context.close();
}

/** Nobody is signed in, nothing is loaded, and a console error fails the test. */
async function lend(window: Page, size: ReturnType<Page['viewportSize']> | undefined, use: (page: Page) => Promise<void>): Promise<void> {
  await window.context().clearCookies();
  if (size) await window.setViewportSize(size);
  await window.emulateMedia({ media: null, colorScheme: null });
  const errors = listen(window);
  await use(window);
  for (const event of ['console', 'pageerror', 'request', 'requestfinished', 'requestfailed'] as const) window.removeAllListeners(event);
  // Of the same origin, so that the window stays as warm as it is; and nothing of the console goes on in it.
  await window.goto('/icon.svg');
  expect(errors, 'errors in the browser’s console').toEqual([]);
}

/**
 * `page`, and `colleague` for a second person. A worker keeps its windows from test to test and empties them in between: a new one takes three
 * times as long to show the console as one in which something was shown before.
 */
export const test = base.extend<{ page: Page; colleague: Page }, Kept>({
  window: [openWindow, { scope: 'worker' }],
  secondWindow: [openWindow, { scope: 'worker' }],
  page: ({ window, viewport }, use) => lend(window, viewport, use),
  colleague: ({ secondWindow, viewport }, use) => lend(secondWindow, viewport, use),
});

/** What the browser complains of. A refusal that a test provokes is an answer, not a complaint: Chromium logs each 4xx as well. */
export function listen(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text())) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  const waiting = new Set<Request>();
  // The stream of changes stays open.
  page.on('request', (request) => request.resourceType() !== 'eventsource' && waiting.add(request));
  page.on('requestfinished', (request) => waiting.delete(request));
  page.on('requestfailed', (request) => waiting.delete(request));
  asked.set(page, waiting);
  return errors;
}

/** What a page has asked for that has not come. */
const asked = new WeakMap<Page, Set<Request>>();

const twoFrames = (page: Page): Promise<unknown> =>
  // A browser that nobody looks at may draw no frame where nothing changes: then it is drawn already.
  page.evaluate(() => new Promise((drawn) => {
    requestAnimationFrame(() => requestAnimationFrame(drawn));
    setTimeout(drawn, 1_000);
  }));

/** All that the page asked for has come and is drawn: the page before is no longer what one sees. */
async function expectComplete(page: Page): Promise<void> {
  await expect.poll(async () => {
    await twoFrames(page);
    return [...(asked.get(page) ?? [])].map((request) => request.url());
  }, { message: 'what the page asked for has come', intervals: [20] }).toEqual([]);
  await expect(page.locator('.bone, .bones, [aria-busy="true"]'), 'what is on its way has come').toHaveCount(0);
}

export const PASSWORD = 'demo-demo-demo';

export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel(/e-mail/i).fill(email);
  await page.getByLabel(/password/i).fill(PASSWORD);
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page.getByRole('navigation').getByText('Escalations')).toBeVisible();
}

/** A session without the form, before a page is opened: drawing the form takes longer than most of what is tried after it. */
export async function sessionOf(page: Page, email: string): Promise<void> {
  expect((await page.request.post('/api/session', { data: { email, password: PASSWORD } })).status()).toBe(200);
}

/** A page of the console, opened by somebody who is signed in. */
export async function openAs(page: Page, email: string, path = '/'): Promise<void> {
  await sessionOf(page, email);
  await page.goto(path);
  await expect(page.getByRole('navigation').getByText('Escalations')).toBeVisible();
}

/** Goes to an address as a link of the page does: the console stays loaded. */
export async function follow(page: Page, to: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, to);
  await expect(page).toHaveURL(to);
  await expectComplete(page);
}

type Answer = { status: number; body: unknown };

/** Calls the API as the person whom this page is signed in as. */
export async function api(page: Page, method: 'GET' | 'POST', path: string, body?: Record<string, unknown>): Promise<Answer> {
  const response = await page.request.fetch(`/api${path}`, { method, ...(body ? { data: body } : {}) });
  return { status: response.status(), body: response.status() === 204 ? null : ((await response.json()) as unknown) };
}

const COLOURS = ['color-contrast', 'link-in-text-block'];
/** Every row of a table is made by the same code: the first few tell of all, and looking at hundreds takes minutes. */
const FURTHER_ROWS = 'tbody tr:nth-child(n+7)';
/** Dimmed for as long as something newer is on its way: a change elsewhere can have it fetched at any moment. */
const ON_ITS_WAY = '[aria-busy="true"]';

/** A colour on its way from one to another has the contrast of neither. What goes round for ever (a placeholder that pulses) never ends. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(() => Promise.all(document.getAnimations().filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime))).map((one) => one.finished.catch(() => undefined))));

async function faultsOf(page: Page, runOnly: RunOptions['runOnly']): Promise<string[]> {
  await settled(page);
  return page.evaluate(async ([further, busy, only]) => {
    const inPage = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await inPage.run({ exclude: [[further], [busy]] }, { runOnly: only, resultTypes: ['violations'] });
    return violations.map((one) => `${one.id} (${one.nodes.length}): ${one.nodes.slice(0, 3).map((node) => `${node.target.join(' ')}: ${node.any[0]?.message ?? ''}`).join('; ')}`);
  }, [FURTHER_ROWS, ON_ITS_WAY, runOnly] as const);
}

/** No WCAG 2.2 A or AA fault that axe can find, in the light and in the dark; only the colours are others there. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectComplete(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  expect(await faultsOf(page, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html:not([data-scheme="light"])')).toBeAttached();
  expect(await faultsOf(page, { type: 'rule', values: COLOURS }), 'in the dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html:not([data-scheme="dark"])')).toBeAttached();
}

/** What sticks out of the screen, where the page is wider than that. */
const sticksOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1);
    return [`${scrollWidth} px`, ...wide.slice(0, 5).map((one) => `${one.tagName} .${[...one.classList].join('.')} “${(one.textContent ?? '').slice(0, 40)}”`)];
  });

/** Nothing on the page is wider than a phone. */
export async function expectFitsPhone(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(PHONE);
  await expect.poll(() => sticksOut(page), { message: `${page.url()} is wider than a phone` }).toEqual([]);
  if (before) await page.setViewportSize(before);
}

const PHONE = { width: 390, height: 844 };
