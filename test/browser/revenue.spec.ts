import type { Page } from '@playwright/test';
import { api, expect, openAs, sessionOf, test } from './desk.ts';

type Period = { period: string; movements: Record<string, number>; closingMinor: number; subscriptionsMinor: number; filter: Record<string, string> };
type Entry = { id: string; amountMinor: number; codingId: string };

const dollars = (minor: number) => `$${Math.round(Math.abs(minor) / 100).toLocaleString('en')}`;
const bridgeOf = async (page: Page) => ((await api(page, 'GET', '/revenue/bridge')).body as { periods: Period[] }).periods;
const entriesBehind = async (page: Page, { filter }: Period, movement: string) => (await api(page, 'GET', `/revenue-entries?filter=${encodeURIComponent(JSON.stringify({ ...filter, movement }))}&range=[0,199]`)).body as Entry[];

/** A figure of the bridge with as few entries behind it as can be counted on a page. */
async function smallFigure(page: Page): Promise<{ period: Period; movement: string; entries: Entry[] }> {
  for (const period of (await bridgeOf(page)).toReversed()) for (const movement of ['new', 'contraction', 'churn', 'expansion']) {
    const entries = period.movements[movement] ? await entriesBehind(page, period, movement) : [];
    if (entries.length > 1 && entries.length <= 50) return { period, movement, entries };
  }
  throw new Error('The demo world has no figure with so few entries');
}

test('an admin sees the bridge, opens the rows behind a figure and from them what they were coded from', async ({ page }) => {
  await openAs(page, 'admin@demo.example');
  await page.getByRole('navigation').getByText('Revenue', { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'ARR bridge' })).toBeVisible();
  await expect(page.getByText('comes to the same').first(), 'the subscriptions are worth what the bridge ends at').toBeVisible();
  const { period, movement, entries } = await smallFigure(page);
  const last = (await bridgeOf(page)).at(-1);
  await expect(page.getByText(new RegExp(`ARR rose .* to \\${dollars(last?.closingMinor ?? 0)}`))).toBeVisible();

  const amount = dollars(period.movements[movement] ?? 0);
  await page.getByRole('link', { name: new RegExp(`^[+−]\\${amount}$`) }).first().click();
  await expect(page).toHaveURL(/\/revenue-entries\?/);
  await expect(page.getByRole('row')).toHaveCount(entries.length + 1);
  expect(entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(period.movements[movement]);
  await page.getByRole('row').nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/coding/(${entries.map(({ codingId }) => codingId).join('|')})`));
});

test('a bar of the waterfall opens its entries, by keyboard too, and the difference between the books is laid out', async ({ page }) => {
  await openAs(page, 'ops@demo.example', '/revenue');
  const bars = page.locator('a[data-bar]');
  await expect(bars.first()).toBeVisible();
  await page.getByRole('button', { name: 'As reported' }).click();
  await expect(page).toHaveURL(/view=reported/);
  await expect(bars.first(), 'the bars are those of this view').toHaveAttribute('href', /postingPeriod/);
  await page.getByText('Show the difference').click();
  await expect(page.getByText('In these months both books say the same.')).toBeVisible();
  await bars.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(bars.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/revenue-entries\?.*postingPeriod/);
  await page.goBack();
  await expect(page.getByText('In these months both books say the same.'), 'the way back leads to what was looked at').toBeVisible();
});

test('an admin closes the first open month, sees what it reported, and reopens it with a reason', async ({ page }) => {
  await sessionOf(page, 'admin@demo.example');
  const [first] = (await api(page, 'GET', '/periods?filter={"state":"open"}&sort=["id","ASC"]&range=[0,0]')).body as { id: string }[];
  await page.goto('/periods');
  await page.getByRole('row').nth(1).click();
  await expect(page).toHaveURL(new RegExp(`/periods/${first?.id}`));
  await expect(page.getByText('Every month before it is closed')).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: 'Close', exact: true }).click();
  const closing = page.getByRole('dialog');
  await expect(closing.getByText(/reported figures are kept as they are now/)).toBeVisible();
  await closing.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(closing).toBeHidden();
  await expect(page.getByText('Reported, frozen')).toBeVisible();

  await page.getByRole('button', { name: 'Reopen' }).click();
  const reopening = page.getByRole('dialog');
  await expect(reopening.getByRole('button', { name: 'Reopen' }), 'not without a reason').toBeDisabled();
  await reopening.getByLabel('Reason').fill('An order of that month came late');
  await reopening.getByRole('button', { name: 'Reopen' }).click();
  await expect(reopening).toBeHidden();
  await expect(page.getByText('“An order of that month came late”')).toBeVisible();
  await expect(page.getByRole('banner').getByRole('button', { name: 'Close', exact: true })).toBeEnabled();
});

test('the miscoding rate has its orders behind it, and the books are shown to balance', async ({ page }) => {
  await sessionOf(page, 'ops@demo.example');
  const { rows } = (await api(page, 'GET', '/revenue/miscoding?by=kind')).body as { rows: { key: string; coded: number; miscoded: number }[] };
  const [most] = rows;
  await page.goto('/revenue/miscoding?by=kind');
  await page.getByRole('row').nth(1).getByRole('link').nth(1).click();
  await expect(page).toHaveURL(/\/coding\?/);
  await expect(page.getByText(new RegExp(`of ${most?.miscoded}$`))).toBeVisible();
  await page.goto('/revenue/differences');
  await expect(page.getByText('The books balance')).toBeVisible();
});
