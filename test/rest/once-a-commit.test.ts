import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { engine } from '../support/database.ts';
import { listPath } from '../support/paths.ts';
import { makeReturn, told } from '../support/returns.ts';
import { statementCounter } from '../support/statements.ts';
import { claim, logCall, type Item } from '../support/work.ts';

const counter = statementCounter();
const WAITING = listPath('escalations', { status: 'waiting' }, [0, 1], ['queueDueAt', 'ASC']);
let desk: Desk;
let ada: Client;
let ben: Client;

beforeAll(async () => {
  desk = await openDesk({ onQuery: counter.onQuery });
  ada = await desk.as('ada');
  ben = await desk.as('ben');
  for (const name of ['Alpine Freight', 'Brook Dairy', 'Cedar Bank', 'Delta Glass']) await logCall(ada, await makeCustomer(desk.store, { name }));
});
afterAll(() => desk.close());

const reads = (sent: string[], table: string) => sent.filter((statement) => statement.includes(`from "${table}"`));

describe('A list that two people look at', () => {
  it('is read once for both as long as nothing changes, where the database tells of changes', async () => {
    const first = await ada.get(WAITING);
    const sent = await counter.during(async () => expect((await ben.get(WAITING)).body).toEqual(first.body));
    expect(reads(sent, 'escalations').length).toBe(engine === 'sqlite' ? 0 : 2);
  });

  it('is another for whoever asks for other rows of it', async () => {
    const [page] = (await ada.get(WAITING)).body as Item[];
    const next = (await ben.get(listPath('escalations', { status: 'waiting' }, [2, 3], ['queueDueAt', 'ASC']))).body as Item[];
    expect(next.map(({ id }) => id)).not.toContain(page?.id);
  });

  it('shows each change to the next who asks, rows and total alike', async () => {
    const [first] = (await ada.get(WAITING)).body as Item[];
    const before = await ben.get(WAITING);
    await claim(ada, first as Item);
    const after = await ben.get(WAITING);
    expect((after.body as Item[]).map(({ id }) => id)).not.toContain(first?.id);
    expect([before, after].map(({ headers }) => headers['content-range'])).toEqual(['escalations 0-1/4', 'escalations 0-1/3']);
  });

  it('is not kept from whoever may see it, nor given to whoever may not', async () => {
    expect((await ada.get(WAITING)).status).toBe(200);
    const nobody = await desk.app.inject({ method: 'GET', url: `/api${WAITING}` });
    expect(nobody.statusCode).toBe(401);
  });
});

describe('Returns in a list', () => {
  it('grow old though nothing changes', async () => {
    const { back } = await makeReturn(desk, ada);
    await told(ada, back, 'label_issued', { source: 'desk', carrier: 'Parcelwing', trackingNumber: 'PW-1' });
    const path = listPath('returns', { id: back.id }, [0, 24], ['dueOn', 'ASC']);
    const flags = async (client: Client) => ((await client.get(path)).body as { flags: string[] }[]).map((one) => one.flags);
    expect(await flags(ada)).toEqual([[]]);
    desk.later(8 * 24 * 60);
    expect(await flags(await desk.as('ada'))).toEqual([['never_scanned']]);
  });
});
