import { api, expect, sessionOf, test } from './desk.ts';

type Item = { id: string; status: string; assigneeId: string | null; pauseReason: string | null; pausedUntil: string | null; priority: string; priorityOverride: { reason: string } | null; timeline: { kind: string; verb: string | null; text: string; detail: { reason?: string } }[] };

const HOUR_MS = 3_600_000;

test('an account manager sets a call aside and takes it up again, ranks it, gives it back, declines it and hands it to a colleague, all from its workspace', async ({ page }) => {
  await sessionOf(page, 'am@demo.example');
  const me = (await api(page, 'GET', '/session')).body as { id: string };
  const [account] = (await api(page, 'GET', `/accounts?filter=${encodeURIComponent(JSON.stringify({ managerId: me.id }))}&range=[0,0]`)).body as { id: string }[];
  const { id } = (await api(page, 'POST', '/escalations', { accountId: account?.id, channel: 'phone', reason: 'quote_needed', text: 'Their purchasing wants the quote on one page.' })).body as Item;
  const now = async () => (await api(page, 'GET', `/escalations/${id}`)).body as Item;
  const dialog = page.getByRole('dialog');
  const more = page.getByRole('region', { name: 'More' });
  await page.goto(`/escalations/${id}`);
  await expect(page.getByText('Nobody is on it.')).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByText('Yours.')).toBeVisible();

  await more.getByRole('button', { name: 'Pause' }).click();
  await dialog.getByLabel('What it waits for').selectOption({ label: 'Callback agreed – clock stands still' });
  await expect(dialog.getByText('The clock stands still: the targets move by the working time that passes.')).toBeVisible();
  await dialog.getByRole('button', { name: '4 hours' }).click();
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused: Callback agreed.')).toBeVisible();
  const paused = await now();
  expect(paused).toMatchObject({ status: 'paused', pauseReason: 'callback_agreed' });
  expect(Math.abs(Date.parse(paused.pausedUntil ?? '') - Date.now() - 4 * HOUR_MS)).toBeLessThan(HOUR_MS / 10);

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('Yours.')).toBeVisible();

  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Change' })).toBeDisabled();
  await dialog.getByLabel('Urgent').check();
  await dialog.getByLabel('Reason').fill('Their fiscal year ends tomorrow');
  await dialog.getByRole('button', { name: 'Change' }).click();
  await expect(page.getByText('“Their fiscal year ends tomorrow”')).toBeVisible();
  expect(await now()).toMatchObject({ priority: 'urgent', priorityOverride: { reason: 'Their fiscal year ends tomorrow' } });

  await more.getByRole('button', { name: 'Release' }).click();
  await dialog.getByLabel('Reason').fill('I am in a meeting until noon');
  await dialog.getByRole('button', { name: 'Release' }).click();
  await expect(page.getByText('Nobody is on it.')).toBeVisible();

  await page.getByRole('button', { name: 'Not for me' }).click();
  await dialog.getByLabel('Reason').fill('I do not know this product');
  await dialog.getByRole('button', { name: 'Not for me' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('You declined it')).toBeVisible();
  expect(await now()).toMatchObject({ status: 'waiting', assigneeId: null });

  await page.keyboard.press('c');
  await expect(page.getByText('Yours.')).toBeVisible();
  await more.getByRole('button', { name: 'Transfer' }).click();
  await dialog.getByLabel('To').fill('Wrona');
  await page.getByRole('option', { name: /Wrona/ }).click();
  await dialog.getByLabel('What they should know').fill('They want it on one page');
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await expect(page.getByText('Tomasz Wrona is working on it.')).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('What was said and done').getByText('They want it on one page')).toBeVisible();

  const { timeline } = await now();
  expect(timeline.flatMap(({ verb }) => verb ?? []).filter((verb) => verb !== 'log')).toEqual(['claim', 'pause', 'resume', 'set-priority', 'release', 'decline', 'claim', 'transfer']);
});
