import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import { buildApp } from '../../server/app.ts';
import type { TrustProxy } from '../../server/settings.ts';
import { SETTINGS, START } from '../support/app.ts';
import { freshStore } from '../support/database.ts';
import { filesInMemory } from '../support/files.ts';

const PER_MINUTE = 60;
const LINK = '/api/access/a-link-that-nobody-was-given';

let store: Store;
beforeAll(async () => { store = await freshStore(); });
afterAll(() => store.close());

/** Opens a one-time link so often from one machine, which says that it is another each time; answers the last status. */
async function guessing(trustProxy: TrustProxy, forwarded: (made: number) => string, remoteAddress = '10.0.0.2'): Promise<number> {
  const app = await buildApp({ store, clock: () => new Date(START), files: filesInMemory(), settings: { ...SETTINGS, trustProxy } });
  let last = 0;
  for (let made = 0; made <= PER_MINUTE; made += 1) last = (await app.inject({ url: LINK, remoteAddress, headers: { 'x-forwarded-for': forwarded(made) } })).statusCode;
  await app.close();
  return last;
}
const invented = (made: number) => `198.51.100.${made}`;

describe('Limits by address', () => {
  it('count what the proxy in front saw, whatever was written before it', async () => {
    expect(await guessing(1, (made) => `${invented(made)}, 203.0.113.7`)).toBe(429);
    expect(await guessing(1, invented), 'each of another address').toBe(410);
  });

  it('count what the outer of two proxies saw', async () => {
    expect(await guessing(2, (made) => `${invented(made)}, 203.0.113.7, 10.0.0.9`)).toBe(429);
    expect(await guessing(2, (made) => `192.0.2.1, ${invented(made)}, 10.0.0.9`)).toBe(410);
  });

  it('believe proxies of the networks that were named, and nobody else', async () => {
    const networks = ['10.0.0.0/8'];
    expect(await guessing(networks, (made) => `${invented(made)}, 203.0.113.7, 10.0.0.9`)).toBe(429);
    expect(await guessing(networks, (made) => `${invented(made)}, 10.0.0.9`)).toBe(410);
    expect(await guessing(networks, invented, '203.0.113.7'), 'past the proxy').toBe(429);
  });

  it('believe nobody without a proxy', async () => {
    expect(await guessing(false, invented)).toBe(429);
  });
});
