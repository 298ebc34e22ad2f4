import { addWorkingMinutes } from '../server/domain/working-time.ts';
import { DESK } from '../server/domain/escalation.ts';
import { message, move, note, say, type Case } from './escalations.ts';
import { DEALING, type Person } from './people.ts';
import { HOUR, iso, MINUTE, personOf } from './setting.ts';
import { answerTo, greeting, noteOf, reasonToGiveBack } from './texts.ts';

/** Who has it now, and when they were last seen at it. */
export type Held = { by: Person; at: number };

/** Mostly the account's own manager; somebody else where they are away, or by chance. */
function someone({ story }: Case, not?: Person): Person {
  const { random, profile, setting } = story;
  if (!profile.manager.away && profile.manager !== not && random.chance(0.68)) return profile.manager;
  const others = DEALING.map((key) => personOf(setting, key)).filter((person) => person !== not && !person.away);
  return random.pick(others);
}

/** When somebody gets round to it: within the hour or two mostly, now and then the next day. */
function taken({ story }: Case, by: Person, from: number): number {
  const { random } = story;
  const minutes = random.chance(0.87) ? random.int(3, 140) : random.int(140, 700);
  return Date.parse(addWorkingMinutes(by.calendar, iso(from), minutes)) + random.int(0, 50_000);
}

/**
 * An escalation is taken, sometimes given back, handed on or left lying, and answered. Answers who has it then; null where the world ends
 * before that.
 */
export function workOn(made: Case, from: number, limit: number): Held | null {
  const { random } = made.story;
  let by = someone(made);
  let at = taken(made, by, from);
  if (at > limit) return null;
  move(made, at, by, { name: 'claim' });
  const detour = random.weighted([['none', 84], ['released', 6], ['transferred', 6], ['left', 4]] as const);
  if (detour === 'released') {
    at += random.between(4, 18) * MINUTE;
    const reason = reasonToGiveBack(random);
    move(made, at, by, { name: 'release', reason }, { kind: 'event', verb: 'release', text: reason });
  }
  if (detour === 'left') {
    at = Date.parse(made.row.leaseUntil ?? iso(at));
    if (at > limit) return null;
    move(made, at, DESK, { name: 'lease-ended' });
  }
  if (detour === 'released' || detour === 'left') {
    by = someone(made, by);
    at = taken(made, by, at);
    if (at > limit) return null;
    move(made, at, by, { name: 'claim' });
  }
  if (detour === 'transferred') {
    const to = someone(made, by);
    at += random.between(2, 14) * MINUTE;
    move(made, at, by, { name: 'transfer', to: { id: to.id, name: to.name } }, { kind: 'event', verb: 'transfer', detail: { to: to.name } });
    by = to;
  }
  if (random.chance(0.35)) note(made, (at += random.between(1, 6) * MINUTE), by, noteOf(random));
  message(made, (at += random.between(2, 14) * MINUTE), by, greeting(random));
  if (random.chance(0.16)) at = pause(made, by, at);
  return at > limit ? null : { by, at };
}

function pause(made: Case, by: Person, from: number): number {
  const { random } = made.story;
  const at = from + random.between(1, 5) * MINUTE;
  const reason = random.weighted([['waiting_for_customer', 5], ['callback_agreed', 3], ['waiting_for_approval', 2], ['waiting_for_colleague', 2], ['waiting_for_supplier', 1]] as const);
  const until = at + random.between(3, 50) * HOUR;
  move(made, at, by, { name: 'pause', reason, until: iso(until) }, { kind: 'event', verb: 'pause', detail: { reason, until: iso(until) } });
  if (random.chance(0.4)) {
    move(made, until, DESK, { name: 'pause-ended' });
    message(made, until + random.between(3, 20) * MINUTE, by, greeting(random));
    return until + 21 * MINUTE;
  }
  const early = at + (until - at) * random.between(0.2, 0.9);
  move(made, early, by, { name: 'resume' });
  return early + random.between(2, 9) * MINUTE;
}

const MOMENT = 20_000;

/** Closes it with its root cause; what was only asked is answered first. */
export function resolve(made: Case, from: number, by: Person, ordered: boolean): void {
  if (!ordered) message(made, from, by, answerTo(made.story.random, made.cause));
  const at = from + MOMENT;
  move(made, at, by, { name: 'resolve', rootCause: made.cause, ordered }, { kind: 'event', verb: 'resolve', detail: { rootCause: made.cause } });
  if (made.story.random.chance(0.2)) say(made, at, by, { kind: 'note', text: noteOf(made.story.random) });
}

export function withdraw(made: Case, at: number, by: Person): void {
  const reason = 'They have found it themselves.';
  move(made, at, by, { name: 'cancel', reason }, { kind: 'event', verb: 'cancel', text: reason });
}
