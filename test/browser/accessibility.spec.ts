import { api, expect, expectAccessible, signIn, test } from './desk.ts';

const AREAS = {
  'of daily work': ['/', '/escalations', '/accounts', '/upgrades', '/profile'],
  'of Admin': ['users', 'upgrade-paths', 'policy', 'calendars', 'root-causes', 'saved-replies', 'imports', 'events', 'outbox', 'health', 'audit'].map((page) => `/admin/${page}`),
};

for (const scheme of ['light', 'dark'] as const) {
  for (const [area, pages] of Object.entries(AREAS)) {
    test(`every page ${area} can be read by everyone, ${scheme}`, async ({ page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.goto('/');
      await expect(page.getByRole('button', { name: /sign in/i })).toBeVisible();
      await expectAccessible(page);
      await signIn(page, 'admin@demo.example');
      const [escalation] = (await api(page, 'GET', '/escalations?filter={"status":"claimed"}&range=[0,0]')).body as { id: string; accountId: string; upgradeId: string }[];
      const records = area === 'of Admin' ? [] : [`/escalations/${escalation?.id}`, `/accounts/${escalation?.accountId}`, `/upgrades/${escalation?.upgradeId}`];
      for (const path of [...pages, ...records]) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/no such page/i);
        await page.waitForLoadState('networkidle');
        await expectAccessible(page);
      }
    });
  }
}
