import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReportPool } from '../../server/adoption/pool.ts';
import { openDesk, START, type Desk } from '../support/app.ts';

const TODAY = START.slice(0, 10);
const question = (from: string) => ({ window: { from, to: TODAY }, cuts: {}, filter: {}, today: TODAY });
const SUMMARY = question('2026-01-01');

let desk: Desk;
let pool: ReportPool;
beforeAll(async () => {
  desk = await openDesk();
  pool = new ReportPool(desk.store.url);
});
afterAll(async () => {
  await pool.close();
  await desk.close();
});

describe('Reports that are read by workers', () => {
  it('that are asked for alike while all are busy are read once for everybody', async () => {
    const [busy, alsoBusy, third, fourth, other] = await Promise.all([pool.run('summary', question('2026-01-02')), pool.run('summary', question('2026-01-03')), pool.run('summary', SUMMARY), pool.run('summary', SUMMARY), pool.run('summary', question('2026-01-04'))]);
    expect(third).toMatchObject({ window: SUMMARY.window, definitions: { strict: { rate: null } } });
    expect(fourth).toBe(third);
    expect([busy, alsoBusy, other]).toMatchObject(['2026-01-02', '2026-01-03', '2026-01-04'].map((from) => ({ window: { from } })));
  });

  it('tell whoever asked when they fail, and the next is read as ever', async () => {
    await expect(pool.run('horoscope', SUMMARY)).rejects.toThrow(/there is no report horoscope/);
    expect(await pool.run('summary', SUMMARY)).toMatchObject({ window: SUMMARY.window });
  });

  it('turn people away when too many wait, and say when to come again', async () => {
    const crowd = new ReportPool(desk.store.url);
    const asked = Promise.allSettled(Array.from({ length: 230 }, (_one, index) => crowd.run('summary', { ...SUMMARY, today: `${2000 + index}-01-01` })));
    await crowd.close();
    const reasons = (await asked).flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
    const [away, stopped] = [reasons.filter((reason) => 'status' in reason), reasons.filter((reason) => !('status' in reason))];
    expect(away.length).toBeGreaterThan(20);
    for (const reason of away) expect(reason).toMatchObject({ status: 429, extra: { headers: { 'retry-after': '5' } } });
    expect(stopped.length, 'who still waits when the desk stops is told so').toBeGreaterThan(100);
    for (const reason of stopped) expect(String(reason)).toMatch(/the desk is stopping|its worker stopped/);
    await expect(crowd.run('summary', SUMMARY)).rejects.toThrow(/any more/);
  });
});
