import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK } from '../../server/domain/escalation.ts';
import type { Incoming } from '../../server/intake/events/journeys.ts';
import { applyReturnEvents } from '../../server/intake/events/returns.ts';
import { retakeUnmatched } from '../../server/intake/events/retake.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { eventAt, SECRETS, sendTo } from '../support/events.ts';
import { makeReturn, readBack, told, WIPED, type Attestation } from '../support/returns.ts';
import { done } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let admin: Client;
beforeAll(async () => {
  desk = await openDesk({ webhookSecrets: SECRETS });
  ada = await desk.as('ada');
  admin = await desk.as('admin');
});
afterAll(() => desk.close());

const AT = '2026-03-10T09:30:00.000Z';
const fact = (data: Record<string, unknown>) => eventAt('return.fact', { fact: 'in_transit', ...data }, AT);
const send = async (...events: ReturnType<typeof eventAt>[]) => (await sendTo(desk, events)).results.map(({ disposition, because }) => [disposition, because ?? null]);
let numbers = 0;
const labelled = async () => {
  const made = await makeReturn(desk, ada);
  const trackingNumber = `PW-EV-${(numbers += 1)}`;
  await done(told(ada, made.back, 'label_issued', { source: 'desk', trackingNumber }));
  return { ...made, trackingNumber };
};

describe('A fact that comes as an event', () => {
  it('finds its return by tracking number, by serial or by id', async () => {
    const { back, serial, trackingNumber } = await labelled();
    expect(await send(fact({ trackingNumber: trackingNumber.toLowerCase() }), fact({ serial, fact: 'received', source: 'dock' }), fact({ returnId: back.id, fact: 'inspected', grade: 'A' }))).toEqual([['applied', null], ['applied', null], ['applied', null]]);
    const now = await readBack(ada, back.id);
    expect(now.status).toBe('inspected');
    expect(now.facts.map(({ fact: name, source, by }) => [name, source, by])).toEqual([['authorised', 'desk', 'ada'], ['label_issued', 'desk', 'ada'], ['in_transit', 'event', null], ['received', 'dock', null], ['inspected', 'event', null]]);
  });

  it('in a carrier’s words is told in ours, turned round for a parcel that comes to us', async () => {
    const { back, trackingNumber } = await labelled();
    const as = (vocabulary: string, term: string) => fact({ trackingNumber, vocabulary, fact: term });
    expect(await send(as('easypost', 'out_for_delivery'), as('aftership', 'Delivered'), as('karrio', 'return_to_sender'), as('easypost', 'pre_transit'), as('aftership', 'Lost'))).toEqual([
      ['applied', null], ['applied', null], ['applied', null], ['applied', 'it tells nothing that a return records'], ['quarantined', expect.stringContaining('no status of aftership')],
    ]);
    const now = await readBack(ada, back.id);
    expect(now.status).toBe('delivered');
    expect(now.facts.find(({ fact: name }) => name === 'exception')).toMatchObject({ cause: 'return_to_sender', source: 'carrier' });
  });

  it('is not taken for one of no return when the database fails: whoever sent it sends it again', async () => {
    const { back } = await labelled();
    const told = fact({ returnId: back.id });
    await send(told);
    const [row] = await desk.store.read.select().from(desk.store.t.incomingEvents).where(eq(desk.store.t.incomingEvents.eventId, told.id));
    await expect(desk.store.write(async (tx) => {
      let isUp = false;
      const failing = new Proxy(tx.db, {
        get(db, name, all) {
          if (isUp) return Reflect.get(db, name, all) as unknown;
          isUp = true;
          throw new Error('could not serialize access');
        },
      });
      await applyReturnEvents({ tx: { ...tx, db: failing }, actor: DESK, now: desk.now(), requestId: 'test' }, [row as Incoming]);
    })).rejects.toThrow('could not serialize access');
  });

  it('for a box with another device in it is told of the return that the label names', async () => {
    const { back, trackingNumber } = await labelled();
    expect(await send(fact({ trackingNumber, serial: 'SOMEBODY-ELSES', fact: 'received', source: 'dock' }))).toEqual([['applied', null]]);
    expect((await readBack(ada, back.id)).mismatches).toMatchObject([{ code: 'wrong_serial', serial: 'SOMEBODY-ELSES' }]);
  });

  it('that matches no return is kept, can be replayed, and is tried again once there is a label', async () => {
    const { back } = await makeReturn(desk, ada);
    const early = fact({ trackingNumber: 'PW-EARLY' });
    expect(await send(early, fact({ serial: 'ON-NO-RETURN', fact: 'received' }), fact({}))).toEqual([['quarantined', 'no label has this trackingNumber'], ['quarantined', 'no return awaits this serial'], ['quarantined', expect.stringContaining('names no return')]]);
    const kernel = { store: desk.store, clock: () => new Date(desk.now()) };
    expect(await retakeUnmatched(kernel)).toBe(0);
    await done(told(ada, back, 'label_issued', { source: 'desk', trackingNumber: 'pw-early' }));
    expect(await retakeUnmatched(kernel)).toBe(1);
    expect((await readBack(ada, back.id)).status).toBe('in_transit');
    const [kept] = await done<{ id: string; version: number }[]>(admin.get('/incoming-events?filter={"returnRef":"serial:ON-NO-RETURN"}'));
    expect(await done(admin.post(`/incoming-events/${kept?.id}/replay`, { version: kept?.version }))).toMatchObject({ disposition: 'quarantined', because: 'no return awaits this serial' });
  });

  it('is refused where it has its own command, has not happened yet, or was told already', async () => {
    const { back } = await labelled();
    const once = fact({ returnId: back.id });
    expect(await send(fact({ returnId: back.id, fact: 'waived' }), fact({ returnId: back.id, occurredAt: '2026-03-11T00:00:00Z' }), fact({ returnId: 'nothing' }), once, fact({ returnId: back.id }), once)).toEqual([
      ['quarantined', expect.stringContaining('waive the return')], ['quarantined', expect.stringContaining('occurredAt')], ['quarantined', 'there is no return of this returnId'], ['applied', null], ['applied', 'it was known already'], ['duplicate', null],
    ]);
    expect((await readBack(ada, back.id)).status).toBe('in_transit');
  });

  it('in any order leaves the same return', async () => {
    const facts = ['first_scan', 'in_transit', 'exception', 'delivered', 'received', 'inspected'] as const;
    const standings = [];
    for (const order of [[...facts], facts.toReversed(), [facts[3], facts[0], facts[5], facts[1], facts[4], facts[2]]]) {
      const { back, trackingNumber } = await labelled();
      await send(...order.map((name) => fact({ trackingNumber, fact: name, ...(name === 'exception' ? { cause: 'address' } : {}) })));
      const { status, complete, owed, flags, mismatches } = await readBack(ada, back.id);
      standings.push({ status, complete, owed, flags, mismatches });
    }
    expect(standings[1]).toEqual(standings[0]);
    expect(standings[2]).toEqual(standings[0]);
  });
});

