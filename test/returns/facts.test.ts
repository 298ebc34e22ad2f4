import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { makeCustomer } from '../support/customers.ts';
import { listPath } from '../support/paths.ts';
import { addDevice, makeReturn, readBack, told, type Return } from '../support/returns.ts';
import { act, configure, done, place, startUpgrade } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let admin: Client;
beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
  admin = await desk.as('admin');
});
afterAll(() => desk.close());

const codes = (back: Return) => back.mismatches.map(({ code, nextMover }) => `${code}: ${nextMover}`);
const record = async (back: { id: string }, fact: string, more: Record<string, unknown> = {}) => done<Return>(told(ada, back, fact, more));

describe('A return that an order opens', () => {
  it('is due after fifteen working days of the account’s region, with half the yearly price at stake', async () => {
    const { back } = await makeReturn(desk, ada);
    expect(back).toMatchObject({ status: 'authorised', complete: false, owed: true, flags: [], atStakeMinor: 60_000, feeMinor: 0, disposition: 'return', daysOverdue: 0 });
    // From 10 March, a Tuesday: three weeks of five days.
    expect(back.dueOn).toBe('2026-03-31');
    expect(back.facts.map(({ fact, source, by }) => [fact, source, by])).toEqual([['authorised', 'desk', 'ada']]);
  });

  it('ends when the order is taken back, and its device stays in the field', async () => {
    const placed = await place(ada, await configure(ada, await startUpgrade(ada, await makeCustomer(desk.store), { effectiveOn: '2026-03-20' })));
    const back = await readBack(ada, placed.returns[0]?.id ?? '');
    const upgrade = await done<{ id: string; version: number }>(ada.get(`/upgrades/${back.upgradeId}`));
    await act(ada, 'upgrades', upgrade, 'cancel', { reason: 'They will think about it.' });
    const now = await readBack(ada, back.id);
    expect(now).toMatchObject({ status: 'cancelled', complete: true, owed: false, flags: [] });
    expect(await done<object[]>(ada.get(`/devices?filter={"serial":"${back.devices[0]?.serial}"}`))).toMatchObject([{ status: 'in_field' }]);
  });
});

