import { expect, test as base, type Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

export { expect };

/** A page on which a console error fails the test. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const errors = listen(page);
    await use(page);
    expect(errors, 'errors in the browser’s console').toEqual([]);
  },
});

/** What the browser complains of. A refusal that a test provokes is an answer, not a complaint: Chromium logs each 4xx as well. */
export function listen(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text())) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
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
  // What the page before showed is there until the next is drawn. A browser that nobody looks at may draw no frame where nothing changes: then it is drawn already.
  await page.evaluate(() => new Promise((drawn) => {
    requestAnimationFrame(() => requestAnimationFrame(drawn));
    setTimeout(drawn, 1_000);
  }));
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

/** A colour on its way from one to another has the contrast of neither. What goes round for ever (a placeholder that pulses) never ends. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(() => Promise.all(document.getAnimations().filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime))).map((one) => one.finished.catch(() => undefined))));

async function faultsOf(page: Page, runOnly: RunOptions['runOnly']): Promise<string[]> {
  await expect(page.locator('.bone, .bones, [aria-busy="true"]'), 'what is on its way has come').toHaveCount(0);
  await settled(page);
  return page.evaluate(async ([further, only]) => {
    const inPage = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await inPage.run({ exclude: [[further]] }, { runOnly: only, resultTypes: ['violations'] });
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', ')}`);
  }, [FURTHER_ROWS, runOnly] as const);
}

/** No WCAG 2.2 A or AA fault that axe can find, in the light and in the dark; only the colours are others there. */
export async function expectAccessible(page: Page): Promise<void> {
  // What is being read anew is dimmed for as long as that takes.
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  expect(await faultsOf(page, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html:not([data-scheme="light"])')).toBeAttached();
  expect(await faultsOf(page, { type: 'rule', values: COLOURS }), 'in the dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html:not([data-scheme="dark"])')).toBeAttached();
}

/** Nothing on the page is wider than a phone. */
export async function expectFitsPhone(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(PHONE);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: `${page.url()} is wider than a phone` }).toBeLessThanOrEqual(PHONE.width);
  if (before) await page.setViewportSize(before);
}

const PHONE = { width: 390, height: 844 };
