import { randomUUID } from 'node:crypto';
import { expect, type APIRequestContext } from '@playwright/test';
import { keyOf, signatureOf } from '../../server/intake/events/signature.ts';

/** What the server of these tests takes events with. */
export const WEBHOOK_SECRET = `whsec_${Buffer.from('the browser tests’ own secret').toString('base64')}`;

type Told = readonly [type: string, data: Record<string, unknown>];

/** Sends signed events, a minute apart, the last just now; answers what became of each. */
export async function sendFromPortal(request: APIRequestContext, source: string, told: readonly Told[]): Promise<string[]> {
  const key = keyOf(WEBHOOK_SECRET);
  if (!key) throw new Error('The secret is none');
  const now = Date.now();
  const events = told.map(([type, data], index) => ({ specversion: '1.0', id: randomUUID(), source, type, time: new Date(now - (told.length - 1 - index) * 60_000).toISOString(), data }));
  const [id, seconds, body] = [randomUUID(), String(Math.floor(now / 1000)), JSON.stringify(events)];
  const response = await request.post('/api/events', { data: body, headers: { 'content-type': 'application/cloudevents-batch+json', 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatureOf(key, id, seconds, body) } });
  expect(response.status()).toBe(202);
  return ((await response.json()) as { results: { disposition: string }[] }).results.map((one) => one.disposition);
}

/** Tells what a customer did on a journey of theirs, and expects each of it to be taken. */
export async function tellFromPortal(request: APIRequestContext, upgradeRef: string, told: readonly Told[]): Promise<void> {
  expect(await sendFromPortal(request, '/portal', told.map(([type, data]) => [type, { upgradeRef, ...data }] as const))).toEqual(told.map(() => 'applied'));
}
