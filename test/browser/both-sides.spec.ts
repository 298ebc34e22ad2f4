import { randomUUID } from 'node:crypto';
import { api, expect, expectAccessible, listen, sessionOf, test } from './desk.ts';
import { tellFromPortal } from './portal.ts';

type Account = { id: string; name: string; externalId: string };
type Subscription = { id: string; externalId: string; accountId: string; product: string; quantity: number };
type Upgrade = { id: string; version: number; before: { line: string }[] };
type Item = { id: string; status: string; outcome: string | null; upgradeId: string };

const listed = (resource: string, filter: Record<string, unknown>) => `/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}&range=[0,199]`;

test('a customer escalates on the portal, the account manager hands the order back, and the customer places it on a phone: the console shows it without a reload', async ({ page, browser, baseURL }) => {
  test.slow();
  await sessionOf(page, 'am@demo.example');
  const me = (await api(page, 'GET', '/session')).body as { id: string };
  const accounts = (await api(page, 'GET', listed('accounts', { managerId: me.id }))).body as Account[];
  const owned = (await api(page, 'GET', listed('subscriptions', { accountId: accounts.map(({ id }) => id), status: 'active', product: ['S5-2TB', 'S5-3TB'] }))).body as Subscription[];
  // One that no draft of the demo world has plans with.
  const drafts = (await api(page, 'GET', listed('upgrades', { accountId: accounts.map(({ id }) => id), status: 'draft' }))).body as { accountId: string }[];
  const subscription = owned.find((one) => !drafts.some(({ accountId }) => accountId === one.accountId));
  const account = accounts.find(({ id }) => id === subscription?.accountId);
  if (!subscription || !account) throw new Error('The demo world has no S5 to make larger');

  await page.goto('/escalations');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Escalations');
  const upgradeRef = `PORTAL-${randomUUID()}`;
  await tellFromPortal(page.request, upgradeRef, [
    ['upgrade.started', { accountRef: account.externalId, kind: 'upgrade', pathId: 's5-more', subscriptionRefs: [subscription.externalId] }], ['upgrade.step_reached', { step: 'options' }], ['upgrade.step_reached', { step: 'configure' }],
    ['upgrade.escalated', { step: 'configure', reason: 'pricing_exception', text: 'Nine terabytes are not on the page.\nWe need the larger one at the price of our letter.' }],
  ]);
  const [upgrade] = (await api(page, 'GET', listed('upgrades', { externalId: upgradeRef }))).body as Upgrade[];
  const [item] = (await api(page, 'GET', listed('escalations', { upgradeId: upgrade?.id }))).body as Item[];
  if (!upgrade || !item) throw new Error('The event opened no escalation');

  await page.goto(`/escalations/${item.id}`);
  await expect(page.getByText('We need the larger one at the price of our letter.')).toBeVisible();
  await page.getByRole('button', { name: /^Claim/ }).first().click();
  await expect(page.getByText('Yours.')).toBeVisible();
  const story = (await api(page, 'GET', `/upgrades/${upgrade.id}`)).body as Upgrade;
  const configured = await api(page, 'POST', `/upgrades/${upgrade.id}/configure`, {
    pathId: 's5-more', lines: [{ product: 'S5-6TB', quantity: subscription.quantity, replaces: story.before.map(({ line }) => line) }], priceException: { discountPercent: 5, reason: 'As in our letter' }, reason: 'The larger one at the agreed price', version: story.version,
  });
  expect(configured.status, JSON.stringify(configured.body)).toBe(200);
  await page.getByRole('button', { name: /^Hand back/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Review').check();
  await dialog.getByRole('textbox').first().fill('The larger one is in your order, at the price of our letter.');
  await dialog.getByRole('button', { name: /^Hand back/ }).click();
  await expect(dialog).toBeHidden();
  const link = await page.getByLabel('The customer’s link').inputValue();

  const context = await browser.newContext({ baseURL, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const phone = await context.newPage();
  const complaints = listen(phone);
  await phone.goto(new URL(link).pathname);
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Your upgrade is ready to order');
  await expect(phone.getByText('The larger one is in your order, at the price of our letter.')).toBeVisible();
  await expectAccessible(phone);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth), 'nothing is wider than the phone').toBeLessThanOrEqual(390);
  await phone.getByRole('button', { name: 'Review order' }).click();
  await phone.getByRole('button', { name: 'Place order on account' }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Your order is placed');

  await expect(page.getByText('Finished by the customer').first(), 'the account manager’s page, as it stood').toBeVisible();
  expect((await api(page, 'GET', `/escalations/${item.id}`)).body).toMatchObject({ status: 'resolved', outcome: 'self_completed' });
  await phone.reload();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText(/^This link (has been used|does not work any more)$/);
  expect(complaints).toEqual([]);
  await context.close();
});
