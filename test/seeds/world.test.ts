import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../db/store.ts';
import { seedReference } from '../../seeds/reference.ts';
import { addDays } from '../../server/domain/days.ts';
import { checkCalendar } from '../../server/domain/working-time.ts';
import { AGEING_BUCKETS, ageingOf } from '../../server/domain/return-standing.ts';
import { MISMATCHES } from '../../server/domain/returns.ts';
import { ATTESTATION_STATUSES, CAPTURES } from '../../server/domain/words.ts';
import { deskRound } from '../../server/jobs/desk.ts';
import { checkAttestations } from '../../server/returns/verify.ts';
import { booksBalance, journeysAreLegal, returnsFollowTheirFacts, strictRate, timelinesAreLegal, touchesAreAudited } from './laws.ts';
import { filesInMemory } from '../support/files.ts';
import { digestOf, forgetWorlds, grouped, makeWorld, NOW, readWorld, SMALL, TODAY, type World } from './worlds.ts';

const OPEN = ['waiting', 'claimed', 'paused', 'handed_back'];
const openOf = (world: World) => world.escalations.filter((row) => OPEN.includes(row.status));

afterAll(forgetWorlds);

describe('the demo world of ordinary size', () => {
  let store: Store;
  let world: World;
  const files = filesInMemory();

  beforeAll(async () => {
    store = await makeWorld({ size: { accounts: 400, upgrades: 3_500 }, files });
    world = await readWorld(store);
  }, 180_000);
  afterAll(() => store.close());

  test('has about as many of everything as was asked for', () => {
    expect(world.accounts.length).toBe(400);
    expect(world.upgrades.length).toBe(3_500);
    const counting = world.subscriptions.filter((row) => row.countsUntil === null).length;
    expect(counting).toBeGreaterThan(2_700);
    expect(counting).toBeLessThan(3_400);
    for (const status of ['draft', 'placed', 'fulfilling', 'awaiting_return', 'awaiting_attestation', 'completed', 'cancelled', 'abandoned']) expect(world.upgrades.some((row) => row.status === status), status).toBe(true);
  });

  test('lets every history keep the rules', () => {
    booksBalance(world);
    journeysAreLegal(world);
    timelinesAreLegal(world);
    returnsFollowTheirFacts(world);
    touchesAreAudited(world, addDays(TODAY, -44));
  });

  test('has sixty open escalations in every state, at most one for an upgrade', () => {
    const open = openOf(world);
    const counts = Object.fromEntries(OPEN.map((status) => [status, open.filter((row) => row.status === status).length]));
    expect(counts).toEqual({ waiting: 34, claimed: 10, paused: 7, handed_back: 9 });
    for (const [upgrade, rows] of grouped(open, (row) => row.upgradeId ?? row.id)) expect(rows.length, upgrade).toBe(1);
    expect(new Set(open.map((row) => row.priority)).size).toBe(4);
    expect(new Set(open.flatMap((row) => row.pauseReason ?? [])).size).toBe(5);
    expect(open.filter((row) => row.timesEscalated > 1).length).toBeGreaterThanOrEqual(5);
    expect(open.filter((row) => row.upgradeId === null).length).toBe(3);
    expect(new Set(open.map((row) => row.region)).size).toBeGreaterThanOrEqual(5);
    for (const row of open.filter((one) => one.status === 'claimed')) expect((row.leaseUntil ?? '') > NOW).toBe(true);
    for (const row of open.filter((one) => one.status === 'paused')) expect((row.pausedUntil ?? '') > NOW).toBe(true);
  });

  test('has some that are late, some due within the hour, and some that are their owner\'s alone still', () => {
    const waiting = openOf(world).filter((row) => row.status === 'waiting');
    const inAnHour = new Date(Date.parse(NOW) + 3_600_000).toISOString();
    expect(waiting.filter((row) => row.firstResponseDueAt < NOW).length).toBeGreaterThanOrEqual(6);
    expect(waiting.filter((row) => row.firstResponseDueAt >= NOW && row.firstResponseDueAt < inAnHour).length).toBeGreaterThanOrEqual(3);
    expect(waiting.filter((row) => row.firstResponseDueAt > inAnHour).length).toBeGreaterThanOrEqual(8);
    expect(waiting.filter((row) => row.offeredAt > NOW).length).toBeGreaterThanOrEqual(3);
  });

  test('gives the first demo account manager drafts that can be worked at every step', () => {
    const am = world.users.find((user) => user.email === 'am@demo.example');
    const mine = openOf(world).filter((row) => row.status === 'waiting' && row.ownerId === am?.id && row.upgradeId !== null);
    const drafts = world.upgrades.filter((row) => row.status === 'draft' && mine.some((one) => one.upgradeId === row.id));
    expect(drafts.length).toBeGreaterThanOrEqual(6);
    expect(new Set(drafts.map((row) => row.step))).toEqual(new Set(['entry', 'options', 'configure', 'review', 'payment']));
    const counting = new Set(world.subscriptions.filter((row) => row.countsUntil === null).map((row) => row.id));
    for (const draft of drafts) {
      const lines = world.lines.filter((line) => line.upgradeId === draft.id);
      expect(draft.pathId).not.toBeNull();
      expect(lines.some((line) => line.side === 'after')).toBe(true);
      for (const line of lines.filter((one) => one.side === 'before')) expect(counting.has(line.subscriptionId ?? '')).toBe(true);
    }
  });

  test('has a dozen returns in every open status, each with one device to come back', () => {
    for (const status of ['authorised', 'label_issued', 'in_transit', 'delivered', 'received', 'inspected']) {
      expect(world.returns.filter((row) => row.status === status && !row.complete && row.disposition === 'return').length, status).toBeGreaterThanOrEqual(12);
    }
    expect(new Set(world.returns.map((row) => row.status)).size).toBe(8);
    expect(world.returns.some((row) => !row.complete && row.dueOn < TODAY)).toBe(true);
  });

  test('has every contradiction, some of them settled, returns overdue in every bucket, and attestations of every status and way that follow each other, most of them with a certificate', async () => {
    const owed = world.returns.filter((row) => !row.complete);
    for (const code of MISMATCHES) expect(world.returns.filter((row) => row.mismatches?.some((one) => one.code === code)).length, code).toBeGreaterThanOrEqual(1);
    for (const bucket of AGEING_BUCKETS) expect(owed.filter((row) => ageingOf(row.dueOn, row.owed, TODAY)?.bucket === bucket).length, bucket).toBeGreaterThanOrEqual(3);
    expect(await checkAttestations({ db: store.read, t: store.t })).toMatchObject({ length: world.attestations.length, erased: 0, faults: [] });
    for (const status of ATTESTATION_STATUSES) expect(world.attestations.filter((row) => row.status === status).length, status).toBeGreaterThanOrEqual({ signed: 11, verified: 11, rejected: 3, superseded: 3 }[status]);
    for (const capture of CAPTURES) expect(world.attestations.filter((row) => row.capture === capture).length, capture).toBeGreaterThanOrEqual(3);
    for (const row of world.attestations.filter(({ status }) => status === 'superseded')) expect(world.attestations.find(({ id }) => id === row.supersededById)).toMatchObject({ returnId: row.returnId });
    const evidence = grouped(world.evidenceFiles, (row) => row.returnId);
    for (const { returnId } of world.attestations.filter(({ capture }) => capture === 'on_behalf')) expect(evidence.get(returnId)).toHaveLength(1);
    for (const { sha256 } of world.evidenceFiles) expect(await files.open(sha256)).not.toBeNull();
    const settled = world.returnActs.filter(({ act }) => act === 'settled');
    expect(settled.length).toBeGreaterThanOrEqual(1);
    for (const { returnId, detail } of settled) expect(world.returns.find(({ id }) => id === returnId)?.mismatches?.map(({ code }) => code)).not.toContain(detail['code']);
    expect(world.returnFacts.filter(({ fact, attestationId }) => fact === 'certificate' && attestationId !== null).length).toBeGreaterThan(5);
  });

  test('has a strict rate that rises, to about 84% of late', () => {
    const late = strictRate(world, addDays(TODAY, -56), TODAY);
    expect(late.of).toBeGreaterThan(250);
    expect(late.rate).toBeGreaterThan(0.82);
    expect(late.rate).toBeLessThan(0.865);
    const quarters = [548, 411, 274, 137].map((days) => strictRate(world, addDays(TODAY, -days), addDays(TODAY, 137 - days)).rate);
    expect(quarters[0]).toBeLessThan(0.76);
    expect(quarters.toSorted((a, b) => a - b)).toEqual(quarters);
  });

  test('gives each demo account manager at least 15% of the accounts, among the others\'', () => {
    for (const email of ['am@demo.example', 'am2@demo.example']) {
      const id = world.users.find((user) => user.email === email)?.id;
      expect(world.accounts.filter((row) => row.managerId === id).length / world.accounts.length).toBeGreaterThanOrEqual(0.15);
    }
    const owners = world.accounts.toSorted((a, b) => Number(a.externalId?.slice(4)) - Number(b.externalId?.slice(4))).slice(0, 10).map((row) => row.managerId);
    expect(new Set(owners).size).toBe(8);
  });

  test('leaves the desk nothing to catch up with', async () => {
    expect(await deskRound({ store, clock: () => new Date(NOW) })).toBe(0);
  });

  test('goes on counting where its references end', () => {
    for (const { id, value } of world.counters) {
      const year = id.split(':')[1];
      const numbers = world.upgrades.filter((row) => row.reference.startsWith(`UP-${year}-`)).map((row) => Number(row.reference.split('-')[2]));
      expect(Math.max(...numbers)).toBe(value);
      expect(numbers.length).toBe(value);
    }
  });
});

