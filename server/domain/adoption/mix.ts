/** Cases of one group in two windows. */
export type Group = { key: string; before: { numerator: number; denominator: number }; after: { numerator: number; denominator: number } };

/** Rates as parts of one; `mix` and `real` of all groups sum to the change of the whole. */
export type GroupEffect = Group & { mix: number; real: number };
export type Mix = { before: number; after: number; mix: number; real: number; groups: GroupEffect[] };

const share = ({ numerator, denominator }: { numerator: number; denominator: number }) => (denominator === 0 ? null : numerator / denominator);

/**
 * Splits the change of a rate between two windows into what comes from the mix of groups and what each group really changed; null where a
 * window has no cases. A group that is in one window only has no change of its own: all of it is mix. Mix is measured from the average rate,
 * so that a group as good as the others moves nothing by growing. Source: E. M. Kitagawa, Components of a difference between two rates,
 * JASA 50 (1955), 1168–1194.
 */
export function mixOf(groups: readonly Group[]): Mix | null {
  const total = (side: 'before' | 'after') => groups.reduce((sum, group) => ({ numerator: sum.numerator + group[side].numerator, denominator: sum.denominator + group[side].denominator }), { numerator: 0, denominator: 0 });
  const [all0, all1] = [total('before'), total('after')];
  const [before, after] = [share(all0), share(all1)];
  if (before === null || after === null) return null;
  const middle = (before + after) / 2;
  const effects = groups.map((group): GroupEffect => {
    const rate0 = share(group.before) ?? share(group.after) ?? 0;
    const rate1 = share(group.after) ?? rate0;
    const weight0 = group.before.denominator / all0.denominator;
    const weight1 = group.after.denominator / all1.denominator;
    return { ...group, mix: (weight1 - weight0) * ((rate0 + rate1) / 2 - middle), real: ((weight0 + weight1) / 2) * (rate1 - rate0) };
  });
  return { before, after, mix: effects.reduce((sum, { mix }) => sum + mix, 0), real: effects.reduce((sum, { real }) => sum + real, 0), groups: effects };
}
