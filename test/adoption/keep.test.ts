import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRows } from '../../db/many.ts';
import { adoptionRound } from '../../server/adoption/keep.ts';
import { COUNTERS } from '../../server/domain/adoption/journey.ts';
import { openDesk, type Client, type Desk } from '../support/app.ts';
import { done } from '../support/work.ts';

type Kept = { madeIn: string; month: string; low: number; high: number; actual: number | null; held: boolean | null };
type Revision = { month: string; figures: { asOf: string; numerator: number; denominator: number; rate: number | null }[] };
type Mail = { id: string; to: string; kind: string; subject: string; text: string; status: string };

let desk: Desk;
let ops: Client;
beforeAll(async () => {
  desk = await openDesk();
  ops = await desk.as('ops');
});
afterAll(() => desk.close());

const round = (): Promise<number> => adoptionRound({ store: desk.store, clock: () => new Date(desk.now()) }, desk.app.reports, 'https://desk.example');

/** A month of a hundred completed journeys, so many of them strict; counted as of all. */
const counted = (month: string, strict: number) => ({ id: `|${month}-15`, cut: '', month, day: `${month}-15`, ...Object.fromEntries(COUNTERS.map((counter) => [counter, 0])), completed: 100, strict }) as never;
const put = (...rows: [month: string, strict: number][]) => desk.store.write(async ({ db, t }) => {
  await insertRows(db, t.adoptionDays, rows.map(([month, strict]) => counted(month, strict)));
});
const correct = (month: string, strict: number) => desk.store.write(async ({ db, t }) => void (await db.update(t.adoptionDays).set({ strict }).where(and(eq(t.adoptionDays.cut, ''), eq(t.adoptionDays.day, `${month}-15`)))));
const kept = async () => (await done<{ kept: Kept[] }>(ops.get('/adoption/forecast'))).kept;
const revisions = async () => (await done<{ months: Revision[] }>(ops.get('/adoption/revisions'))).months;
const summaries = async () => done<Mail[]>((await desk.as('admin')).get('/outbox?filter={"kind":"weekly_summary"}&sort=["createdAt","ASC"]'));

describe('When a month begins', () => {
  it('what is foretold is kept once, and scored when its month is over', async () => {
    await put(...Array.from({ length: 13 }, (_month, index): [string, number] => [new Date(Date.UTC(2025, 1 + index, 1)).toISOString().slice(0, 7), 70 + index]));
    desk.at('2026-03-02T10:00:00.000Z');
    expect(await round()).toBeGreaterThan(0);
    expect(await round()).toBe(0);
    expect(await kept()).toMatchObject([{ madeIn: '2026-03', month: '2026-05', actual: null, held: null }]);
    const [forecast] = await kept();
    await put(['2026-03', 83], ['2026-04', 84], ['2026-05', Math.round(50 * ((forecast?.low ?? 0) + (forecast?.high ?? 0)))]);
    desk.at('2026-05-31T10:00:00.000Z');
    expect(await kept()).toMatchObject([{ month: '2026-05', actual: null }]);
    desk.at('2026-06-01T10:00:00.000Z');
    expect(await kept()).toMatchObject([{ month: '2026-05', held: true }]);
    await correct('2026-05', 20);
    expect(await kept()).toMatchObject([{ month: '2026-05', actual: 0.2, held: false }]);
    await round();
    expect(await kept()).toMatchObject([{ madeIn: '2026-06', month: '2026-08', held: null }, { madeIn: '2026-03' }]);
  });

  it('the figures of past months are kept, so that one sees how they have moved since', async () => {
    await correct('2026-04', 60);
    desk.at('2026-07-01T10:00:00.000Z');
    await round();
    const april = (await revisions()).find(({ month }) => month === '2026-04');
    expect(april?.figures).toEqual([
      { asOf: '2026-06', numerator: 84, denominator: 100, rate: 0.84 }, { asOf: '2026-07', numerator: 60, denominator: 100, rate: 0.6 }, { asOf: 'now', numerator: 60, denominator: 100, rate: 0.6 },
    ]);
  });

  it('a forecast is kept of each segment that has one, and of no other cut', async () => {
    expect((await done<{ kept: Kept[] }>(ops.get('/adoption/forecast?segment=smb'))).kept).toEqual([]);
    expect((await done<{ kept: Kept[] }>(ops.get('/adoption/forecast?kind=refresh'))).kept).toEqual([]);
  });
});

describe('On a Monday', () => {
  it('sales operations get the week by mail, once, before they begin', async () => {
    const before = (await summaries()).length;
    desk.at('2026-07-06T05:30:00.000Z');
    await round();
    expect(await summaries()).toHaveLength(before);
    desk.at('2026-07-06T06:00:00.000Z');
    await round();
    await round();
    const mails = (await summaries()).slice(before);
    expect(mails).toMatchObject([{ to: ops.staff.email, status: 'waiting' }]);
    const { text } = await done<Mail>((await desk.as('admin')).get(`/outbox/${mails[0]?.id}`));
    expect(text).toContain('2026-06-29 to 2026-07-05');
    expect(text).toContain('https://desk.example/adoption');
    desk.at('2026-07-09T09:00:00.000Z');
    await round();
    expect(await summaries()).toHaveLength(before + 1);
  });

  it('whoever has switched it off gets none, and a week that the desk was down for is told when it is up', async () => {
    const before = (await summaries()).length;
    expect((await ops.put('/profile', { preferences: { weeklySummary: false } })).status).toBe(200);
    desk.at('2026-07-13T09:00:00.000Z');
    await round();
    expect(await summaries()).toHaveLength(before);
    expect((await ops.put('/profile', { preferences: { weeklySummary: true } })).status).toBe(200);
    desk.at('2026-07-22T09:00:00.000Z');
    await round();
    expect(await summaries()).toHaveLength(before + 1);
  });
});
