import { accountsCsv, ticketsCsv } from '../support/oddities.ts';
import { expect, expectAccessible, openAs, sessionOf, test } from './desk.ts';

/** Keys that the demo world does not have, so that every row is new. */
const own = (text: string) => text.replaceAll('A-0', 'BA-0').replaceAll('T-0', 'BT-0');

// Each walks through several screens, two of them looked over for accessibility.
test.describe.configure({ timeout: 120_000 });

test('a file of accounts goes from the drop zone to the plan, to the commit, and changes nothing the second time', async ({ page }) => {
  await sessionOf(page, 'ops@demo.example');
  const broken = own(accountsCsv()).replace('2024-02-02', '2024-02-30');
  await page.goto('/admin/imports/new');
  await expectAccessible(page);
  await page.getByLabel('CSV file').setInputFiles({ name: 'our-accounts.csv', mimeType: 'text/csv', buffer: Buffer.from(broken) });
  await page.getByRole('button', { name: 'Upload' }).click();

  await expect(page.getByRole('heading', { name: 'our-accounts.csv' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Account key' })).toHaveValue('account_id');
  await expect(page.getByRole('combobox', { name: 'Customer since' })).toHaveValue('signup_date');
  await expect(page.getByText('Columns that are not read: referral_source, plan_tier, is_trial, churn_flag')).toBeVisible();
  await page.getByRole('combobox', { name: 'Name', exact: true }).selectOption('');
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByText('needs a column: Name', { exact: true })).toBeVisible();
  await page.getByRole('combobox', { name: 'Name', exact: true }).selectOption('account_name');
  await page.getByRole('button', { name: 'Dry run' }).click();

  await expect(page.getByRole('button', { name: '11 To create' })).toBeVisible();
  await page.getByRole('button', { name: /1 Not a date that exists, written YYYY-MM-DD bad_date/ }).click();
  await expect(page.getByText('Customer since: “2024-02-30” is not a date written YYYY-MM-DD')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Commit 11 rows' }).click();
  await expect(page.getByRole('button', { name: '11 Created' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Rows left out, as CSV' }).click();
  expect((await download).suggestedFilename()).toBe('our-accounts-failed.csv');

  await page.getByRole('link', { name: 'Import another file' }).click();
  await page.getByLabel('CSV file').setInputFiles({ name: 'our-accounts.csv', mimeType: 'text/csv', buffer: Buffer.from(broken) });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByRole('button', { name: '11 Unchanged' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Commit/ })).toBeDisabled();
});

test('a large file shows how far it is while it goes in, and can be stopped', async ({ page }) => {
  await openAs(page, 'admin@demo.example', '/admin/imports/new');
  await page.getByLabel('CSV file').setInputFiles({ name: 'many-accounts.csv', mimeType: 'text/csv', buffer: Buffer.from(accountsCsv(6_000).replaceAll('A-0', 'CA-0')) });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await page.getByRole('button', { name: 'Commit 6,000 rows' }).click();
  const bar = page.getByRole('progressbar', { name: 'Importing' });
  await expect(bar).toBeVisible();
  const moved = async () => Number(await bar.getAttribute('aria-valuenow').catch(() => '100'));
  const first = await moved();
  await expect.poll(moved).toBeGreaterThan(first);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(/^Cancelled\. [\d,]+ of 6,000 rows had been settled; what is in stays in\.$/)).toBeVisible();
});

test('escalated tickets wait in the queue from now where the option says so', async ({ page }) => {
  await sessionOf(page, 'admin@demo.example');
  for (const [name, text] of [['accounts.csv', accountsCsv()], ['support_tickets.csv', ticketsCsv()]] as const) {
    await page.goto('/admin/imports/new');
    await page.getByLabel('CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text.replaceAll('A-0', 'DA-0').replaceAll('T-0', 'DT-0')) });
    if (name === 'support_tickets.csv') await expect(page.getByRole('radio', { name: /Escalations/ })).toBeChecked();
    await page.getByRole('button', { name: 'Upload' }).click();
    if (name === 'support_tickets.csv') await page.getByRole('checkbox', { name: /Open escalated tickets again/ }).check();
    await page.getByRole('button', { name: 'Dry run' }).click();
    await page.getByRole('button', { name: /^Commit/ }).click();
    await expect(page.getByRole('link', { name: 'Import another file' })).toBeVisible();
  }
  await expect(page.getByRole('button', { name: '25 Created' })).toBeVisible();
  await page.getByRole('link', { name: 'DT-000005' }).click();
  await expect(page.getByText('Opened again by an import. Ticket DT-000005 was submitted 2025-06-15 00:00 UTC', { exact: false })).toBeVisible();
});
