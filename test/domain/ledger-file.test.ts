import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { linesOfFile } from '../../server/coding/ledger-file.ts';
import { Reversals } from '../../server/domain/coding/reversals.ts';

describe('A reversal, checked without the server', () => {
  function faultsOf(entries: readonly { id: string; amountMinor: number; reversalOf: string | null; movement?: string }[]): string[] {
    const reversals = new Reversals();
    for (const entry of entries) reversals.add({ movement: 'expansion', effectiveOn: '2026-03-01', ...entry });
    return reversals.faults();
  }

  it('takes back one entry before it, once, all of it, also when thousands stand between the two', () => {
    const many = Array.from({ length: 2_500 }, (_, n) => ({ id: `e${n}`, amountMinor: n, reversalOf: null }));
    const back = (n: number, amountMinor = -n, id = `r${n}`) => ({ id, amountMinor, reversalOf: `e${n}` });
    expect(faultsOf([...many, back(7), back(999), back(1_000), back(2_499)])).toEqual([]);
    expect(faultsOf([...many, back(7), back(7, -7, 'again')])).toEqual(['Entry 2502 (again): it takes back an entry that is not there, or was taken back before']);
    expect(faultsOf([...many, back(7, -8)])).toEqual(['Entry 2501 (r7): it does not take back what the entry e7 says']);
    expect(faultsOf([back(1_200), ...many])).toEqual(['Entry 1 (r1200): it takes back an entry that is not there, or was taken back before']);
    expect(faultsOf([...many, { ...back(7), movement: 'churn' }])).toEqual(['Entry 2501 (r7): it does not take back what the entry e7 says']);
  });
});

describe('The file of a ledger', () => {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-lines-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is read in lines, however long they are and however they end', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.nat({ max: 2_500_000 }).map((length) => 'x'.repeat(length))), { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), (texts, end, ends) => {
      const lines = texts.map((text) => text.replaceAll(/[\r\n]/g, ''));
      const path = join(folder, 'lines');
      writeFileSync(path, lines.join(end) + (ends ? end : ''));
      const read: string[] = [];
      for (const some of linesOfFile(path)) read.push(...some.map(String));
      expect(read.filter((line) => line !== '')).toEqual(lines.filter((line) => line !== ''));
    }), { numRuns: 20 });
  });
});
