import type { Page } from '@playwright/test';
import { expect, sessionOf, test } from './desk.ts';

/** A dozen letters or more: of a longer text the rest comes by hovering. */
const READABLE_PX = 115;

const rows = (page: Page) => page.locator('[role=row][data-row]');

/** How far the table reaches beyond what there is room for. */
const beyond = (page: Page) => page.evaluate(() => {
  const room = document.querySelector('table[role=grid]')?.parentElement;
  return (room?.scrollWidth ?? 0) - (room?.clientWidth ?? 0);
});

test('on a screen of 1280 pixels every column of the long lists can be read, and none lies beyond the edge', async ({ page }) => {
  await sessionOf(page, 'am@demo.example');
  for (const path of ['/escalations', '/upgrades', '/accounts']) {
    await page.goto(path);
    await expect(rows(page).first()).toBeVisible();
    const cut = await page.evaluate((readable) => {
      const cells = [...document.querySelectorAll<HTMLElement>('[role=row][data-row] > td[data-label]')];
      return cells.filter((cell) => cell.clientWidth < Math.min(cell.scrollWidth, readable)).map((cell) => `${cell.dataset['label']}: ${cell.textContent}`);
    }, READABLE_PX);
    expect(cut, path).toEqual([]);
    expect(await beyond(page), path).toBeLessThanOrEqual(0);
  }
  await page.keyboard.press('/');
  await page.keyboard.type('nobody has this name');
  await expect(page.getByText('Nothing fits these filters')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rows(page).first()).toBeVisible();
  expect(await beyond(page), 'a list that was empty for a while').toBeLessThanOrEqual(0);
});
