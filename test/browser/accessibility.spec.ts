import { api, expect, expectAccessible, expectFitsPhone, follow, openAs, signIn, test } from './desk.ts';

const AREAS = {
  'of daily work': ['/', '/escalations', '/accounts', '/upgrades', '/profile'],
  'of the books': ['/coding', '/coding/try', '/revenue', '/revenue?kind=renewal&view=reported', '/revenue-entries', '/periods', '/revenue/miscoding', '/revenue/differences'],
  'of adoption': ['/adoption', '/adoption?dated=cohort', '/adoption/funnel', '/adoption/worth', '/adoption/fixes/new', '/adoption/history', '/adoption/week', '/adoption/goals', '/adoption/goals/new', '/adoption/annotations/new'],
  'of returns': ['/returns', '/returns/contradictions', '/attestations', '/admin/statements'],
  'of Admin': ['users', 'upgrade-paths', 'policy', 'calendars', 'exchange-rates', 'root-causes', 'reason-codes', 'saved-replies', 'imports', 'events', 'outbox', 'health', 'audit'].map((page) => `/admin/${page}`),
};

test.describe.configure({ mode: 'parallel' });

for (const [area, pages] of Object.entries(AREAS)) {
  test(`every page ${area} can be read by everyone, in the light and in the dark, and on a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    if (area === 'of daily work') {
      await page.goto('/');
      await expect(page.getByRole('button', { name: /sign in/i })).toBeVisible();
      await expectAccessible(page);
      await signIn(page, 'admin@demo.example');
    } else await openAs(page, 'admin@demo.example');
    const [escalation] = (await api(page, 'GET', '/escalations?filter={"status":"claimed"}&range=[0,0]')).body as { id: string; accountId: string; upgradeId: string }[];
    const [coding] = (await api(page, 'GET', '/codings?filter={"status":"needs_review"}&range=[0,0]')).body as { id: string }[];
    const [period] = (await api(page, 'GET', '/periods?filter={"state":"open"}&range=[0,0]')).body as { id: string }[];
    const [back] = (await api(page, 'GET', '/returns?filter={"isMismatched":true}&range=[0,0]')).body as { id: string }[];
    const [attestation] = (await api(page, 'GET', '/attestations?filter={"status":"signed"}&range=[0,0]')).body as { id: string }[];
    const records: Record<string, string[]> = {
      'of daily work': [`/escalations/${escalation?.id}`, `/accounts/${escalation?.accountId}`, `/upgrades/${escalation?.upgradeId}`],
      'of the books': [`/coding/${coding?.id}`, `/periods/${period?.id}`],
      'of returns': [`/returns/${back?.id}`, `/attestations/${attestation?.id}`],
    };
    for (const path of [...pages, ...(records[area] ?? [])]) {
      await follow(page, path);
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/no such page/i);
      await expectAccessible(page);
      await expectFitsPhone(page);
    }
  });
}
