import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldBy, QUEUE } from '../../server/domain/first-lists.ts';
import { serveConsole } from '../../server/console.ts';
import { openDesk, SETTINGS, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { listenTo, openPort } from '../support/listen.ts';
import { listPath } from '../support/paths.ts';
import { statementCounter } from '../support/statements.ts';
import { claim, logCall } from '../support/work.ts';

type Sent = { resource: string; filter: object; sort: object; perPage: number; data: { id: string; subject: string }[]; total: number; totalIsExact: boolean };
type Boot = { session: { id: string } | null; heard?: number; lists?: Sent[] };

const counter = statementCounter();
const folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-document-'));
let desk: Desk;
let pages: FastifyInstance;
let ada: Client;

beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Upgrade Desk</title><script type="application/json" id="boot"><!--boot--></script><p>after</p>');
  desk = await openDesk({ onQuery: counter.onQuery });
  pages = Fastify();
  await pages.register(cookie);
  await serveConsole(pages, { store: desk.store, clock: () => new Date(desk.now()), settings: SETTINGS }, folder);
  ada = await desk.as('ada');
  for (const name of ['Alpine Freight', 'Brook Dairy', 'Cedar Bank']) await logCall(ada, await makeCustomer(desk.store, { name }));
  await claim(ada, await logCall(ada, await makeCustomer(desk.store, { name: 'Delta Glass' })));
});
afterAll(async () => {
  await pages.close();
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openPage(url: string, client?: Client): Promise<{ boot: Boot; html: string }> {
  const { body } = await pages.inject({ url, ...(client && { headers: { cookie: client.cookie } }) });
  const [, boot = 'null'] = /<script type="application\/json" id="boot">(.*?)<\/script>/s.exec(body) ?? [];
  return { boot: JSON.parse(boot) as Boot, html: body };
}

describe('The document of the queue', () => {
  it('holds its first page, row for row as the list answers it, and how many wait', async () => {
    const { boot } = await openPage('/escalations', ada);
    const answered = await ada.get(listPath('escalations', QUEUE.filter, [0, QUEUE.perPage - 1], [QUEUE.sort.field, QUEUE.sort.order]));
    expect(boot.session?.id).toBe('ada');
    expect(boot.lists).toEqual([{ ...QUEUE, data: answered.body, total: 3, totalIsExact: true }]);
    expect(boot.lists?.[0]?.data, 'the fields of the list alone').not.toContainEqual(expect.objectContaining({ contactEmail: expect.anything() }));
  });

  it('takes at most four statements more than another page’s', async () => {
    const other = await counter.during(() => openPage('/accounts', ada));
    const queue = await counter.during(() => openPage('/escalations', ada));
    expect(queue.length - other.length, queue.join('\n')).toBeLessThanOrEqual(4);
  });

  it('can be resumed from by the stream, which tells what changed after it was made', async () => {
    const base = await openPort(desk);
    const { boot } = await openPage('/escalations', ada);
    const late = await logCall(ada, await makeCustomer(desk.store, { name: 'Ember Tools' }));
    const ear = await listenTo(base, ada.cookie, undefined, boot.heard);
    expect((await ear.next((one) => one.event === 'change' && one.data.id === late.id)).data).toMatchObject({ resource: 'escalations', by: 'ada' });
    await ear.close();
  });

  it('keeps every sign that a customer’s words hold', async () => {
    const subject = 'We paid $& twice, $\' and $` too </script><b>';
    const item = await logCall(ada, await makeCustomer(desk.store, { name: 'Fjord $& Sons' }), { text: subject });
    const { boot, html } = await openPage('/escalations', ada);
    expect(boot.lists?.[0]?.data.find(({ id }) => id === item.id)).toMatchObject({ accountName: 'Fjord $& Sons', subject });
    expect(html.endsWith('</script><p>after</p>')).toBe(true);
  });
});

describe('The document of the desk', () => {
  it('holds what its person has in work, and the queue to go on to', async () => {
    const { boot } = await openPage('/', ada);
    expect(boot.lists?.map(({ filter, total }) => ({ filter, total }))).toEqual([{ filter: heldBy('ada').filter, total: 1 }, { filter: QUEUE.filter, total: 5 }]);
    expect((await openPage('/', await desk.as('ben'))).boot.lists?.[0]).toMatchObject({ data: [], total: 0 });
  });

  it('holds nobody’s work for sales operations, who take none', async () => {
    expect((await openPage('/', await desk.as('ops'))).boot.lists?.map(({ filter }) => filter)).toEqual([QUEUE.filter]);
  });
});

describe('The document of any other page', () => {
  it.each(['/accounts', '/escalations/some-id', '/escalations?filter={}', '/login'])('holds no rows: %s', async (address) => {
    const { boot } = await openPage(address, ada);
    expect(Object.keys(boot)).toEqual(['session']);
  });

  it('holds nothing of the desk’s for somebody who is not signed in, or whose session has ended', async () => {
    expect(Object.keys((await openPage('/escalations')).boot)).not.toContain('lists');
    const eve = await desk.as('eve');
    await eve.delete('/session');
    const { boot } = await openPage('/escalations', eve);
    expect(boot.session).toBeNull();
    expect(boot.lists).toBeUndefined();
  });
});
