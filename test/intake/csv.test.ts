import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadFile, csvOf, decodeFile, readCsv } from '../../server/rest/csv-file.ts';

const utf16 = (text: string, big: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

describe('a file is read whole, or refused with the line at fault', () => {
  it('rows know the line on which they begin, blank lines and cells with line ends or not', async () => {
    const { rows } = await readCsv('a,b\r\n1,2\r\n"x\r\ny",3\r\n\r\n4,5\r\n"p\nq\nr",6\n7,8');
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([[2, '1', '2'], [3, 'x\ny', '3'], [6, '4', '5'], [7, 'p\nq\nr', '6'], [10, '7', '8']]);
  });

  it.each([['comma', ','], ['semicolon', ';'], ['tab', '\t']])('columns parted by a %s are found out', async (_name, sign) => {
    const { columns, delimiter } = await readCsv(`"a,;x"${sign}b${sign}c\n1${sign}2${sign}3`);
    expect({ columns, delimiter }).toEqual({ columns: ['a,;x', 'b', 'c'], delimiter: sign });
  });

  it('the share of filled cells is told by column', async () => {
    expect((await readCsv('a,b,__proto__\n1,,x\n2, ,\n3,4,')).filled).toEqual(JSON.parse('{"a":1,"b":0.3333,"__proto__":0.3333}'));
  });

  it('a row with too many or too few cells is kept, with its fault; empty cells at the end are none', async () => {
    const { rows } = await readCsv('a,b\n1\n1,2,3\n1,2,,\n"2"x,3\n"""2""",3\n5" disk,3');
    expect(rows.map(({ fault }) => fault?.reason ?? null)).toEqual(['row_length', 'row_length', null, 'bad_quote', null, null]);
  });

  it.each([
    ['', /empty/], ['\n\n', /empty/], ['a,b', /no rows/], ['a,b\n1,"2\n3,4', /begins on line 2 is never closed/], ['a,b\n1,2\n\n3,4\n"5\n6', /begins on line 5|begins on line 6/], ['a,a\n1,2', /columns 1 and 2 have the same name/], ['a,b\n1,2\0', /Line 2 holds a NUL/],
    [`${'x,'.repeat(201)}x\n1`, /202 columns/],
  ])('%j is refused', async (text, sentence) => {
    await expect(readCsv(text)).rejects.toThrow(sentence);
    await expect(readCsv(text)).rejects.toBeInstanceOf(BadFile);
  });

  it('more rows than can be kept are refused', async () => {
    await expect(readCsv(`a\n${'1\n'.repeat(1_001)}`, 1_000)).rejects.toThrow('1,000 rows');
    expect((await readCsv(`a\n${'1\n'.repeat(1_000)}`, 1_000)).rows).toHaveLength(1_000);
  });

  it('UTF-8 and UTF-16 with a mark are read, other bytes are not', async () => {
    for (const bytes of [Buffer.from('\ufeffa,b\nü,€'), utf16('a,b\nü,€', false), utf16('a,b\nü,€', true)]) {
      const { columns, rows } = await readCsv(decodeFile(bytes));
      expect([columns, rows[0]?.cells]).toEqual([['a', 'b'], ['ü', '€']]);
    }
    expect(() => decodeFile(Buffer.from('a,b\nü', 'latin1'))).toThrow('UTF-8');
    expect(() => decodeFile(utf16('a,b\nü', false).subarray(0, 7))).toThrow('UTF-8');
    await expect(readCsv(decodeFile(Buffer.from('a,b\n1,2', 'utf16le')))).rejects.toThrow('NUL');
  });

  it('a formula is not one any more when it goes out', () => {
    expect(csvOf([['=1+1', '+2', '-3', '@x', 'plain', 4, null]])).toBe('"\'=1+1","\'+2","\'-3","\'@x",plain,4,\n');
  });

  it('whatever goes out as CSV comes in as it was', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/[\0\r\ufeff]/g, '').replace(/^[\s=+\-@＝＋－＠]+/u, '')).filter((text) => !text.startsWith('"') && !/[;|\t\n]\s*[=+\-@＝＋－＠]/.test(text));
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 10 }), async (cells) => {
      const wanted = cells.map((row) => ['x', ...row]);
      const { rows } = await readCsv(csvOf([['k', 'a', 'b', 'c'], ...wanted]));
      expect(rows.map((row) => row.cells)).toEqual(wanted);
    }), { numRuns: 60 });
  });
});
