import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isComplete, mismatches, returnFlags, returnStatus, type ReturnFact, type ReturnPath } from '../../server/domain/returns.ts';
import { DISPOSITIONS, RETURN_FACTS, RETURN_STATUSES, type ReturnFactName } from '../../server/domain/words.ts';

const day = (date: string) => `2026-${date}T12:00:00.000Z`;
const fact = (name: ReturnFactName, date = '03-01', more: Partial<ReturnFact> = {}): ReturnFact => ({ fact: name, occurredAt: day(date), recordedAt: day(date), source: 'test', by: null, ...more });
const one = [{ serial: 'A1' }];
const two = [{ serial: 'A1' }, { serial: 'B2' }];
const sendBack: ReturnPath = { disposition: 'return', attestationRequired: false };
const attestToo: ReturnPath = { disposition: 'return', attestationRequired: true };
const keepDrive: ReturnPath = { disposition: 'keep_drive', attestationRequired: false };
const destroy: ReturnPath = { disposition: 'destroy_on_site', attestationRequired: false };

const anyFact: fc.Arbitrary<ReturnFact> = fc.record({
  name: fc.constantFrom(...RETURN_FACTS), happened: fc.integer({ min: 1, max: 28 }), late: fc.integer({ min: 0, max: 3 }), serial: fc.constantFrom(undefined, null, 'A1', 'b2', 'B2', 'Z9', ''), amountMinor: fc.constantFrom(undefined, 1, 500),
}).map(({ name, happened, late, serial, amountMinor }) => {
  const on = (n: number) => `2026-03-${String(n).padStart(2, '0')}T12:00:00.000Z`;
  return { fact: name, occurredAt: on(happened), recordedAt: on(happened + late), source: 'test', by: null, ...(serial === undefined ? {} : { serial }), ...(amountMinor !== undefined && name.startsWith('fee_') ? { amountMinor } : {}) };
});
const anyFacts = fc.array(anyFact, { maxLength: 14 });
const anyDevices = fc.constantFrom([], one, two);
const anyPath: fc.Arbitrary<ReturnPath> = fc.record({ disposition: fc.constantFrom(...DISPOSITIONS), attestationRequired: fc.boolean() });

describe('the status of a return is the highest rung that any fact reached', () => {
  it('a return of which nothing is known is authorised', () => {
    expect(returnStatus(one, [])).toBe('authorised');
    expect(returnStatus([], [])).toBe('authorised');
  });

  it('each rung follows from its facts, whenever they happened', () => {
    expect(returnStatus(one, [fact('label_issued')])).toBe('label_issued');
    expect(returnStatus(one, [fact('first_scan')])).toBe('in_transit');
    expect(returnStatus(one, [fact('received', '01-01'), fact('in_transit', '03-01')])).toBe('received');
    expect(returnStatus(one, [fact('inspected'), fact('delivered')])).toBe('inspected');
  });

  it('delivered is our dock and not yet received', () => {
    expect(returnStatus(one, [fact('delivered')])).toBe('delivered');
  });

  it('exceptions, statements and fees are no rungs', () => {
    expect(returnStatus(one, [fact('exception'), fact('attested'), fact('certificate'), fact('fee_charged'), fact('fee_refunded')])).toBe('authorised');
  });

  it('an end goes before every rung, and cancelled before waived', () => {
    expect(returnStatus(one, [fact('waived'), fact('inspected')])).toBe('waived');
    expect(returnStatus(one, [fact('cancelled'), fact('waived'), fact('inspected')])).toBe('cancelled');
  });

  it('several devices are as far as the last of them', () => {
    expect(returnStatus(two, [fact('in_transit'), fact('received', '03-02', { serial: 'A1' })])).toBe('in_transit');
    expect(returnStatus(two, [fact('waived', '03-02', { serial: 'A1' }), fact('label_issued')])).toBe('label_issued');
  });

  it('a device that is not on the return moves nothing', () => {
    expect(returnStatus(one, [fact('received', '03-02', { serial: 'Z9' })])).toBe('authorised');
  });

  it('a serial may be written in either case', () => {
    expect(returnStatus(one, [fact('received', '03-02', { serial: ' a1 ' })])).toBe('received');
  });

  it('one more fact never takes a return back', () => {
    fc.assert(fc.property(anyDevices, anyFacts, anyFact, (devices, facts, more) => {
      expect(RETURN_STATUSES.indexOf(returnStatus(devices, [...facts, more]))).toBeGreaterThanOrEqual(RETURN_STATUSES.indexOf(returnStatus(devices, facts)));
    }));
  });
});

