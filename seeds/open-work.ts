import { addDays } from '../server/domain/days.ts';
import type { Step } from '../server/domain/words.ts';
import { addWorkingMinutes, type WorkingCalendar } from '../server/domain/working-time.ts';
import { DESK } from '../server/domain/escalation.ts';
import { recordActs, type Story } from './accounts.ts';
import { nameOfProduct } from './catalogue.ts';
import { askAgain, handBack, keepCase, message, move, note, openCase, scoreOf, type Case, type Opening, type Stakes } from './escalations.ts';
import type { OpenCase } from './open-cases.ts';
import { DEALING, type Person } from './people.ts';
import { calendarIn, dayOf, HOUR, iso, MINUTE, personOf } from './setting.ts';
import { answerTo, greeting, noteOf, reasonToGiveBack } from './texts.ts';

/**
 * From when a target of so many working minutes falls due at an instant, or as near to it as the calendar lets it: what is meant to be late is
 * late, and what is meant to be ahead is ahead, on a Sunday too.
 */
export function startFor(calendar: WorkingCalendar, minutes: number, due: number, now: number, earliest: number, latest: number): number {
  const dueFrom = (at: number) => Date.parse(addWorkingMinutes(calendar, iso(at), minutes));
  const ahead = due > now;
  const search = (isEnough: (at: number) => boolean): number => {
    let [low, high] = [Math.ceil(earliest / MINUTE), Math.floor(latest / MINUTE)];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (isEnough(middle * MINUTE)) high = middle;
      else low = middle + 1;
    }
    return low * MINUTE;
  };
  // The latest start whose due time is not past the wanted one; where that is not ahead of now and should be, the first that is.
  const past = search((at) => dueFrom(at) > due);
  const wanted = dueFrom(past) > due && past > earliest + MINUTE ? past - MINUTE : past;
  return ahead && dueFrom(wanted) <= now ? search((at) => dueFrom(at) > now) : wanted;
}

export type Ground = {
  recipe: OpenCase;
  opening: Pick<Opening, 'upgrade' | 'step' | 'blanks'>;
  stakes: (at: number) => Stakes;
  /** Nothing of it happened before. */
  earliest: number;
};

/** When the customer called, so that everything the recipe says holds at this moment. */
export function openedAt(story: Story, { recipe, opening, stakes, earliest }: Ground): number {
  const { random, account, setting } = story;
  const now = setting.nowMs;
  if (recipe.fresh) return now - random.between(3, 9) * MINUTE;
  if (recipe.state !== 'waiting') return Math.max(earliest, now - (recipe.since ?? 0) * MINUTE - random.between(0.4, 9) * HOUR);
  const band = recipe.override ?? scoreOf(stakes(now), opening.step, recipe.times ?? 1, now).band;
  const { firstResponseMinutes } = setting.policy.targets[band];
  const latest = now - random.between(4, Math.min(150, firstResponseMinutes * 0.6)) * MINUTE;
  return startFor(calendarIn(account.region), firstResponseMinutes, now + (recipe.dueIn ?? 0) * MINUTE, now, earliest, latest);
}

/** Opens the escalation of a recipe and brings it to where it is now, move by move. `since` is when the present round of it began. */
export function layOut(story: Story, ground: Ground, since: number): Case {
  const { random, setting, profile } = story;
  const { recipe, opening, earliest } = ground;
  const rounds = (recipe.times ?? 1) - 1;
  const begun = rounds === 0 ? since : Math.max(earliest, since - rounds * random.between(20, 34) * HOUR);
  const byPhone = recipe.kind === null;
  const made = openCase(story, {
    ...opening, at: begun, cause: recipe.cause, channel: byPhone ? 'phone' : recipe.cause === 'card_by_phone' && random.chance(0.5) ? 'email' : 'portal', ...(byPhone ? { loggedBy: personOf(setting, 'june') } : {}),
    timesEscalated: 1, stakes: ground.stakes(begun),
  });
  for (let round = 0; round < rounds; round += 1) {
    const from = begun + ((since - begun) * round) / rounds;
    const to = begun + ((since - begun) * (round + 1)) / rounds;
    inVain(made, from, to, profile.manager.away ? personOf(setting, 'tomasz') : profile.manager, opening.step ?? 'entry');
  }
  if (recipe.state === 'waiting') waiting(made, recipe, since);
  else taken(made, recipe, since);
  return made;
}

/** A round that did not help: taken, answered, handed back, and asked again. */
function inVain(made: Case, from: number, to: number, by: Person, step: Step): void {
  const at = (share: number) => from + (to - from) * share;
  move(made, at(0.05), by, { name: 'claim' });
  message(made, at(0.055), by, greeting(made.story.random));
  handBack(made, at(0.06), by, step, answerTo(made.story.random, made.cause));
  askAgain(made, to);
}

