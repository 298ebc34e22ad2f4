import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, searchTerms } from '../../server/domain/fold.ts';

describe('text is compared and searched without regard to how it was typed', () => {
  it.each([
    ['Jürgen Müller', 'jurgen muller'],
    ['STRASSE', foldText('Straße')],
    ['Ærø Łódź', 'aero lodz'],
    ['ǾÐÞŒ', 'odthoe'],
    ['İstanbul', 'istanbul'],
    ['ＵＰ－２０２６', 'up-2026'],
    ['  a\t b\u00a0\n c ', 'a b c'],
    ['nul\u0000l\u0007', 'null'],
    ['zero\u200bwidth', 'zerowidth'],
    ['ΟΔΟΣ', foldText('οδος')],
  ])('%j folds to %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('a composed and a decomposed name are the same name', () => {
    expect(foldText('Zo\u00eb')).toBe(foldText('Zoe\u0308'));
  });

  it('folding what is already folded changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = foldText(text);
      expect(foldText(once)).toBe(once);
      expect(once).not.toContain('\u0000');
    }));
  });
});

describe('a search is a few folded words', () => {
  it('an empty or blank search asks for nothing', () => {
    expect(searchTerms('')).toEqual([]);
    expect(searchTerms(' \t\u0000 ')).toEqual([]);
  });

  it('words are folded one by one', () => {
    expect(searchTerms('  Müller   GmbH ')).toEqual(['muller', 'gmbh']);
  });

  it('at most eight words of at most a hundred characters are looked for', () => {
    const terms = searchTerms(`${'x'.repeat(300)} 2 3 4 5 6 7 8 9 10`);
    expect(terms).toHaveLength(8);
    expect(terms[0]).toHaveLength(100);
  });
});