describe('Facts', () => {
  it('move a return up its rungs, and say when they happened, when they became known, whence and by whom', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const labelled = await record(back, 'label_issued', { source: 'desk', carrier: 'Parcelwing', trackingNumber: 'PW-1', labelUrl: 'https://labels.example/pw-1.pdf' });
    expect(labelled).toMatchObject({ status: 'label_issued', carrier: 'Parcelwing', trackingNumber: 'PW-1', labelUrl: 'https://labels.example/pw-1.pdf' });
    expect((await record(back, 'first_scan')).status).toBe('in_transit');
    expect((await record(back, 'delivered')).status).toBe('delivered');
    const received = await record(back, 'received', { source: 'dock', serial });
    expect(received).toMatchObject({ status: 'received', owed: true, complete: false });
    expect(received.facts.at(-1)).toMatchObject({ fact: 'received', serial, occurredAt: '2026-03-10T09:00:00.000Z', recordedAt: desk.now(), source: 'dock', by: 'ada' });
    expect(await done<object[]>(ada.get(`/devices?filter={"serial":"${serial}"}`))).toMatchObject([{ status: 'returned' }]);
    expect((await record(back, 'inspected', { source: 'dock', serial, grade: 'B' })).status).toBe('inspected');
  });

  it('told again change nothing', async () => {
    const { back } = await makeReturn(desk, ada);
    const once = await record(back, 'first_scan', { occurredAt: '2026-03-10T09:00:00Z' });
    const again = await record(back, 'first_scan', { occurredAt: '2026-03-10T10:00:00+01:00' });
    expect(again).toEqual(once);
    const events = await done<object[]>(admin.get(`/audit-events?filter={"resource":"returns","recordId":"${back.id}","action":"returns.record-fact"}`));
    expect(events).toHaveLength(1);
  });

  it('of one device leave a return of two where the other one is', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    await addDevice(desk, back, 'SECOND-1');
    const now = await record(back, 'received', { source: 'dock', serial: serial.toLowerCase() });
    expect(now).toMatchObject({ status: 'authorised', devices: expect.arrayContaining([expect.objectContaining({ serial, status: 'received' }), expect.objectContaining({ serial: 'SECOND-1', status: 'authorised' })]) });
    expect((await record(back, 'received', { source: 'dock', serial: 'SECOND-1' })).status).toBe('received');
  });

  it('without a named amount charge what is at stake, and give back all that was charged', async () => {
    const { back } = await makeReturn(desk, ada);
    const charged = await record(back, 'fee_charged', { source: 'desk' });
    expect(charged).toMatchObject({ feeMinor: 60_000, facts: expect.arrayContaining([expect.objectContaining({ fact: 'fee_charged', amountMinor: 60_000 })]) });
    const refunded = await record(back, 'fee_refunded', { source: 'desk' });
    expect(refunded.feeMinor).toBe(0);
    // Told again it is the same fact, though nothing is charged any more.
    expect(await record(back, 'fee_refunded', { source: 'desk' })).toEqual(refunded);
    expect(refunded.facts.filter(({ fact }) => fact === 'fee_refunded').map(({ amountMinor }) => amountMinor)).toEqual([undefined]);
  });

  it('about money come to the same in whatever order they are told, and however often', async () => {
    const money = [
      ['fee_charged', {}], ['fee_charged', { amountMinor: 250, occurredAt: '2026-03-09T09:00:00Z' }], ['fee_refunded', { amountMinor: 1, occurredAt: '2026-03-09T10:00:00Z' }], ['fee_refunded', { occurredAt: '2026-03-09T12:00:00Z' }], ['fee_refunded', {}], ['received', {}],
    ] as const;
    await fc.assert(fc.asyncProperty(fc.subarray([...money]).chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 }))), async ([some, again]) => {
      const told = async (facts: typeof some) => {
        const { back } = await makeReturn(desk, ada);
        for (const [fact, more] of facts) await record(back, fact, { source: 'desk', ...more });
        const { feeMinor, mismatches, facts: kept } = await readBack(ada, back.id);
        return { feeMinor, codes: mismatches.map(({ code }) => code), kept: kept.length };
      };
      expect(await told(again)).toEqual(await told(some));
    }), { numRuns: 8 });
  });

  it.each([
    ['a fact that nobody knows', { fact: 'stolen' }, 400, 'fact'], ['a time that has not come', { occurredAt: '2026-03-10T10:06:00Z' }, 422, 'occurredAt'], ['a time without a zone', { occurredAt: '2026-03-10T09:00:00' }, 400, 'occurredAt'],
    ...['authorised', 'attested', 'certificate', 'waived', 'cancelled'].map((fact): [string, object, number, string] => [`${fact}, which has its own command`, { fact }, 422, 'fact']),
    ['an amount of a scan', { amountMinor: 5 }, 422, 'amountMinor'], ['half a cent', { fact: 'fee_charged', amountMinor: 0.5 }, 400, 'amountMinor'], ['a label that is no web address', { fact: 'label_issued', labelUrl: 'javascript:alert(1)' }, 422, 'labelUrl'],
    ['a source that says nothing', { source: ' ' }, 400, 'source'], ['a stale version', { version: 99 }, 409, null],
  ] as [string, Record<string, unknown>, number, string | null][])('%s is refused by name, and nothing is kept', async (_what, given, status, field) => {
    const { back } = await makeReturn(desk, ada);
    const { fact = 'in_transit', ...more } = given;
    const answer = await told(ada, back, String(fact), more);
    expect(answer.status).toBe(status);
    if (field !== null) expect(answer.body).toMatchObject({ errors: { [field]: expect.any(String) } });
    expect(await readBack(ada, back.id)).toEqual(back);
  });
});

