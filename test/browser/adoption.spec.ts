import { api, expect, follow, openAs, test } from './desk.ts';

const monthsAgo = (months: number) => new Date(Date.now() - months * 30 * 86_400_000).toISOString().slice(0, 10);

test('sales operations reads the rate, sees what two causes are worth together, and opens the journeys behind a figure', async ({ page }) => {
  await openAs(page, 'ops@demo.example');
  await page.getByRole('link', { name: 'Adoption', exact: true }).click();
  await expect(page.getByText('Strict self-serve rate', { exact: true })).toBeVisible();
  await expect(page.getByRole('figure', { name: /Strict rate, month by month/ })).toBeVisible();

  const gap = page.getByRole('region', { name: /What stands between/ });
  await gap.getByRole('checkbox').nth(0).check();
  await gap.getByRole('checkbox').nth(1).check();
  await expect(gap.getByRole('status')).toContainText(/With the 2 ticked: \d/);

  const first = gap.getByRole('row').nth(1);
  const journeys = await first.getByRole('link').textContent();
  await first.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Upgrades' })).toBeVisible();
  await expect(page.getByText(`of ${journeys}`)).toBeVisible();

  await page.goBack();
  const strict = page.getByRole('region', { name: 'One rate, five definitions' }).getByRole('row', { name: /^Strict/ });
  const completed = await strict.getByRole('link').nth(1).textContent();
  await strict.getByRole('link').nth(1).click();
  await expect(page.getByText(`of ${completed}`)).toBeVisible();

  await page.goBack();
  const points = page.getByRole('figure', { name: /Strict rate, month by month/ }).locator('a[data-point]');
  await points.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(points.nth(1)).toBeFocused();
  expect((await api(page, 'POST', '/adoption-annotations', { day: monthsAgo(2), kind: 'other', text: 'Two cooks on leave', rebaselines: false })).status).toBe(201);
  await expect(page.getByText(/: Two cooks on leave/)).toBeVisible();
  await expect(points.nth(1), 'who is on a point stays there when its figures are read anew').toBeFocused();
  const told = /of (\d+)$/.exec((await points.nth(1).getAttribute('aria-label')) ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`of ${told?.[1]}`), 'a point of the chart opens the journeys of its month').toBeVisible();
});

test('a change of the rate is taken apart against a time of one’s own choice', async ({ page }) => {
  await openAs(page, 'ops@demo.example', '/adoption/history');
  await expect(page.getByText(/^The rate went from/)).toBeVisible();
  const before = page.getByRole('group', { name: 'Compared with' });
  await before.getByLabel('Before: from').fill('2026-01-01');
  await expect(page).toHaveURL(/beforeFrom=2026-01-01/);
  await expect(page.getByText(/Against the window before, 1 Jan 2026 to/)).toBeVisible();
  await before.getByRole('button', { name: 'The time just before' }).click();
  await expect(page).not.toHaveURL(/beforeFrom/);
});

test('what a fix is worth is reckoned from what is entered; months of traffic with a fault change nothing and say where; a baseline is frozen', async ({ page }) => {
  await openAs(page, 'ops@demo.example', '/adoption/worth');
  await page.getByRole('link', { name: 'New fix' }).click();
  await page.getByLabel('What would be done').fill('Quote at once');
  await page.getByLabel('At step').click();
  await page.getByRole('option', { name: 'Configure' }).click();
  await page.getByLabel('Root cause').click();
  await page.getByRole('option', { name: 'Quote needed' }).click();
  await page.getByLabel('Days of work').fill('2');
  await page.getByRole('button', { name: 'Save' }).click();
  const fix = page.getByRole('row', { name: /Quote at once/ });
  await expect(fix).toContainText('Quote needed · Configure');
  await expect(fix.getByTitle(/reach × impact × confidence/)).toHaveText(/^\d\.\d\d$/);

  await page.getByRole('button', { name: 'Load months' }).click();
  const loading = page.getByRole('dialog');
  await loading.getByRole('textbox').fill('month,visits,contacts,contactOrders\n2026-01,100,4,5');
  await loading.getByRole('button', { name: 'Load months' }).click();
  await expect(loading.getByText(/line 2, contactOrders/)).toBeVisible();
  await loading.getByRole('textbox').fill('month,visits,contacts,contactOrders\n2024-01,100,5,4');
  await loading.getByRole('button', { name: 'Load months' }).click();
  await expect(loading).toBeHidden();
  await expect(page.getByText('1 month loaded')).toBeVisible();
  await page.getByRole('button', { name: 'Load months' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget January 2024' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Forget January 2024' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('button', { name: 'Freeze a baseline' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Freeze a baseline' }).click();
  await expect(page.getByText('Baseline frozen')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Renewals that moved online' })).toContainText('frozen by Petra Lund');
});

test('an annotation that begins a new baseline starts limits anew, and a goal of a segment holds for it alone', async ({ page }) => {
  await openAs(page, 'ops@demo.example', '/adoption/annotations/new');
  await page.getByLabel('What happened').fill('Portal moved to the new checkout');
  await page.getByLabel(/The process is another one/).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Portal moved to the new checkout')).toBeVisible();
  await follow(page, '/adoption');
  await expect(page.getByText(/Portal moved to the new checkout · limits are reckoned anew from here/)).toBeVisible();
  await follow(page, '/adoption/annotations');
  await page.getByRole('row').getByText('Portal moved to the new checkout').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Portal moved to the new checkout')).toHaveCount(0);

  await follow(page, '/adoption?segment=enterprise');
  await expect(page.getByText('85%', { exact: true })).toBeVisible();
  await follow(page, '/adoption?segment=smb');
  await expect(page.getByText('90%', { exact: true }).first()).toBeVisible();
});

test('an account manager reads the rate and sets no goals', async ({ page }) => {
  await openAs(page, 'am@demo.example', '/adoption/goals');
  await expect(page.getByText('Nine of ten upgrades need no one.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'New goal' })).toHaveCount(0);
});
