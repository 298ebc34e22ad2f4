import { api, expect, openAs, sessionOf, signIn, test } from './desk.ts';

type Item = { id: string; accountName: string; upgradeId: string | null; status: string; version: number };

const listed = (filter: Record<string, unknown>) => `/escalations?filter=${encodeURIComponent(JSON.stringify(filter))}&range=[0,99]`;

test('an account manager takes an escalation, puts the order right and hands it back; a colleague and the audit log see it', async ({ page, colleague }) => {
  test.slow();
  await signIn(page, 'am@demo.example');
  const me = (await api(page, 'GET', '/session')).body as { id: string };
  const waiting = (await api(page, 'GET', listed({ status: 'waiting', ownerId: me.id, step: ['review', 'payment', 'configure'] }))).body as Item[];
  const item = waiting.find((one) => one.upgradeId !== null);
  if (!item) throw new Error('The demo world has nothing to hand back');

  await openAs(colleague, 'am2@demo.example', '/escalations');
  const row = colleague.getByRole('row').filter({ hasText: item.accountName });
  await expect(row).toBeVisible();

  await page.goto(`/escalations/${item.id}`);
  await page.getByRole('button', { name: /^Claim/ }).first().click();
  await expect(page.getByText('Yours.')).toBeVisible();
  await expect(row, 'the claim leaves the colleague’s queue of waiting items, without their asking').toBeHidden();

  await page.getByPlaceholder(/^Write to/).fill('You are right: the agreed price applies. I am putting it into your order.');
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByText('to the customer').first()).toBeVisible();

  await page.getByRole('button', { name: 'Change the order' }).click();
  const cart = page.getByRole('dialog');
  await cart.getByLabel('Discount').fill('5');
  await cart.getByLabel('Reason for the price').fill('Loyalty price, as agreed in spring');
  await cart.getByLabel('What you changed, and why').fill('The price that was agreed');
  await cart.getByRole('button', { name: 'Save the order' }).click();
  await expect(cart).toBeHidden();
  await expect(page.getByText('Loyalty price, as agreed in spring').first()).toBeVisible();

  await page.getByRole('button', { name: /^Hand back/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Review').check();
  await dialog.getByRole('button', { name: /^Hand back/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('The customer’s link')).toHaveValue(/\/portal\//);

  const after = (await api(page, 'GET', `/escalations/${item.id}`)).body as Item;
  expect(after.status).toBe('handed_back');
  await colleague.getByRole('button', { name: /^Handed back/ }).click();
  await expect(row).toBeVisible();

  await colleague.context().clearCookies();
  await sessionOf(colleague, 'admin@demo.example');
  const log = (await api(colleague, 'GET', `/audit-events?filter=${encodeURIComponent(JSON.stringify({ upgradeId: item.upgradeId, actorId: me.id, resource: ['escalations', 'upgrades'] }))}&sort=["id","DESC"]&range=[0,4]`)).body as { action: string; touch: string; before: object; after: object }[];
  expect(log.map((one) => `${one.action} ${one.touch}`)).toEqual(['upgrades.handed-back none', 'escalations.hand-back touch', 'upgrades.configure touch', 'escalations.message touch', 'escalations.claim touch']);
  expect(log[1]).toMatchObject({ before: { status: 'claimed' }, after: { status: 'handed_back' } });
});

test('three escalations with different root causes are closed from the workspace without leaving it', async ({ page }) => {
  await openAs(page, 'am2@demo.example');
  await page.getByRole('button', { name: /^Take next/ }).first().click();
  for (const cause of ['Quote needed', 'Compatibility', 'Contract terms']) {
    await expect(page.getByText('Yours.')).toBeVisible();
    const address = page.url();
    await page.getByRole('button', { name: /^Resolve/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What it was really about').selectOption(cause);
    await dialog.getByRole('button', { name: /^Resolve/ }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: /^Take next/ }).first().click();
    await expect(page).not.toHaveURL(address);
  }
});

test('a card number is refused in the composer and never sent', async ({ page }) => {
  await sessionOf(page, 'am@demo.example');
  const mine = (await api(page, 'GET', listed({ status: 'claimed' }))).body as (Item & { assigneeName: string })[];
  const me = (await api(page, 'GET', '/session')).body as { name: string };
  await page.goto(`/escalations/${mine.find((one) => one.assigneeName === me.name)?.id}`);
  await page.getByPlaceholder(/^Write to/).fill('Please charge 4111 1111 1111 1111');
  await expect(page.getByText(/looks like a payment card number/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Send/ })).toBeDisabled();
});
