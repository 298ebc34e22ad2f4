import { api, expect, expectAccessible, signIn, test } from './desk.ts';

const AREAS = {
  'of daily work': ['/', '/escalations', '/accounts', '/upgrades', '/profile'],
  'of the books': ['/coding', '/coding/try', '/revenue', '/revenue?kind=renewal&view=reported', '/revenue-entries', '/periods', '/revenue/miscoding', '/revenue/differences'],
  'of Admin': ['users', 'upgrade-paths', 'policy', 'calendars', 'root-causes', 'reason-codes', 'saved-replies', 'imports', 'events', 'outbox', 'health', 'audit'].map((page) => `/admin/${page}`),
};

for (const scheme of ['light', 'dark'] as const) {
  for (const [area, pages] of Object.entries(AREAS)) {
    test(`every page ${area} can be read by everyone, ${scheme}`, async ({ page }) => {
      // A dozen pages, each looked at whole.
      test.setTimeout(600_000);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.goto('/');
      await expect(page.getByRole('button', { name: /sign in/i })).toBeVisible();
      await expectAccessible(page, scheme);
      await signIn(page, 'admin@demo.example');
      const [escalation] = (await api(page, 'GET', '/escalations?filter={"status":"claimed"}&range=[0,0]')).body as { id: string; accountId: string; upgradeId: string }[];
      const [coding] = (await api(page, 'GET', '/codings?filter={"status":"needs_review"}&range=[0,0]')).body as { id: string }[];
      const [period] = (await api(page, 'GET', '/periods?filter={"state":"open"}&range=[0,0]')).body as { id: string }[];
      const records: Record<string, string[]> = {
        'of daily work': [`/escalations/${escalation?.id}`, `/accounts/${escalation?.accountId}`, `/upgrades/${escalation?.upgradeId}`],
        'of the books': [`/coding/${coding?.id}`, `/periods/${period?.id}`],
      };
      for (const path of [...pages, ...(records[area] ?? [])]) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/no such page/i);
        await page.waitForLoadState('networkidle');
        await expectAccessible(page, scheme);
      }
    });
  }
}
