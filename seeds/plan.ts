import { OPEN_CASES, OPEN_RETURNS, OPEN_RETURNS_EACH, type OpenCase, type OpenReturn, type Owner } from './open-cases.ts';
import { makeRandom, type Random } from './random.ts';
import { DAY, HOUR, profileOf, type Profile, type Setting } from './setting.ts';

/** An upgrade that the demo is to show at its start, instead of whatever chance would make of it. */
export type Feature = { type: 'case'; recipe: OpenCase } | { type: 'return'; status: OpenReturn };

/** Every upgrade of the world by its start: when, whose, and its number within its year. Plain arrays: a million fit. */
export type Plan = {
  at: Float64Array;
  number: Uint32Array;
  /** Index into `features`, or -1. */
  feature: Int32Array;
  features: readonly Feature[];
  /** Upgrades by account: those of account a are `order[starts[a] … starts[a + 1])`, the earliest first. */
  order: Uint32Array;
  starts: Uint32Array;
  calls: ReadonlyMap<number, OpenCase[]>;
  lastNumbers: ReadonlyMap<string, number>;
};

/** Upgrades of a world of ordinary size; what is open at the start grows and shrinks with it. */
const ORDINARY = 3_500;
const FEWEST_CASES = 15;

const scaled = (count: number, setting: Setting, atLeast: number): number => Math.max(atLeast, Math.round((count * setting.size.upgrades) / ORDINARY));

/** How busy an hour of the week is (UTC, Monday first): offices from Sydney to New York, little at weekends. */
function busy(ms: number): number {
  const date = new Date(ms);
  const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
  const hour = date.getUTCHours();
  return (weekend ? 0.12 : 1) * (hour >= 7 && hour < 21 ? 1 : hour >= 22 || hour < 5 ? 0.25 : 0.45);
}

/** Start times in order: one in each equal slice of the year and a half's traffic, which grows by half. */
function ordinaryTimes({ startMs, cutoffMs }: Setting, random: Random, count: number): Float64Array {
  const hours = Math.floor((cutoffMs - startMs) / HOUR);
  const weight = (hour: number) => busy(startMs + hour * HOUR) * (1 + (0.5 * hour) / hours);
  let total = 0;
  for (let hour = 0; hour < hours; hour += 1) total += weight(hour);
  const times = new Float64Array(count);
  let hour = 0;
  let passed = 0;
  for (let index = 0; index < count; index += 1) {
    const wanted = ((index + random.real()) / count) * total;
    while (hour < hours - 1 && passed + weight(hour) < wanted) {
      passed += weight(hour);
      hour += 1;
    }
    times[index] = Math.floor(startMs + (hour + Math.min(1, (wanted - passed) / weight(hour))) * HOUR);
  }
  return times;
}

const fits = (owner: Owner, profile: Profile): boolean => {
  if (owner === 'away') return profile.manager.away;
  if (owner === 'other') return !profile.manager.away && profile.manager.key !== 'am' && profile.manager.key !== 'am2';
  return profile.manager.key === owner;
};

/** How long before today a featured upgrade began, in days. */
function daysBefore(feature: Feature, random: Random): number {
  if (feature.type === 'return') {
    const [low, high] = { authorised: [3, 33], label_issued: [4, 45], in_transit: [9, 50], delivered: [12, 40], received: [14, 45], inspected: [17, 50] }[feature.status] as [number, number];
    return random.between(low, high);
  }
  const { step, state } = feature.recipe;
  if (step === 'return') return random.between(26, 45);
  return state === 'handed_back' ? random.between(12, 13.5) : random.between(9.5, 12.5);
}

function features(setting: Setting): { features: Feature[]; calls: OpenCase[] } {
  const cases = scaled(OPEN_CASES.length, setting, FEWEST_CASES);
  // A small world takes cases from all over the list, so that every state is there.
  const stride = Math.max(1, OPEN_CASES.length / cases);
  const recipes = Array.from({ length: cases }, (_, index) => OPEN_CASES[Math.floor(index * stride) % OPEN_CASES.length] as OpenCase);
  const returns = scaled(OPEN_RETURNS_EACH, setting, 1);
  return {
    features: [
      ...recipes.filter((recipe) => recipe.kind !== null).map((recipe): Feature => ({ type: 'case', recipe })),
      ...OPEN_RETURNS.flatMap((status) => Array.from({ length: returns }, (): Feature => ({ type: 'return', status }))),
    ],
    calls: recipes.filter((recipe) => recipe.kind === null),
  };
}

