import { expect, signIn, test } from './desk.ts';

/** A dozen letters or more: of a longer text the rest comes by hovering. */
const READABLE_PX = 115;

test('on a screen of 1280 pixels every column of the long lists can be read, and none lies beyond the edge', async ({ page }) => {
  await signIn(page, 'am@demo.example');
  for (const path of ['/escalations', '/upgrades', '/accounts']) {
    await page.goto(path);
    await expect(page.locator('[role=row][data-row]').first()).toBeVisible();
    const { cut, beyond } = await page.evaluate((readable) => {
      const cells = [...document.querySelectorAll<HTMLElement>('[role=row][data-row] > td[data-label]')];
      const table = document.querySelector('table[role=grid]')?.parentElement;
      return {
        cut: cells.filter((cell) => cell.clientWidth < Math.min(cell.scrollWidth, readable)).map((cell) => `${cell.dataset['label']}: ${cell.textContent}`),
        beyond: (table?.scrollWidth ?? 0) - (table?.clientWidth ?? 0),
      };
    }, READABLE_PX);
    expect(cut, path).toEqual([]);
    expect(beyond, path).toBeLessThanOrEqual(0);
  }
});
