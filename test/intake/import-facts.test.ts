import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { imported, planned, type Row } from '../support/imports.ts';
import { listPath } from '../support/paths.ts';
import { makeReturn, readBack, told } from '../support/returns.ts';
import { done } from '../support/work.ts';

let desk: Desk;
let ada: Client;
let admin: Client;
beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.as('ada');
  admin = await desk.as('admin');
});
afterAll(() => desk.close());

const rowsOf = async (id: string) => ((await admin.get(listPath(`imports/${id}/rows`))).body as Row[]).map((row) => [row.line, row.outcome, row.reason]);

describe('A file of scans and dock receipts', () => {
  it('is recorded on the returns that its rows name, once, and what matches none is shown with its reason', async () => {
    const [first, second] = [await makeReturn(desk, ada), await makeReturn(desk, ada)];
    await done(told(ada, first.back, 'label_issued', { source: 'desk', trackingNumber: 'PW-CSV-1' }));
    const file = [
      'tracking_number,serial_number,status,scanned_at,provider,grade', 'pw-csv-1,,in_transit,2026-03-09 08:00,easypost,', `,${second.serial.toLowerCase()},received,2026-03-09 12:00,,`, `,${second.serial},inspected,2026-03-09 15:00,,B`,
      'PW-NOBODY,,delivered,2026-03-09 15:00,easypost,', 'pw-csv-1,,waived,2026-03-09 15:00,,', 'pw-csv-1,,received,2026-04-09 15:00,,', 'pw-csv-1,,pre_transit,2026-03-09 07:00,easypost,', ',,received,2026-03-09 15:00,,', 'pw-csv-1,,lost,2026-03-09 15:00,,',
    ].join('\n');
    const batch = await imported(desk, admin, 'return_facts', file);
    expect(batch).toMatchObject({ status: 'done', counts: { create: 3, skipped: 6 } });
    expect(await rowsOf(batch.id)).toEqual([
      [2, 'create', null], [3, 'create', null], [4, 'create', null], [5, 'skipped', 'unknown_return'], [6, 'skipped', 'bad_word'], [7, 'skipped', 'in_future'], [8, 'skipped', 'tells_nothing'], [9, 'skipped', 'missing_value'], [10, 'skipped', 'bad_word'],
    ]);
    expect(await readBack(ada, first.back.id)).toMatchObject({ status: 'in_transit', facts: expect.arrayContaining([expect.objectContaining({ fact: 'in_transit', source: 'carrier', occurredAt: '2026-03-09T08:00:00.000Z' })]) });
    expect(await readBack(ada, second.back.id)).toMatchObject({ status: 'inspected', facts: expect.arrayContaining([expect.objectContaining({ fact: 'inspected', grade: 'B', source: 'file' })]) });
    // What matched nothing is tried again by the same file, once there is something to match.
    await done(told(ada, second.back, 'label_issued', { source: 'desk', trackingNumber: 'PW-NOBODY' }));
    expect(await planned(desk, admin, 'return_facts', file)).toMatchObject({ counts: { create: 1, unchanged: 3, skipped: 5 } });
    expect((await admin.post(`/imports/${batch.id}/undo`, { version: batch.version })).body).toMatchObject({ status: 409, detail: expect.stringContaining('never taken back') });
  });
});