describe('An attestation that comes as an event', () => {
  const signed = (data: Record<string, unknown>) => eventAt('attestation.signed', { meaning: 'wiped', signer: { name: 'Priya Nair', title: 'IT manager', email: 'priya@customer.example' }, consent: true, ...data }, AT);

  it('is kept as one, captured by the event', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    expect(await send(signed({ serial, devices: [{ serial, sanitisation: WIPED }] }))).toEqual([['applied', null]]);
    expect(await done<Attestation[]>(ada.get(`/attestations?filter={"returnId":"${back.id}"}`))).toMatchObject([{ capture: 'event', status: 'signed', signedAt: AT }]);
    expect((await readBack(ada, back.id)).facts.at(-1)).toMatchObject({ fact: 'attested', source: 'event' });
  });

  it('without consent, for another device, or as if it came another way, is quarantined and leaves nothing', async () => {
    const { back, serial } = await makeReturn(desk, ada);
    const devices = [{ serial, sanitisation: WIPED }];
    expect(await send(signed({ returnId: back.id, devices, consent: false }), signed({ returnId: back.id, devices: [{ serial: 'SOMEBODY-ELSES', sanitisation: WIPED }] }), signed({ returnId: back.id, devices, capture: 'portal' }))).toEqual([
      ['quarantined', expect.stringContaining('consent')], ['quarantined', expect.stringContaining('not on this return')], ['quarantined', expect.stringContaining('capture')],
    ]);
    expect(await done<object[]>(ada.get(`/attestations?filter={"returnId":"${back.id}"}`))).toEqual([]);
  });
});
