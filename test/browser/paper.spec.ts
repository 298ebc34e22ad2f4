import { api, expect, sessionOf, test } from './desk.ts';

type Upgrade = { id: string; accountId: string };
type Coding = { accountId: string; flags: string[]; legs: unknown[] };

/** Inside the margins of an A4 page, upright and across. */
const PAPER = [{ width: 688, height: 1016 }, { width: 1016, height: 688 }];

test('an upgrade and an account on paper say everything within the margins, and nothing that is only to be pressed', async ({ page }) => {
  await sessionOf(page, 'admin@demo.example');
  const [upgrade] = (await api(page, 'GET', '/upgrades?filter={"status":"placed"}&range=[0,0]')).body as Upgrade[];
  const codings = (await api(page, 'GET', '/codings?range=[0,499]')).body as Coding[];
  const wordiest = codings.reduce((most, one) => (one.flags.length + one.legs.length > most.flags.length + most.legs.length ? one : most));
  for (const path of [`/upgrades/${upgrade?.id}`, `/accounts/${upgrade?.accountId}`, `/accounts/${wordiest.accountId}`]) {
    await page.emulateMedia({ media: 'screen' });
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await page.emulateMedia({ media: 'print' });
    for (const paper of PAPER) {
      await page.setViewportSize(paper);
      const beyond = await page.evaluate(() => [...document.querySelectorAll('main section')].flatMap((section) => {
        const edge = section.getBoundingClientRect().right + 1;
        return [...section.querySelectorAll('time, td, th, b, a')].filter((one) => one.getBoundingClientRect().right > edge).map((one) => one.textContent);
      }));
      expect(beyond, `${path} at ${paper.width}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(paper.width);
    }
    await expect(page.getByText('Take it on to')).toBeHidden();
    // The name of a column is one that sorts by it.
    await expect(page.locator(':not(th) > button:visible')).toHaveCount(0);
  }
});
