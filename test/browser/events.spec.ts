import { randomUUID } from 'node:crypto';
import { api, expect, expectAccessible, openAs, test } from './desk.ts';
import { sendFromPortal } from './portal.ts';

const listed = (resource: string, filter: Record<string, unknown>, to = 0) => `/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}&range=[0,${to}]`;

test('an admin sees on their desk what could not be taken, mends it, and tries the rest again at once', async ({ page }) => {
  await openAs(page, 'admin@demo.example');
  const [account] = (await api(page, 'GET', listed('accounts', { externalId_null: false }))).body as { externalId: string }[];
  const source = `/portal/${randomUUID().slice(0, 8)}`;
  const started = (upgradeRef: string) => ['upgrade.started', { upgradeRef, accountRef: 'nobody', kind: 'renewal', subscriptionRefs: [] }] as const;
  const refs = [1, 2, 3].map((each) => `MEND-${each}-${randomUUID().slice(0, 8)}`);
  await expect(page.getByText('Events that could not be taken')).toBeHidden();
  await sendFromPortal(page.request, source, refs.map(started));
  // The desk hears of it by itself.
  const notice = page.getByRole('region', { name: /^Events that could not be taken/ });
  await expect(notice).toBeVisible();
  await expectAccessible(page);

  await notice.getByRole('link', { name: new RegExp(refs[0] ?? '') }).click();
  await expect(page.getByText('accountRef is not the externalId of an account.', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Mend' }).click();
  const dialog = page.getByRole('dialog');
  const data = dialog.getByLabel('Data');
  const given = await data.inputValue();
  await data.fill(given.slice(0, -3));
  await expect(dialog.getByText(/^This is not JSON yet/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save and try again' })).toBeDisabled();
  await data.fill(given.replace('nobody', account?.externalId ?? ''));
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save and try again' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('It was taken, and the upgrade shows it.')).toBeVisible();
  await expect(page.getByRole('link', { name: refs[0] })).toHaveAttribute('href', /\/upgrades\//);

  await page.goto(`/admin/events?filter=${encodeURIComponent(JSON.stringify({ disposition: 'quarantined', source }))}`);
  await expect(page.getByRole('row').filter({ hasText: 'MEND-' })).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('columnheader').getByRole('checkbox').check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Try again' }).click();
  const result = page.getByRole('dialog');
  await expect(result).toContainText('0 of 2 were taken');
  await expect(result.getByText('accountRef is not the externalId of an account.', { exact: true })).toHaveCount(2);
  await result.getByRole('button', { name: 'Close' }).click();
});
