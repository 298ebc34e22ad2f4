import type { Page } from '@playwright/test';
import { api, expect, openAs, sessionOf, test } from './desk.ts';

type Coding = { id: string; accountName: string; upgradeReference: string; deltaMinor: number; month: string; legs: { movement: string; amountMinor: number }[]; status: string };

/** Of the demo's flagged codings the older ones have been looked at; which are new depends on the day. */
const LOOKED_AT_OR_NOT = ['needs_review', 'confirmed'];

const codings = async (page: Page, filter: Record<string, unknown>) => (await api(page, 'GET', `/codings?filter=${encodeURIComponent(JSON.stringify(filter))}&range=[0,49]`)).body as Coding[];

const bridgeOf = async (page: Page, month: string) => {
  const { periods } = (await api(page, 'GET', `/revenue/bridge?from=${month}&to=${month}`)).body as { periods: { movements: Record<string, number>; closingMinor: number }[] };
  return periods[0];
};

test('an account manager corrects a miscoded renewal with its preview, a second person agrees, and both see what it did to the bridge', async ({ page, colleague: second }) => {
  test.slow();
  await sessionOf(page, 'am@demo.example');
  const me = (await api(page, 'GET', '/session')).body as { id: string };
  const found = await codings(page, { status: LOOKED_AT_OR_NOT, managerId: me.id, kind: 'renewal', flags_like: 'contract_broken' });
  const coding = found.find(({ legs }) => legs.length === 1 && legs[0]?.movement === 'contraction');
  if (!coding) throw new Error('The demo world has no renewal that broke its contract');
  const before = await bridgeOf(page, coding.month);

  await page.goto(`/coding?${new URLSearchParams({ filter: JSON.stringify({ status: LOOKED_AT_OR_NOT, managerId: me.id, kind: 'renewal', flags_like: 'contract_broken' }), sort: 'codedAt', order: 'DESC', page: '1', perPage: '50' }).toString()}`);
  await page.getByRole('row').filter({ hasText: coding.upgradeReference }).click();
  await expect(page).toHaveURL(new RegExp(coding.id));
  await expect(page.getByText('The path is expected to cause renewal', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: /^Correct/ }).click();
  const editor = page.getByRole('dialog');
  const loss = (coding.deltaMinor - 10_000) / 100;
  await editor.getByLabel('Amount').fill(String(-loss));
  await expect(editor.getByText(/must not be above 0/), 'a loss above zero is refused as one types').toBeVisible();
  await editor.getByLabel('Amount').fill(String(loss));
  await expect(editor.getByText('+$100 left to distribute')).toBeVisible();
  await editor.getByRole('button', { name: 'Add a leg' }).click();
  await expect(editor.getByText('Nothing left to distribute')).toBeVisible();
  await expect(editor.getByRole('row', { name: /^Expansion.*\+\$100/ }).first(), 'the bridge as it would be').toBeVisible();
  await expect(editor.getByText('A second person has to agree')).toBeVisible();
  await editor.getByLabel('Reason').click();
  await page.getByRole('option', { name: 'Wrong kind' }).click();
  await editor.getByLabel('Note').fill('They bought more and got a better price: two things in one order');
  await editor.getByRole('button', { name: 'Propose' }).click();
  await expect(editor).toBeHidden();
  await expect(page.getByText('Proposed: it waits for a second person')).toBeVisible();
  await expect(page.getByText('Somebody else has to decide what you proposed')).toBeVisible();
  expect(await bridgeOf(page, coding.month), 'nothing is posted until somebody agrees').toEqual(before);

  await openAs(second, 'admin@demo.example');
  await second.getByRole('link').filter({ hasText: coding.accountName }).filter({ hasText: coding.upgradeReference }).first().click();
  await second.getByRole('button', { name: 'Agree' }).click();
  const decision = second.getByRole('dialog');
  await expect(decision.getByRole('row', { name: /^Expansion.*\+\$100/ }).first()).toBeVisible();
  await decision.getByLabel('Your note').fill('The order says so');
  await decision.getByRole('button', { name: 'Agree' }).click();
  await expect(decision).toBeHidden();
  await expect(second.getByText('Reversal')).toBeVisible();

  await expect(page.getByText('Reversal'), 'the proposer sees it without asking').toBeVisible();
  await expect(page.getByText(/Agreed by/)).toBeVisible();
  const after = await bridgeOf(page, coding.month);
  expect(await bridgeOf(second, coding.month)).toEqual(after);
  expect((after?.movements['expansion'] ?? 0) - (before?.movements['expansion'] ?? 0)).toBe(10_000);
  expect(after?.closingMinor).toBe(before?.closingMinor);
});

test('several codings are corrected together, after one preview of what all of them do', async ({ page }) => {
  await openAs(page, 'admin@demo.example', `/coding?${new URLSearchParams({ filter: JSON.stringify({ status: LOOKED_AT_OR_NOT, flags_like: 'contract_broken', kind: 'renewal' }), sort: 'codedAt', order: 'DESC', page: '1', perPage: '50' }).toString()}`);
  for (const row of [1, 2]) await page.getByRole('row').nth(row).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Correct together' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Movement', { exact: true }).click();
  await page.getByRole('option', { name: 'Renewal' }).click();
  await expect(dialog.getByText('These cannot be coded so'), 'what moved cannot be a flat renewal').toBeVisible();
  await dialog.getByLabel('Effective day').check();
  await dialog.getByLabel('Effective', { exact: true }).fill('2026-11-20');
  await expect(dialog.getByText(/You decide these alone|waits? for a second person/)).toBeVisible();
  await dialog.getByLabel('Reason').click();
  await page.getByRole('option', { name: 'Data error' }).click();
  await dialog.getByLabel('Note').fill('The system that ordered them was a month late');
  await dialog.getByRole('button', { name: 'Correct 2' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/\d corrected, \d waiting for a second person/)).toBeVisible();
});

test('a case of one’s own is coded as one types', async ({ page }) => {
  await openAs(page, 'ops@demo.example', '/coding/try');
  const answer = page.getByRole('region', { name: 'How it is coded' });
  await expect(answer.getByText('a flat renewal', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'A renewal that nothing links' }).click();
  await expect(answer.getByText('Unlinked pair')).toBeVisible();
  await page.getByLabel('In place of').click();
  await page.getByRole('option', { name: /Array-10/ }).click();
  await page.keyboard.press('Escape');
  await expect(answer.getByText('Unlinked pair')).toBeHidden();
});
