import { expect } from 'vitest';
import { addDays } from '../../server/domain/days.ts';
import { MOVES, type MoveName } from '../../server/domain/escalation.ts';
import { findCard } from '../../server/domain/payment-cards.ts';
import type { ReturnFact } from '../../server/domain/returns.ts';
import { standingOf } from '../../server/domain/return-standing.ts';
import { JOURNEY, STATUS_AT } from '../../server/domain/upgrade.ts';
import { keptStanding } from '../../server/returns/commands.ts';
import { knownFact, settledOf } from '../../server/returns/read.ts';
import { grouped, type World } from './worlds.ts';

const sum = (rows: readonly { reportingArrMinor: number }[]): number => rows.reduce((total, row) => total + row.reportingArrMinor, 0);

/** For every order the lines before left the books and the lines after entered them, on the day it took effect; nothing else opened or closed a line. */
export function booksBalance(world: World): void {
  const subscriptions = new Map(world.subscriptions.map((row) => [row.id, row]));
  const lines = grouped(world.lines, (line) => line.upgradeId);
  const closedBy = new Map<string, string>();
  const openedBy = new Map<string, string>();
  for (const upgrade of world.upgrades) {
    const own = lines.get(upgrade.id) ?? [];
    const [before, after] = [own.filter((line) => line.side === 'before'), own.filter((line) => line.side === 'after')];
    expect([upgrade.beforeArrMinor, upgrade.afterArrMinor]).toEqual([sum(before), sum(after)]);
    if (upgrade.placedAt === null) {
      expect(after.every((line) => line.subscriptionId === null)).toBe(true);
      continue;
    }
    expect(after.length).toBeGreaterThan(0);
    const isTaken = upgrade.status === 'cancelled';
    for (const line of after) {
      const opened = subscriptions.get(line.subscriptionId ?? '');
      expect(opened).toMatchObject({ upgradeId: upgrade.id, countsFrom: upgrade.effectiveOn, product: line.product, quantity: line.quantity, arrMinor: line.arrMinor, reportingArrMinor: line.reportingArrMinor, accountId: upgrade.accountId });
      if (isTaken) expect(opened).toMatchObject({ status: 'ended', countsUntil: upgrade.effectiveOn });
      openedBy.set(opened?.id ?? '', upgrade.id);
    }
    const replaced = new Set(after.flatMap((line) => line.replaces));
    for (const line of before) {
      const old = subscriptions.get(line.subscriptionId ?? '');
      expect(line.line).toBe(old?.id);
      if (isTaken) continue;
      expect(closedBy.has(old?.id ?? '')).toBe(false);
      closedBy.set(old?.id ?? '', upgrade.id);
      expect(old).toMatchObject({ countsUntil: upgrade.effectiveOn, status: replaced.has(line.line) ? 'replaced' : 'ended', accountId: upgrade.accountId });
    }
  }
  for (const row of world.subscriptions) {
    expect(row.countsUntil === null).toBe(row.status === 'active' || row.status === 'expired');
    if (row.countsUntil !== null) expect(row.countsFrom <= row.countsUntil).toBe(true);
    expect(openedBy.has(row.id)).toBe(row.upgradeId !== null);
    // What no order closed lapsed the day after its end, or never counted.
    if (row.countsUntil !== null && !closedBy.has(row.id)) expect([row.endsOn === null ? null : addDays(row.endsOn, 1), row.countsFrom]).toContain(row.countsUntil);
    expect(row.arrMinor).toBe(row.unitArrMinor * row.quantity);
  }
  const byAccount = grouped(world.subscriptions, (row) => row.accountId);
  for (const account of world.accounts) {
    const own = byAccount.get(account.id) ?? [];
    expect(account.reportingArrMinor).toBe(sum(own.filter((row) => row.countsUntil === null)));
    for (const row of own) expect(row.startsOn >= account.customerSince).toBe(true);
  }
}

/** Every step follows the one before along a row of the journey's table, and the upgrade stands where its last step says. */
export function journeysAreLegal(world: World): void {
  const steps = grouped(world.steps, (step) => step.upgradeId);
  for (const upgrade of world.upgrades) {
    const own = steps.get(upgrade.id) ?? [];
    expect(own[0]?.step).toBe(upgrade.startedBy === 'staff' ? 'configure' : 'entry');
    for (const [index, step] of own.slice(1).entries()) {
      const row = JOURNEY.find((one) => one.from === own[index]?.step && one.to === step.step);
      expect(row?.may, `${own[index]?.step} to ${step.step}`).toContain(step.by);
    }
    expect(upgrade.step).toBe(own.at(-1)?.step);
    if (!['cancelled', 'abandoned'].includes(upgrade.status)) expect(upgrade.status).toBe(STATUS_AT[upgrade.step]);
    expect(upgrade.placedAt).toBe(own.find((step) => step.step === 'placed')?.startedAt ?? null);
    expect(upgrade.completedAt).toBe(own.find((step) => step.step === 'completed')?.startedAt ?? null);
  }
}

