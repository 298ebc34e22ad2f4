import { rateOf, type Rate } from './rate.ts';

/** A month of traffic: visits to the portal with the orders that came of them, and contacts elsewhere with theirs. */
export type TrafficMonth = { visits: number; orders: number; contacts: number; contactOrders: number };

export type TrafficWorth = { online: Rate; offline: Rate; /** Upgrades more, if what came offline had come online. */ upgrades: number | null; valueMinor: number | null };

/**
 * Traffic × (conversion online − conversion offline) × value per upgrade: what moving the offline contacts to the portal would bring, in minor
 * units of the reporting currency. Null where one of the conversions has nothing to divide by, or fewer visits than orders.
 */
export function trafficWorth(months: readonly TrafficMonth[], valuePerUpgradeMinor: number): TrafficWorth {
  const sum = (field: keyof TrafficMonth) => months.reduce((total, month) => total + month[field], 0);
  // More orders than visits: the visits of that month are not all there, and nobody knows what share of them ordered.
  const online = months.some(({ orders, visits }) => orders > visits) ? { ...rateOf(0, 0), numerator: sum('orders'), denominator: sum('visits') } : rateOf(sum('orders'), sum('visits'));
  const offline = rateOf(sum('contactOrders'), sum('contacts'));
  if (online.rate === null || offline.rate === null) return { online, offline, upgrades: null, valueMinor: null };
  const upgrades = sum('contacts') * (online.rate - offline.rate);
  return { online, offline, upgrades, valueMinor: Math.round(upgrades * valuePerUpgradeMinor) };
}

export type FixInputs = { /** Parts of one. */ confidence: number; /** Person days, above zero. */ effortDays: number };
export type FixScore = { /** Journeys a month that meet what it fixes. */ reach: number; /** Of those, the share that would go through untouched. */ impact: number; score: number };

/**
 * Reach × impact × confidence ÷ effort (S. McBride, RICE, 2018): strict journeys a month that a day of work can be expected to bring. Reach and
 * impact are reckoned, confidence and effort are what people say.
 */
export function scoreFix({ escalations, worth, months }: { escalations: number; worth: number; months: number }, { confidence, effortDays }: FixInputs): FixScore {
  const reach = months === 0 ? 0 : escalations / months;
  const impact = escalations === 0 ? 0 : worth / escalations;
  return { reach, impact, score: (reach * impact * confidence) / effortDays };
}

/** Hours of handling that were not needed: journeys that would have been escalated at the baseline's rate and were not, at the time that one takes. Below zero where more were. */
export const hoursFreed = (baselineRate: number, { begun, escalated }: { begun: number; escalated: number }, secondsEach: number): number => ((baselineRate * begun - escalated) * secondsEach) / 3_600;