/** Decides when every upgrade of the world begins and whose it is, before any is made: numbers run on in time while accounts are made one by one. */
export function makePlan(setting: Setting): Plan {
  const { size } = setting;
  const random = makeRandom(setting.seed, 'plan');
  const made = features(setting);
  if (size.upgrades < made.features.length) throw new Error(`A world needs at least ${made.features.length} upgrades`);
  const profiles = Array.from({ length: size.accounts }, (_, index) => profileOf(setting, index));
  const chooser = makeChooser(profiles, random);
  const special = made.features
    .map((feature, index) => ({ at: Math.floor(setting.cutoffMs - daysBefore(feature, random) * DAY), index, account: chooser.forFeature(feature.type === 'case' ? feature.recipe : null) }))
    .sort((a, b) => a.at - b.at || a.index - b.index);
  const times = ordinaryTimes(setting, random, size.upgrades - special.length);

  const at = new Float64Array(size.upgrades);
  const feature = new Int32Array(size.upgrades).fill(-1);
  const account = new Uint32Array(size.upgrades);
  const number = new Uint32Array(size.upgrades);
  const lastNumbers = new Map<string, number>();
  let [ordinary, featured] = [0, 0];
  for (let index = 0; index < size.upgrades; index += 1) {
    const next = special[featured];
    const time = times[ordinary] ?? Infinity;
    if (next && next.at <= time) {
      [at[index], feature[index], account[index]] = [next.at, next.index, next.account];
      featured += 1;
    } else {
      [at[index], account[index]] = [time, chooser.at(time)];
      ordinary += 1;
    }
    const year = String(new Date(at[index] ?? 0).getUTCFullYear());
    number[index] = (lastNumbers.get(year) ?? 0) + 1;
    lastNumbers.set(year, number[index] ?? 1);
  }
  const calls = new Map<number, OpenCase[]>();
  for (const recipe of made.calls) {
    const chosen = chooser.forFeature(recipe);
    calls.set(chosen, [...(calls.get(chosen) ?? []), recipe]);
  }
  return { at, number, feature, features: made.features, ...byAccount(account, size.accounts), calls, lastNumbers };
}

function byAccount(account: Uint32Array, accounts: number): Pick<Plan, 'order' | 'starts'> {
  const starts = new Uint32Array(accounts + 1);
  for (const owner of account) starts[owner + 1] = (starts[owner + 1] ?? 0) + 1;
  for (let index = 0; index < accounts; index += 1) starts[index + 1] = (starts[index + 1] ?? 0) + (starts[index] ?? 0);
  const order = new Uint32Array(account.length);
  const next = starts.slice();
  for (let index = 0; index < account.length; index += 1) {
    const owner = account[index] ?? 0;
    order[next[owner] ?? 0] = index;
    next[owner] = (next[owner] ?? 0) + 1;
  }
  return { order, starts };
}

const APPETITE = { smb: 0.7, mid_market: 1.1, enterprise: 1.9 } as const;
/** An account does not change what it has in its first weeks. */
const SETTLING_DAYS = 45;

function makeChooser(profiles: readonly Profile[], random: Random) {
  const sums = new Float64Array(profiles.length);
  let total = 0;
  for (const [index, profile] of profiles.entries()) sums[index] = total += APPETITE[profile.segment];
  const taken = new Set<number>();
  const draw = (): number => {
    const wanted = random.real() * total;
    let [low, high] = [0, profiles.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return {
    /** The account of an ordinary upgrade that begins then. */
    at(ms: number): number {
      for (;;) {
        const index = draw();
        const profile = profiles[index];
        if (profile && (!profile.isNew || Date.parse(profile.since) + SETTLING_DAYS * DAY < ms)) return index;
        if (profiles.every((one) => one.isNew)) return index;
      }
    },
    /** An account that suits a recipe and has no other feature yet, or as near to that as the world has. */
    forFeature(recipe: OpenCase | null): number {
      const from = random.int(0, profiles.length - 1);
      const owned = (profile: Profile) => recipe === null || fits(recipe.owner, profile);
      const suits = [
        (profile: Profile, index: number) => !taken.has(index) && owned(profile) && (!recipe?.roundTheClock || profile.region === 'worldwide'),
        (profile: Profile, index: number) => !taken.has(index) && owned(profile),
        owned,
      ];
      for (const fit of suits) {
        for (let tried = 0; tried < profiles.length; tried += 1) {
          const index = (from + tried) % profiles.length;
          const profile = profiles[index];
          if (!profile || profile.isNew || !fit(profile, index)) continue;
          taken.add(index);
          return index;
        }
      }
      return from;
    },
  };
}
