import { expect, signIn, test } from './desk.ts';

test('sales operations reads the rate, sees what two causes are worth together, and opens the journeys behind a figure', async ({ page }) => {
  await signIn(page, 'ops@demo.example');
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
});

test('an annotation that begins a new baseline starts limits anew, and a goal of a segment holds for it alone', async ({ page }) => {
  await signIn(page, 'ops@demo.example');
  await page.goto('/adoption/annotations/new');
  await page.getByLabel('What happened').fill('Portal moved to the new checkout');
  await page.getByLabel(/The process is another one/).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Portal moved to the new checkout')).toBeVisible();
  await page.goto('/adoption');
  await expect(page.getByText(/Portal moved to the new checkout · limits are reckoned anew from here/)).toBeVisible();
  await page.goto('/adoption/annotations');
  await page.getByText('Portal moved to the new checkout').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Portal moved to the new checkout')).toHaveCount(0);

  await page.goto('/adoption?segment=enterprise');
  await expect(page.getByText('85%', { exact: true })).toBeVisible();
  await page.goto('/adoption?segment=smb');
  await expect(page.getByText('90%', { exact: true }).first()).toBeVisible();
});

test('an account manager reads the rate and sets no goals', async ({ page }) => {
  await signIn(page, 'am@demo.example');
  await page.goto('/adoption/goals');
  await expect(page.getByText('Nine of ten upgrades need no one.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'New goal' })).toHaveCount(0);
});