/** Each timeline, played through the table of moves, ends in the state that the escalation has. */
export function timelinesAreLegal(world: World): void {
  const timelines = grouped(world.timeline, (row) => row.escalationId);
  for (const escalation of world.escalations) {
    const own = timelines.get(escalation.id) ?? [];
    expect(own[0]).toMatchObject({ kind: 'customer', verb: 'log', at: escalation.openedAt });
    let status: string = 'waiting';
    for (const { kind, verb, text, at } of own) {
      expect(findCard(text)).toBeNull();
      expect(at >= escalation.openedAt).toBe(true);
      const name = kind === 'message' || kind === 'note' ? kind : verb;
      if (name === null || !(name in MOVES) || kind === 'customer') continue;
      const { from, to } = MOVES[name as MoveName];
      // What is said with a hand-back stands beside it.
      if (kind !== 'message') expect(from as readonly string[], `${name} of what is ${status}`).toContain(status);
      if (to !== 'same') status = to;
    }
    expect(status).toBe(escalation.status);
    expect(escalation.scoreParts.reduce((total, part) => total + part.points, 0)).toBe(escalation.score);
    expect(escalation.closedAt === null).toBe(['waiting', 'claimed', 'paused', 'handed_back'].includes(escalation.status));
  }
}

/** What is kept of a return is what its facts say. */
export function returnsFollowTheirFacts(world: World): void {
  const devices = grouped(world.returnDevices, (row) => row.returnId);
  const facts = grouped(world.returnFacts, (row) => row.returnId);
  const acts = grouped(world.returnActs, (row) => row.returnId);
  const statuses = new Map(world.attestations.map(({ id, status }) => [id, status]));
  const upgrades = new Map(world.upgrades.map((row) => [row.id, row]));
  const paths = new Map(world.paths.map((row) => [row.id, row]));
  for (const row of world.returns) {
    const [own, told] = [devices.get(row.id) ?? [], (facts.get(row.id) ?? []).map((fact): ReturnFact => knownFact(fact, statuses.get(fact.attestationId ?? '') ?? null))];
    const path = paths.get(upgrades.get(row.upgradeId)?.pathId ?? '');
    expect(own.length).toBe(1);
    expect(row).toMatchObject(keptStanding(standingOf(own, told, { disposition: row.disposition, attestationRequired: path?.attestationRequired ?? false }, settledOf(acts.get(row.id) ?? []))));
  }
}

/** The touches of recent upgrades, counted once more from the audit log. */
export function touchesAreAudited(world: World, since: string): void {
  const audit = grouped(world.audit, (row) => row.upgradeId ?? '');
  for (const upgrade of world.upgrades.filter((row) => row.startedAt >= since)) {
    const own = (audit.get(upgrade.id) ?? []).filter((row) => row.actorId !== null);
    expect(upgrade.touches).toBe(own.filter((row) => row.touch === 'touch').length);
    expect(upgrade.shadowTouches).toBe(own.filter((row) => row.touch === 'shadow').length);
  }
  for (const upgrade of world.upgrades) {
    if (upgrade.startedBy === 'staff') expect(upgrade.motion).toBe('sales_led');
    if (upgrade.startedBy === 'system') expect(upgrade.motion).toBe('automatic');
    if (upgrade.motion === 'self_serve') expect(upgrade.touches).toBe(0);
  }
  const called = grouped(world.escalations, (row) => row.upgradeId ?? '');
  for (const upgrade of world.upgrades) expect(upgrade.timesEscalated).toBe(Math.max(0, ...(called.get(upgrade.id) ?? []).map((row) => row.timesEscalated)));
}

/** The strict rate: completed, begun by the customer, never escalated, never touched; automatic renewals stand beside. */
export function strictRate(world: World, from: string, to: string): { rate: number; of: number } {
  const completed = world.upgrades.filter((row) => row.completedAt !== null && row.motion !== 'automatic' && row.completedAt >= from && row.completedAt < to);
  const strict = completed.filter((row) => row.startedBy === 'customer' && row.timesEscalated === 0 && row.touches === 0);
  return { rate: strict.length / completed.length, of: completed.length };
}
