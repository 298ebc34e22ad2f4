import { sumMinor, writtenAmount } from '../money.ts';
import { invalid, isRefusal, type Refusal } from '../refusal.ts';
import type { Coded, CodingCase, Leg, TraceStep } from './case.ts';
import { flagsOf } from './flags.ts';
import { joinLines } from './groups.ts';
import { ADDED_RULES, bookedMinor, factsOf, GROUP_RULES, nowMinor, REMOVED_RULES, type AccountFacts, type LineRule, type Part } from './rules.ts';
import { valueCase, type ValuedCase, type ValuedLine } from './values.ts';

/**
 * Says what a change did to recurring revenue: legs that sum to what the books hold after minus before, to the minor unit, the rules that
 * made them, and what a person should look at. A flag never refuses; only a case that cannot be reckoned with is refused, by field.
 */
export function codeChange(given: CodingCase): Coded | Refusal {
  const valued = valueCase(given);
  if (isRefusal(valued)) return valued;
  return given.transfer === 'out' ? codeLeaving(valued) : codeValued(valued);
}

/** The half of a transfer that the old account sees: what the books held of the lines leaves, and nobody lost anything. */
function codeLeaving(given: ValuedCase): Coded | Refusal {
  if (given.after.length > 0) return invalid('after', 'must be empty where lines move to another account');
  const amountMinor = -bookedMinor(given.before);
  const leg = asLeg({ movement: 'transfer', driver: 'none', amountMinor, lines: given.before }, given);
  return { legs: [leg], deltaMinor: leg.amountMinor, trace: [{ rule: 'transfer.out', because: 'The line moves to another account, at what the books hold of it: neither gained nor lost' }], flags: [] };
}

function codeValued(given: ValuedCase): Coded {
  const trace: TraceStep[] = [];
  const parts: Part[] = [];
  const added: ValuedLine[] = [];
  const removed: ValuedLine[] = [];
  const replaced: ValuedLine[] = [];
  for (const group of joinLines(given.before, given.after)) {
    if (group.before.length === 0) added.push(...group.after);
    else if (group.after.length === 0) removed.push(...group.before);
    else {
      const facts = factsOf(group);
      const rule = GROUP_RULES.find(({ applies }) => applies(facts));
      if (!rule) continue;
      trace.push({ rule: rule.id, because: rule.because(facts, given) });
      const verdict = rule.verdict(facts, given);
      if ('parts' in verdict) parts.push(...verdict.parts);
      else if (verdict.as === 'added') added.push(...group.after);
      else removed.push(...group.before);
      // What counts as removed goes out at its booked value, so nothing of it is revalued.
      if (!('as' in verdict && verdict.as === 'removed')) replaced.push(...group.before);
    }
  }
  const before = bookedMinor(given.before);
  const after = nowMinor(given.after);
  const account: AccountFacts = { hasBefore: sumMinor([given.account.otherActiveArrMinor, before]) > 0, hasAfter: sumMinor([given.account.otherActiveArrMinor, after]) > 0, everHad: given.account.lastEndedOn !== null };
  parts.push(...onTheirOwn(removed, -bookedMinor(removed), REMOVED_RULES, account, trace));
  parts.push(...onTheirOwn(added, nowMinor(added), ADDED_RULES, account, trace));
  parts.push(...revalued(replaced, given, trace));
  if (given.transfer === 'in') {
    trace.unshift({ rule: 'transfer.in', because: 'The line comes from another account, at what the books hold of it: neither gained nor lost' });
    parts.unshift({ movement: 'transfer', driver: 'none', amountMinor: before, lines: given.before });
  }
  if (parts.length === 0) {
    trace.push({ rule: 'nothing_to_code', because: 'There are no lines before or after: nothing recurring changed' });
    parts.push({ movement: 'excluded', driver: 'none', amountMinor: 0, lines: [] });
  }
  const deltaMinor = given.transfer === 'in' ? after : sumMinor([after, -before]);
  const legs = parts.map((part) => asLeg(part, given));
  const flagged = flagsOf(given, legs, { added: nowMinor(added) > 0, removed: bookedMinor(removed) > 0 });
  return { legs, deltaMinor, trace: [...trace, ...flagged.map(({ flag, because }) => ({ rule: `flag.${flag}`, because }))], flags: flagged.map(({ flag }) => flag) };
}

/** One leg for all the lines that share a rule; what is worth nothing moves nothing. */
function onTheirOwn(lines: readonly ValuedLine[], amountMinor: number, rules: readonly LineRule[], account: AccountFacts, trace: TraceStep[]): Part[] {
  if (lines.length === 0) return [];
  if (amountMinor === 0) {
    trace.push({ rule: 'worth_nothing', because: `${lines.map((line) => line.product).join(' + ')} is worth nothing a year: there is no recurring revenue to move` });
    return [{ movement: 'excluded', driver: 'none', amountMinor: 0, lines: [...lines] }];
  }
  const rule = rules.find(({ applies }) => applies(account));
  if (!rule) return [];
  trace.push({ rule: rule.id, because: rule.because });
  return [{ movement: rule.movement, driver: rule.driver, amountMinor, lines: [...lines] }];
}

/** What the exchange rates alone did to replaced lines since they were booked. */
function revalued(lines: readonly ValuedLine[], { reportingCurrency }: ValuedCase, trace: TraceStep[]): Part[] {
  const moved = lines.filter((line) => line.nowMinor !== line.bookedMinor);
  const amountMinor = sumMinor([nowMinor(moved), -bookedMinor(moved)]);
  if (amountMinor === 0) return [];
  trace.push({ rule: 'fx.revalued', because: `At today's rate the old lines are worth ${writtenAmount(nowMinor(moved), reportingCurrency)}, in the books ${writtenAmount(bookedMinor(moved), reportingCurrency)}: the difference is the rate's` });
  return [{ movement: 'fx', driver: 'currency', amountMinor, lines: moved }];
}

const asLeg = ({ movement, driver, amountMinor, lines }: Part, { reportingCurrency, effectiveOn }: ValuedCase): Leg => ({
  movement, driver, amountMinor: amountMinor === 0 ? 0 : amountMinor, currency: reportingCurrency, effectiveOn, lines: [...new Set(lines.map(({ line }) => line))].sort(),
});