describe('a demo world', () => {
  test('is the same again for the same seed, day and size, and another one for another seed', async () => {
    const stores = [await makeWorld(), await makeWorld(), await makeWorld({ seed: 2 })];
    const [first, again, other] = await Promise.all(stores.map(async (store) => digestOf(await readWorld(store))));
    for (const store of stores) await store.close();
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test.each(['2026-11-22T23:30:00.000Z', '2026-12-26T03:00:00.000Z', '2027-01-01T00:00:10.000Z', '2028-02-29T12:00:00.000Z'])('keeps the rules whenever it is made: %s', async (now) => {
    const store = await makeWorld({ today: now.slice(0, 10), now, size: SMALL });
    const world = await readWorld(store);
    booksBalance(world);
    journeysAreLegal(world);
    timelinesAreLegal(world);
    returnsFollowTheirFacts(world);
    const open = openOf(world);
    expect(new Set(open.map((row) => row.status))).toEqual(new Set(OPEN));
    expect(open.some((row) => row.firstRespondedAt === null && row.firstResponseDueAt < now)).toBe(true);
    expect(open.some((row) => row.firstRespondedAt === null && row.firstResponseDueAt > now)).toBe(true);
    expect(await deskRound({ store, clock: () => new Date(now) })).toBe(0);
    await store.close();
  });

  test('stands on reference data that can be put in twice', async () => {
    const store = await makeWorld();
    await seedReference(store);
    const calendars = await store.read.select().from(store.t.calendars);
    expect(calendars.length).toBe(6);
    for (const calendar of calendars) expect(checkCalendar(calendar)).toEqual([]);
    await store.close();
  });
});