function waiting(made: Case, recipe: OpenCase, since: number): void {
  const { story, row } = made;
  const { random, setting, profile } = story;
  const now = setting.nowMs;
  const at = (share: number) => since + (now - since) * share;
  const others = DEALING.map((key) => personOf(setting, key)).filter((person) => person !== profile.manager && !person.away);
  if (recipe.override) {
    const reason = recipe.override === 'urgent' ? 'Their servers move on Friday: it has to be done before.' : 'They are on holiday until the end of next week.';
    move(made, at(0.3), profile.manager, { name: 'set-priority', band: recipe.override, reason }, { kind: 'event', verb: 'set-priority', text: reason, detail: { band: recipe.override } });
  }
  if (recipe.before === 'declined') {
    const by = random.pick(others);
    const reason = reasonToGiveBack(random);
    move(made, at(0.5), by, { name: 'decline', reason }, { kind: 'event', verb: 'decline', text: reason });
    made.declines.push({ id: random.id(at(0.5)), escalationId: row.id, userId: by.id, until: iso(at(0.5) + setting.policy.declineHours * HOUR) });
  }
  if (recipe.before === 'released' || recipe.before === 'lease-ended') {
    const by = random.pick(others);
    move(made, at(0.1), by, { name: 'claim' });
    const ends = Date.parse(row.leaseUntil ?? iso(now));
    const reason = reasonToGiveBack(random);
    if (recipe.before === 'lease-ended' && ends < now) move(made, ends, DESK, { name: 'lease-ended' });
    else move(made, at(0.2), by, { name: 'release', reason }, { kind: 'event', verb: 'release', text: reason });
  }
  if (!recipe.fresh && random.chance(0.3)) note(made, at(0.8), profile.manager, noteOf(random));
}

const SHORTEST_LEASE = 25 * MINUTE;

function taken(made: Case, recipe: OpenCase, since: number): void {
  const { story, row } = made;
  const { random, setting } = story;
  const now = setting.nowMs;
  const by = personOf(setting, recipe.holder ?? 'am');
  const there = now - (recipe.since ?? 10) * MINUTE;
  const claimAt = recipe.state === 'claimed' ? there : Math.max(since + (there - since) * 0.5, there - random.between(12, 40) * MINUTE);
  const at = (share: number) => claimAt + ((recipe.state === 'claimed' ? now : there) - claimAt) * share;
  move(made, claimAt, by, { name: 'claim' });
  if (random.chance(0.5)) note(made, at(0.2), by, noteOf(random));
  if (recipe.answered || recipe.state === 'handed_back') message(made, at(0.4), by, greeting(random));
  if (recipe.state === 'claimed' && Date.parse(row.leaseUntil ?? '') < now + SHORTEST_LEASE) message(made, at(0.9), by, greeting(random));
  if (recipe.state === 'paused') {
    const until = iso(Math.ceil((now + random.between(4, 70) * HOUR) / (15 * MINUTE)) * 15 * MINUTE);
    const reason = recipe.pause ?? 'waiting_for_customer';
    move(made, there, by, { name: 'pause', reason, until }, { kind: 'event', verb: 'pause', detail: { reason, until } });
  }
  if (recipe.state === 'handed_back') handBack(made, there, by, made.row.step ?? 'entry', answerTo(random, made.cause));
}

/** A call about no upgrade, logged by a colleague who picked up the phone. */
export function tellCall(story: Story, recipe: OpenCase): void {
  const { account, rows, slots } = story;
  const ends = rows.subscriptions.flatMap((line) => (line.countsUntil === null && line.endsOn !== null ? [line.endsOn] : [])).sort();
  const stakes = (at: number): Stakes => {
    const open = rows.returns.filter((one) => !one.complete);
    const arr = rows.subscriptions.reduce((sum, line) => (line.countsUntil === null ? sum + line.reportingArrMinor : sum), 0);
    return { arrAtStakeMinor: arr, termEndsOn: ends.find((day) => day >= addDays(dayOf(at), -30)) ?? null, returnOutstanding: open.length > 0, returnOverdue: open.some((one) => one.dueOn < dayOf(at)) };
  };
  const has = slots.find(({ line }) => line !== null)?.line?.product ?? '';
  const ground: Ground = { recipe, opening: { upgrade: null, step: null, blanks: { company: account.name, old: nameOfProduct(has), new: 'new appliance', price: 'that much' } }, stakes, earliest: story.setting.nowMs - 9 * 24 * HOUR };
  const made = layOut(story, ground, openedAt(story, ground));
  keepCase(made);
  recordActs(story, null, made.acts);
}