describe('the order and the repetition of facts change nothing', () => {
  it('status, completeness, flags and mismatches are the same', () => {
    const shuffled = anyFacts.chain((facts) => fc.tuple(
      fc.constant(facts),
      fc.subarray(facts).chain((repeats) => fc.shuffledSubarray([...facts, ...repeats], { minLength: facts.length + repeats.length, maxLength: facts.length + repeats.length })),
    ));
    fc.assert(fc.property(anyDevices, anyPath, shuffled, fc.integer({ min: 1, max: 30 }), (devices, path, [facts, again], n) => {
      const at = { now: `2026-04-${String(n).padStart(2, '0')}T08:00:00.000Z`, dueOn: '2026-04-10', path };
      expect(returnStatus(devices, again)).toBe(returnStatus(devices, facts));
      expect(isComplete(devices, again, path)).toBe(isComplete(devices, facts, path));
      expect(returnFlags(devices, again, at)).toEqual(returnFlags(devices, facts, at));
      expect(mismatches(devices, again, path)).toEqual(mismatches(devices, facts, path));
      expect(returnStatus(devices.toReversed(), again)).toBe(returnStatus(devices, facts));
      expect(mismatches(devices.toReversed(), again, path)).toEqual(mismatches(devices, facts, path));
    }), { numRuns: 1000 });
  });
});

describe('flags say what is worrying about a return', () => {
  const at = (date: string, path = sendBack, dueOn = '2026-03-10') => ({ now: day(date), dueOn, path });

  it('it is overdue once its due day is over and the device has not reached our dock', () => {
    expect(returnFlags(one, [], at('03-10'))).toEqual([]);
    expect(returnFlags(one, [], at('03-11'))).toEqual(['overdue']);
    expect(returnFlags(one, [fact('delivered')], at('03-11'))).toEqual([]);
    expect(returnFlags(two, [fact('received', '03-02', { serial: 'A1' })], at('03-11'))).toEqual(['overdue']);
  });

  it('the due day ends where the policy says', () => {
    const late = { now: '2026-03-11T03:00:00.000Z', dueOn: '2026-03-10', path: sendBack };
    expect(returnFlags(one, [], { ...late, policy: { neverScannedDays: 7, quietDays: 10, zone: 'America/New_York' } })).toEqual([]);
    expect(returnFlags(one, [], late)).toEqual(['overdue']);
  });

  it('a statement that the path asks for is owed as well', () => {
    expect(returnFlags(one, [fact('received')], at('03-11', attestToo))).toEqual(['overdue']);
    expect(returnFlags(one, [fact('received'), fact('attested')], at('03-11', attestToo))).toEqual([]);
  });

  it('a label that no carrier scanned for seven days is never scanned', () => {
    const due = '2026-12-31';
    expect(returnFlags(one, [fact('label_issued', '03-01')], at('03-07', sendBack, due))).toEqual([]);
    expect(returnFlags(one, [fact('label_issued', '03-01')], at('03-08', sendBack, due))).toEqual(['never_scanned']);
    expect(returnFlags(one, [fact('label_issued', '03-01'), fact('label_issued', '03-05')], at('03-08', sendBack, due))).toEqual([]);
    expect(returnFlags(one, [fact('label_issued', '03-01'), fact('first_scan', '03-02')], at('03-08', sendBack, due))).toEqual([]);
  });

  it('a shipment without news for ten days is quiet', () => {
    const due = '2026-12-31';
    const moving = [fact('first_scan', '03-01'), fact('in_transit', '03-05')];
    expect(returnFlags(one, moving, at('03-14', sendBack, due))).toEqual([]);
    expect(returnFlags(one, moving, at('03-15', sendBack, due))).toEqual(['quiet']);
    expect(returnFlags(one, [...moving, fact('exception', '03-10', { cause: 'return to sender' })], at('03-15', sendBack, due))).toEqual([]);
    expect(returnFlags(one, [...moving, fact('delivered', '03-06')], at('03-30', sendBack, due))).toEqual([]);
  });

  it('an ended return worries nobody', () => {
    expect(returnFlags(one, [fact('label_issued', '01-01'), fact('waived')], at('06-01'))).toEqual([]);
  });
});

