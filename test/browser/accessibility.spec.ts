import { api, expect, expectAccessible, signIn, test } from './desk.ts';

const PAGES = ['/', '/escalations', '/accounts', '/upgrades', '/coding', '/coding/try', '/revenue', '/revenue?kind=renewal&view=reported', '/revenue-entries', '/periods', '/revenue/miscoding', '/revenue/differences', '/profile', '/admin/users', '/admin/upgrade-paths', '/admin/policy', '/admin/calendars', '/admin/root-causes', '/admin/reason-codes', '/admin/saved-replies', '/admin/events', '/admin/audit'];

for (const scheme of ['light', 'dark'] as const) {
  test(`every page can be read by everyone, ${scheme}`, async ({ page }) => {
    // Some thirty pages, each looked at whole.
    test.setTimeout(900_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto('/');
    await expect(page.getByRole('button', { name: /sign in/i })).toBeVisible();
    await expectAccessible(page);
    await signIn(page, 'admin@demo.example');
    const [escalation] = (await api(page, 'GET', '/escalations?filter={"status":"claimed"}&range=[0,0]')).body as { id: string; accountId: string; upgradeId: string }[];
    const [coding] = (await api(page, 'GET', '/codings?filter={"status":"needs_review"}&range=[0,0]')).body as { id: string }[];
    const [period] = (await api(page, 'GET', '/periods?filter={"state":"open"}&range=[0,0]')).body as { id: string }[];
    for (const path of [...PAGES, `/coding/${coding?.id}`, `/periods/${period?.id}`, `/escalations/${escalation?.id}`, `/accounts/${escalation?.accountId}`, `/upgrades/${escalation?.upgradeId}`]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/no such page/i);
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    }
  });
}
