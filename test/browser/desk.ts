import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

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

type Answer = { status: number; body: unknown };

/** Calls the API as the person whom this page is signed in as. */
export async function api(page: Page, method: 'GET' | 'POST', path: string, body?: Record<string, unknown>): Promise<Answer> {
  const response = await page.request.fetch(`/api${path}`, { method, ...(body ? { data: body } : {}) });
  return { status: response.status(), body: response.status() === 204 ? null : ((await response.json()) as unknown) };
}

/** No WCAG 2.2 A or AA fault that axe can find. In the dark only the colours are others than in the light: only they are looked at again. */
export async function expectAccessible(page: Page, scheme: 'light' | 'dark' = 'light'): Promise<void> {
  // A colour on its way from one to another has the contrast of neither.
  // What goes round for ever (a placeholder that pulses) never ends.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime))).map((one) => one.finished.catch(() => undefined))));
  const axe = new AxeBuilder({ page });
  const { violations } = await (scheme === 'dark' ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', ')}`)).toEqual([]);
}
