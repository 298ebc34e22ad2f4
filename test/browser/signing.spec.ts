import { api, expect, expectAccessible, listen, sessionOf, test } from './desk.ts';

type Fact = { fact: string; serial: string | null; source: string };
type Return = { id: string; upgradeReference: string; accountName: string; devices: { serial: string }[]; facts: Fact[]; link?: string };
type Attestation = { id: string; status: string; meaning: string; capture: string; signerName: string };

const HOW = { Technique: 'Cryptographic erase', Tool: 'Appliance console', 'Version of the tool': '6.1', Verification: 'The key slot was read back empty' };

test('a customer opens the link of the mail on a phone, says how the data were removed, checks it and signs: the return knows it, and the link is used up', async ({ page, browser, baseURL }) => {
  test.slow();
  await sessionOf(page, 'am@demo.example');
  const open = (await api(page, 'GET', `/returns?filter=${encodeURIComponent(JSON.stringify({ status: 'label_issued', disposition: 'return' }))}&range=[0,49]`)).body as Return[];
  const wanted = open.find(({ facts }) => !facts.some(({ fact }) => fact === 'attested'));
  const serial = wanted?.devices[0]?.serial;
  if (!wanted || serial === undefined) throw new Error('The demo world has no device that nobody has signed for');
  const asked = await api(page, 'POST', `/returns/${wanted.id}/request-attestation`, { message: 'Only your word about the data is still missing.' });
  expect(asked.status, JSON.stringify(asked.body)).toBe(200);
  const { pathname } = new URL((asked.body as Return).link ?? '');

  const context = await browser.newContext({ baseURL, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, timezoneId: 'Europe/Stockholm' });
  const phone = await context.newPage();
  const complaints = listen(phone);
  const heading = phone.getByRole('heading', { level: 1 });
  const fitsThePhone = async () => expect(await phone.evaluate(() => document.documentElement.scrollWidth), 'nothing is wider than the phone').toBeLessThanOrEqual(390);
  await phone.goto(pathname);
  await expect(heading).toHaveText('Please sign a statement about your old device');
  await expect(phone.getByText(`For ${wanted.accountName} · Order ${wanted.upgradeReference}`)).toBeVisible();
  await expect(phone.getByText('Only your word about the data is still missing.')).toBeVisible();
  await expect(phone.getByText(serial)).toBeVisible();
  await expectAccessible(phone);

  await phone.getByLabel(/^Wiped/).check();
  await phone.getByRole('button', { name: 'Check, then sign' }).click();
  await expect(phone.getByLabel(/^Clear/), 'the first thing that is missing').toBeFocused();
  await expectAccessible(phone);
  await fitsThePhone();
  await phone.getByLabel(/^Purge/).check();
  for (const [label, text] of Object.entries(HOW)) await phone.getByLabel(label, { exact: true }).fill(text);
  await phone.getByLabel('Full name').fill('Robin Vale');
  await phone.getByLabel('Job title').fill('Head of infrastructure');
  await phone.getByLabel('E-mail').fill('robin.vale@customer.example');
  await phone.getByRole('button', { name: 'Check, then sign' }).click();

  await expect(heading).toHaveText('Check it, then sign');
  await expect(heading).toBeFocused();
  await expect(phone.getByText('I state that all data on each device named below were sanitised', { exact: false })).toBeVisible();
  for (const text of Object.values(HOW)) await expect(phone.getByText(text, { exact: true })).toBeVisible();
  await expect(phone.getByText(/your time zone: Europe\/Stockholm/)).toBeVisible();
  await phone.reload();
  await expect(heading, 'what was filled in outlives a reload').toHaveText('Check it, then sign');
  await expectAccessible(phone);
  await fitsThePhone();
  await phone.getByLabel(/^I agree to sign this electronically/).check();
  await phone.getByRole('button', { name: 'Sign', exact: true }).dblclick();

  await expect(heading).toHaveText('Thank you: your statement is signed');
  await expect(phone.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await expect(phone.getByText(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} UTC\+0[12]:00 \(Europe\/Stockholm\)$/)).toBeVisible();
  await expectAccessible(phone);
  await fitsThePhone();

  const attested = ((await api(page, 'GET', `/returns/${wanted.id}`)).body as Return).facts.filter(({ fact }) => fact === 'attested');
  expect(attested).toMatchObject([{ serial, source: 'portal' }]);
  const signed = (await api(page, 'GET', `/attestations?filter=${encodeURIComponent(JSON.stringify({ returnId: wanted.id }))}`)).body as Attestation[];
  expect(signed).toMatchObject([{ status: 'signed', meaning: 'wiped', capture: 'portal', signerName: 'Robin Vale' }]);
  await phone.reload();
  await expect(heading).toHaveText('This link has been used');
  expect(complaints).toEqual([]);
  await context.close();
});
