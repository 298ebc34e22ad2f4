import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, START, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { claim, done, logCall, move, type Item } from '../support/work.ts';

let desk: Desk;
let ada: Client;

beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
});
beforeEach(() => desk.at(START));
afterAll(() => desk.close());

type Explained = { due: string; targetMinutes: number; counted: { from: string; to: string; minutes: number }[]; leftOut: { from: string; to: string; because: string }[] };
type Clock = { zone: string; calendarName: string; running: boolean; firstResponse: Explained; resolution: Explained; lease: { until: string; because: string } | null };

const clockOf = (item: Item) => done<Clock>(ada.get(`/escalations/${item.id}/clock`));
const minutes = ({ counted }: Explained) => counted.reduce((sum, part) => sum + part.minutes, 0);

/** Counted and left out, one after the other, make the whole time from the start to the due time. */
function expectNoGap({ counted, leftOut, due }: Explained, start: string) {
  const parts = [...counted, ...leftOut].sort((a, b) => (a.from < b.from ? -1 : 1));
  let at = start;
  for (const part of parts) {
    expect(part.from).toBe(at);
    at = part.to;
  }
  expect(at).toBe(due);
}

describe('Why it is due then', () => {
  it('is told by the working time that counts and the rest that does not, which sum to the target', async () => {
    const item = await logCall(ada, await makeCustomer(desk.store));
    const { firstResponse, resolution, ...clock } = await clockOf(item);
    expect(clock).toMatchObject({ zone: 'Europe/Berlin', calendarName: 'Berlin', running: true, lease: null });
    expect(firstResponse).toMatchObject({ due: item.firstResponseDueAt, targetMinutes: 240 });
    expect(firstResponse.counted.map((part) => part.minutes)).toEqual([60, 180]);
    expect(firstResponse.leftOut).toEqual([{ from: '2026-03-10T11:00:00.000Z', to: '2026-03-10T12:00:00.000Z', because: 'outside working hours' }]);
    for (const [explained, due] of [[firstResponse, item.firstResponseDueAt], [resolution, item.resolutionDueAt]] as const) {
      expect(explained.due).toBe(due);
      expect(minutes(explained)).toBe(explained.targetMinutes);
      expectNoGap(explained, START);
    }
  });

  it('names a pause for the customer, and a holiday', async () => {
    desk.at('2026-04-02T13:00:00.000Z');
    const item = await claim(ada, await logCall(ada, await makeCustomer(desk.store)));
    const paused = await move(ada, item, 'pause', { reason: 'waiting_for_customer', until: '2026-04-08T10:00:00.000Z' });
    expect((await clockOf(paused)).running).toBe(false);
    desk.at('2026-04-02T14:00:00.000Z');
    const resumed = await move(ada, paused, 'resume');
    const { firstResponse, running } = await clockOf(resumed);
    expect(running).toBe(true);
    expect(firstResponse.leftOut.map((part) => part.because)).toEqual(expect.arrayContaining(['paused: waiting for customer', 'holiday: Karfreitag', 'holiday: Ostermontag']));
    expect(minutes(firstResponse)).toBe(240);
    expect(firstResponse.due).toBe(resumed.firstResponseDueAt);
    expectNoGap(firstResponse, '2026-04-02T13:00:00.000Z');
  });

  it('holds for every region on its own calendar', async () => {
    for (const region of ['north_america', 'uk_ireland', 'apac', 'india', 'worldwide']) {
      const item = await logCall(ada, await makeCustomer(desk.store, { region }));
      const { firstResponse, resolution } = await clockOf(item);
      expect([firstResponse.due, resolution.due], region).toEqual([item.firstResponseDueAt, item.resolutionDueAt]);
      expect([minutes(firstResponse), minutes(resolution)], region).toEqual([firstResponse.targetMinutes, resolution.targetMinutes]);
    }
  });

  it('says what a claim lasts until, and why', async () => {
    const item = await claim(ada, await logCall(ada, await makeCustomer(desk.store)));
    const answered = await move(ada, item, 'message', { text: 'Hello' });
    expect((await clockOf(answered)).lease).toEqual({ until: answered.leaseUntil, because: '4 working hours after the last thing the customer could notice' });
  });
});
