import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Coded, CodingCase } from '../../server/domain/coding/case.ts';
import { codeChange } from '../../server/domain/coding/coder.ts';
import { ADDED_RULES, GROUP_RULES, REMOVED_RULES } from '../../server/domain/coding/rules.ts';
import { isRefusal } from '../../server/domain/refusal.ts';
import { CODING_FLAGS, DRIVERS, MOVEMENTS } from '../../server/domain/words.ts';
import { readCases } from '../support/coding-cases.ts';

const FEWEST = 60;
const document = readFileSync(new URL('../../docs/revenue-coding.md', import.meta.url), 'utf8');
const cases = readCases(document);

function coded(given: CodingCase): Coded {
  const result = codeChange(given);
  if (isRefusal(result)) throw new Error(result.because);
  return result;
}

const sorted = (texts: readonly string[]) => [...texts].sort();
const written = (legs: readonly { movement: string; driver: string; amountMinor: number; lines: readonly string[] }[]) => sorted(legs.map(({ movement, driver, amountMinor, lines }) => `${movement}/${driver} ${amountMinor} (${sorted(lines).join(', ')})`));
const traces = cases.filter(({ refused }) => refused === null).flatMap(({ given }) => coded(given).trace.map(({ rule }) => rule));

describe('Revenue is coded as the document reckons', () => {
  it.each(cases.map((one) => [one.number, one.why, one] as const))('%s. %s', (_number, _why, { given, refused, legs, flags }) => {
    const result = codeChange(given);
    if (refused !== null || isRefusal(result)) {
      expect(isRefusal(result) && Object.keys(result.errors ?? {})).toEqual([refused]);
      return;
    }
    expect(written(result.legs)).toEqual(written(legs));
    expect(sorted(result.flags)).toEqual(sorted(flags));
    expect(result.deltaMinor).toBe(legs.reduce((sum, leg) => sum + leg.amountMinor, 0));
    for (const leg of result.legs) expect([leg.effectiveOn, leg.currency]).toEqual([given.effectiveOn, given.reportingCurrency]);
  });
});

describe('The document', () => {
  it('works out enough cases, each with a number and a reason of its own', () => {
    expect(cases.length).toBeGreaterThanOrEqual(FEWEST);
    expect(cases.map(({ number }) => number)).toEqual(cases.map((_case, index) => String(index + 1)));
    expect(new Set(cases.map(({ why }) => why)).size).toBe(cases.length);
  });

  it('has every rule in its order, and a case that each decides', () => {
    const listed = [...document.matchAll(/^\| `([a-z]+(?:[._][a-z_]+)+)` \| [^|]+ \| [^|]+ \|$/gm)].map(([, rule = '']) => rule);
    const inCode = [...GROUP_RULES, ...REMOVED_RULES, ...ADDED_RULES].map(({ id }) => id);
    expect(listed).toEqual([...inCode, 'worth_nothing', 'fx.revalued', 'nothing_to_code']);
    expect(sorted([...new Set(traces.filter((rule) => !rule.startsWith('flag.')))])).toEqual(sorted(listed));
  });

  it('has every flag, and a case that raises it', () => {
    for (const flag of CODING_FLAGS) expect(document).toContain(`| \`${flag}\` |`);
    expect(sorted([...new Set(traces.filter((rule) => rule.startsWith('flag.')))])).toEqual(sorted(CODING_FLAGS.map((flag) => `flag.${flag}`)));
  });

  it('has every movement and driver', () => {
    for (const word of [...MOVEMENTS, ...DRIVERS]) expect(document).toContain(`\`${word}\``);
  });

  it('refuses a row that cannot be read, and says which', () => {
    const table = (row: string) => readCases(`| # | kind | before | after | legs | flags | why |\n|---|---|---|---|---|---|---|\n| 7 | ${row} | because |\n`);
    expect(table('add_on | — | b: 1 × Care at 900.00 | new/none +900.00 (b) | —')).toHaveLength(1);
    for (const row of [
      'swap | — | b: 1 × Care at 900.00 | new/none +900.00 (b) | —', 'add_on | — | b: 1 × Care at 900 | new/none +900.00 (b) | —', 'add_on | — | b: 1 Care at 900.00 | new/none +900.00 (b) | —',
      'add_on | — | b: 1 × Care at 900.00, soon | new/none +900.00 (b) | —', 'add_on | — | b: 1 × Care at 900.00 | new/none 900.00 (b) | —', 'add_on | — | b: 1 × Care at 900.00 | new +900.00 (b) | —',
      'add_on | — | b: 1 × Care at 900.00 | new/none +900.00 (b) | odd', 'add_on | — | b: 1 × Care at 900.00 | new/none +900.00 (b)',
    ]) expect(() => table(row), row).toThrow('Case 7');
    expect(() => readCases('| # | kind | legs |\n|---|---|---|\n| 1 | renewal | — |\n')).toThrow('other columns');
  });
});