describe('A list of returns', () => {
  it('is found by a serial in whatever case it is typed', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const found = async (filter: object) => (await done<Return[]>(ada.get(listPath('returns', filter as Record<string, unknown>)))).map(({ id }) => id);
    for (const typed of [serial, serial.toLowerCase(), ` ${serial.toLowerCase()} `]) expect(await found({ serial: typed })).toEqual([back.id]);
    expect(await found({ serial: [serial.toLowerCase(), 'nobody’s'] })).toEqual([back.id]);
    expect(await found({ serial_like: serial.toLowerCase().slice(2) })).toEqual([back.id]);
  });
});

describe('Contradictions', () => {
  it('another device than awaited is kept, waits for the warehouse, and leaves when the right one comes', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const wrong = await record(back, 'received', { source: 'dock', serial: 'SOMEBODY-ELSES' });
    expect(wrong.status).toBe('authorised');
    expect(wrong.mismatches).toEqual([{ code: 'wrong_serial', nextMover: 'warehouse', serial: 'SOMEBODY-ELSES', action: 'record_receipt' }]);
    const listed = await done<Return[]>(ada.get('/returns?filter={"isMismatched":true,"mismatch_like":"wrong_serial"}'));
    expect(listed.map(({ id }) => id)).toContain(back.id);
    expect(codes(await record(back, 'received', { source: 'dock', serial }))).toEqual([]);
  });

  it('a fee that was charged before the device came is the account manager’s to give back', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    await record(back, 'fee_charged', { source: 'desk', occurredAt: '2026-03-10T08:00:00Z' });
    expect(codes(await record(back, 'received', { source: 'dock', serial }))).toEqual(['fee_then_received: account_manager']);
    expect(codes(await record(back, 'fee_refunded', { source: 'desk', amountMinor: 1 }))).toEqual(['fee_then_received: account_manager']);
    expect(codes(await record(back, 'fee_refunded', { source: 'desk' }))).toEqual([]);
  });

  it('what comes after the return ended stands there until somebody says what became of it', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const waived = await done<Return>(admin.post(`/returns/${back.id}/waive`, { reason: 'Lost in a fire.', version: back.version }));
    expect(waived).toMatchObject({ status: 'waived', complete: true, owed: false });
    desk.later(1);
    // It was at the dock before it was given up, and nobody knew.
    const late = await record(back, 'received', { source: 'dock', serial });
    expect(late.status).toBe('waived');
    expect(codes(late)).toEqual(['received_after_end: account_manager']);
    const settled = await done<Return>(ada.post(`/returns/${back.id}/settle`, { code: 'received_after_end', note: 'Sold as spare parts, the customer agrees.', version: late.version }));
    expect(settled.mismatches).toEqual([]);
    expect(settled.acts.at(-1)).toMatchObject({ act: 'settled', byName: 'Ada Berg', detail: { code: 'received_after_end' } });
    expect((await ada.post(`/returns/${back.id}/settle`, { code: 'received_after_end', note: 'Again.', version: settled.version })).status).toBe(422);
    desk.later(-1);
  });
});

describe('Flags', () => {
  it('come with time: overdue past the due day, never scanned after a week, quiet after ten days', async () => {
    const { back } = await makeReturn(desk, ada);
    await record(back, 'label_issued', { source: 'desk', trackingNumber: 'PW-77' });
    const start = desk.now();
    try {
      desk.at('2026-03-18T10:00:00.000Z');
      expect((await readBack(ada, back.id)).flags).toEqual(['never_scanned']);
      desk.at('2026-04-01T10:00:00.000Z');
      expect(await readBack(ada, back.id)).toMatchObject({ flags: ['overdue', 'never_scanned'], daysOverdue: 1 });
      await record(back, 'first_scan', { occurredAt: '2026-03-20T10:00:00Z' });
      expect((await readBack(ada, back.id)).flags).toEqual(['overdue', 'quiet']);
      const overdue = await done<Return[]>(ada.get('/returns?filter={"owed":true,"dueOn_lt":"2026-04-01"}'));
      expect(overdue.map(({ id }) => id)).toContain(back.id);
    } finally {
      desk.at(start);
    }
  });
});
