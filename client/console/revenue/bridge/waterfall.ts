import { MOVEMENTS, type Movement } from '../../../../server/domain/words.ts';
import type { BridgePeriod } from '../records.ts';

export type Weight = 'gain' | 'loss' | 'neutral';

const WEIGHT: Record<Movement, Weight> = { new: 'gain', expansion: 'gain', reactivation: 'gain', contraction: 'loss', churn: 'loss', renewal: 'neutral', excluded: 'neutral', transfer: 'neutral', fx: 'neutral' };
export const WEIGHTS: readonly Weight[] = ['gain', 'loss', 'neutral'];
export const movementsOf = (weight: Weight): Movement[] => MOVEMENTS.filter((movement) => WEIGHT[movement] === weight);

/** Gains first, then losses, then what weighs as neither: the order in which a month is read. */
export const IN_ORDER: readonly Movement[] = WEIGHTS.flatMap(movementsOf);

/** What one bar stands for: a movement of a month; its gains, losses or the rest together; or all that a month did. */
export type Grain = 'movement' | 'weight' | 'month';

export type Bar = {
  key: string;
  period: string;
  /** The movements in it. */
  movements: readonly Movement[];
  weight: Weight;
  amountMinor: number;
  /** Where the level was, and where the bar brings it. */
  fromMinor: number;
  toMinor: number;
  range: [low: number, high: number];
  filter: Record<string, unknown>;
};

const sumOf = ({ movements }: BridgePeriod, which: readonly Movement[]) => which.reduce((sum, movement) => sum + movements[movement], 0);

/** All that a month did. */
export const movedIn = (period: BridgePeriod): number => sumOf(period, MOVEMENTS);

const GROUPS: Record<Grain, readonly (readonly Movement[])[]> = { movement: IN_ORDER.map((movement) => [movement]), weight: WEIGHTS.map(movementsOf), month: [MOVEMENTS] };

const weightOf = (movements: readonly Movement[], amountMinor: number): Weight => {
  const [first] = movements;
  if (first === undefined || movements.length === MOVEMENTS.length) return amountMinor < 0 ? 'loss' : 'gain';
  return WEIGHT[first];
};

/**
 * The bars of a bridge, each beginning where the one before it ended. Where the opening is not known (a cut by kind, path or family) the level
 * is what these movements alone have come to since the first month. What moved nothing has no bar.
 */
export function barsOf(periods: readonly BridgePeriod[], grain: Grain): Bar[] {
  let level = periods[0]?.openingMinor ?? 0;
  return periods.flatMap((period) => GROUPS[grain].flatMap((movements): Bar[] => {
    const amountMinor = sumOf(period, movements);
    if (amountMinor === 0) return [];
    const fromMinor = level;
    level += amountMinor;
    const filter = movements.length === MOVEMENTS.length ? period.filter : { ...period.filter, movement: movements.length === 1 ? movements[0] : movements };
    return [{ key: `${period.period} ${movements.join('+')}`, period: period.period, movements, weight: weightOf(movements, amountMinor), amountMinor, fromMinor, toMinor: level, range: [Math.min(fromMinor, level), Math.max(fromMinor, level)], filter }];
  }));
}

/** As fine as there is room for. */
export function grainFor(periods: readonly BridgePeriod[], most: number): Grain {
  return (['movement', 'weight'] as const).find((grain) => barsOf(periods, grain).length <= most) ?? 'month';
}

/** What a window comes to: its first opening, its last closing, and the sum of each movement. */
export type Totals = { openingMinor: number | null; closingMinor: number | null; subscriptionsMinor: number | null; movements: Record<Movement, number>; weights: Record<Weight, number>; changeMinor: number };

export function totalsOf(periods: readonly BridgePeriod[]): Totals {
  const movements = Object.fromEntries(MOVEMENTS.map((movement) => [movement, periods.reduce((sum, period) => sum + period.movements[movement], 0)])) as Record<Movement, number>;
  const weights = Object.fromEntries(WEIGHTS.map((weight) => [weight, movementsOf(weight).reduce((sum, movement) => sum + movements[movement], 0)])) as Record<Weight, number>;
  const last = periods.at(-1);
  return { openingMinor: periods[0]?.openingMinor ?? null, closingMinor: last?.closingMinor ?? null, subscriptionsMinor: last?.subscriptionsMinor ?? null, movements, weights, changeMinor: weights.gain + weights.loss + weights.neutral };
}

const ROOM = 0.08;

/** From where to where the axis goes: the bars with some room, from 0 where that is near. */
export function axisOf(bars: readonly Bar[], levels: readonly number[]): [low: number, high: number] {
  const all = [...bars.flatMap(({ range }) => range), ...levels];
  if (all.length === 0) return [0, 1];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = Math.max((high - low) * ROOM, 1);
  return [low >= 0 && low < high / 3 ? 0 : low - room, high + room];
}

const STEPS = [1, 2, 2.5, 5, 10];

/** Round figures on an axis, some five of them. */
export function ticksOf([low, high]: readonly [number, number], about = 5): number[] {
  const raw = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  // There is nothing between two minor units.
  const step = Math.max(1, (STEPS.find((each) => each * power >= raw) ?? 10) * power);
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(Math.round(tick));
  return ticks;
}
