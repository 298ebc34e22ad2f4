import { expect, openAs, sessionOf, test } from './desk.ts';

declare global {
  interface Window {
    askedBefore: Record<string, string[]>;
  }
}

const ROW = '[role=row][data-row]';
const ITEM = 'main a[href^="/escalations/"]';

test('the queue and the desk show their first rows without asking for them; what happens after that shows by itself', async ({ browser, colleague }) => {
  // What is asked is heard from the first moment on: in a window of its own.
  const page = await (await browser.newContext()).newPage();
  await sessionOf(page, 'am@demo.example');
  await page.addInitScript((selectors) => {
    window.askedBefore = Object.fromEntries(selectors.map((selector) => [selector, []]));
    const real = window.fetch;
    window.fetch = (input, init) => {
      for (const selector of selectors) if (!document.querySelector(selector)) window.askedBefore[selector]?.push(decodeURIComponent(String(input)));
      return real(input, init);
    };
  }, [ROW, ITEM]);

  // Pages of rows: a single row is asked for where only the total counts.
  const pagesAsked = async (selector: string) => (await page.evaluate((first) => window.askedBefore[first], selector))?.filter((url) => /^\/api\/escalations\?.*range=\[0,(24|49)\]/.test(url));

  await page.goto('/');
  await expect(page.locator(ITEM).first()).toBeVisible();
  expect((await pagesAsked(ITEM))?.filter((url) => url.includes('"claimed"'))).toEqual([]);

  await page.goto('/escalations');
  const row = page.locator(ROW).first();
  await expect(row).toBeVisible();
  expect(await pagesAsked(ROW)).toEqual([]);

  const id = await row.getAttribute('data-row');
  await openAs(colleague, 'am2@demo.example', `/escalations/${id}`);
  await colleague.getByRole('button', { name: /^Claim/ }).first().click();
  await expect(colleague.getByText('Yours.')).toBeVisible();
  await expect(page.locator(`[data-row="${id}"]`)).toBeHidden();
  await page.context().close();
});