describe('contradictions name who moves next', () => {
  const codes = (facts: ReturnFact[], devices = one, path = sendBack) => mismatches(devices, facts, path).map(({ code, nextMover }) => `${code}: ${nextMover}`);

  it('a return as it should be has none', () => {
    expect(codes([fact('authorised'), fact('label_issued'), fact('first_scan'), fact('delivered'), fact('received', '03-05', { serial: 'A1' }), fact('attested'), fact('certificate', '03-09', { serial: 'A1' })])).toEqual([]);
  });

  it('stated to be on its way, and no carrier ever saw it', () => {
    expect(codes([fact('attested'), fact('label_issued')])).toEqual(['attested_never_scanned: customer']);
    expect(codes([fact('attested'), fact('in_transit')])).toEqual([]);
    expect(codes([fact('attested')], one, destroy)).toEqual([]);
  });

  it('another device came than was awaited', () => {
    expect(codes([fact('received', '03-02', { serial: 'Z9' })])).toEqual(['wrong_serial: warehouse']);
    for (const seen of ['first_scan', 'exception', 'delivered', 'inspected'] as const) expect(codes([fact(seen, '03-02', { serial: 'Z9' })]), seen).toEqual(['wrong_serial: warehouse']);
    // The right one settles it when it comes after it, not when it was here before.
    expect(codes([fact('received', '03-02', { serial: 'Z9' }), fact('received', '03-05', { serial: 'A1' })])).toEqual([]);
    expect(codes([fact('received', '03-02', { serial: 'A1' }), fact('received', '03-05', { serial: 'Z9' })])).toEqual(['wrong_serial: warehouse']);
  });

  it('a certificate is about a device that is not on the return', () => {
    expect(codes([fact('certificate', '03-02', { serial: 'Z9' })])).toEqual(['certificate_for_other_device: customer']);
  });

  it('the fee was charged and the device came after all, until the fee is refunded', () => {
    const came = [fact('fee_charged', '03-20', { amountMinor: 500 }), fact('received', '03-25')];
    expect(codes(came)).toEqual(['fee_then_received: account_manager']);
    expect(codes([...came, fact('fee_refunded', '03-26')])).toEqual([]);
    // A cent of it settles nothing; in two parts it is given back as well.
    expect(codes([...came, fact('fee_refunded', '03-26', { amountMinor: 1 })])).toEqual(['fee_then_received: account_manager']);
    expect(codes([...came, fact('fee_refunded', '03-26', { amountMinor: 1 }), fact('fee_refunded', '03-27', { amountMinor: 499 })])).toEqual([]);
    // Charged once the receipt was known, it is for something else.
    expect(codes([fact('received', '03-20'), fact('fee_charged', '03-25', { amountMinor: 500 })])).toEqual([]);
    expect(codes([fact('fee_charged', '03-20', { serial: 'B2', amountMinor: 500 }), fact('received', '03-25', { serial: 'A1' })], two)).toEqual([]);
  });

  it('the device came although the return had ended', () => {
    expect(codes([fact('waived', '03-01'), fact('received', '03-25')])).toEqual(['received_after_end: account_manager']);
    expect(codes([fact('cancelled', '03-01'), fact('received', '03-25')])).toEqual(['received_after_end: account_manager']);
    for (const seen of ['in_transit', 'delivered', 'inspected'] as const) expect(codes([fact('waived', '03-01'), fact(seen, '03-25')]), seen).toEqual(['received_after_end: account_manager']);
    expect(codes([fact('received', '03-01'), fact('waived', '03-25')])).toEqual([]);
  });
});

describe('a return is complete when nothing is left to do for its path', () => {
  it('a device that goes back is inspected, and attested where the path asks for it', () => {
    expect(isComplete(one, [fact('received')], sendBack)).toBe(false);
    expect(isComplete(one, [fact('inspected')], sendBack)).toBe(true);
    expect(isComplete(one, [fact('inspected')], attestToo)).toBe(false);
    expect(isComplete(one, [fact('inspected'), fact('attested')], attestToo)).toBe(true);
  });

  it('who keeps the drive states so', () => {
    expect(isComplete(one, [fact('inspected')], keepDrive)).toBe(false);
    expect(isComplete(one, [fact('inspected'), fact('attested')], keepDrive)).toBe(true);
  });

  it('what is destroyed on site needs no journey, but a statement and a certificate', () => {
    expect(isComplete(one, [fact('attested')], destroy)).toBe(false);
    expect(isComplete(one, [fact('attested'), fact('certificate')], destroy)).toBe(true);
  });

  it('every device counts, and an ended one asks for nothing', () => {
    expect(isComplete(two, [fact('inspected', '03-02', { serial: 'A1' })], sendBack)).toBe(false);
    expect(isComplete(two, [fact('inspected', '03-02', { serial: 'A1' }), fact('waived', '03-03', { serial: 'B2' })], sendBack)).toBe(true);
    expect(isComplete(two, [fact('cancelled')], attestToo)).toBe(true);
  });
});
