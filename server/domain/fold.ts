/** Letters that carry no diacritic to strip and yet are typed as plain ones; applied after lower-casing. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŧ: 't', ŋ: 'n', ĸ: 'k',
};
const PLAIN_LETTERS = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');

/** Marks laid over letters. Vowel signs of the Indic scripts are letters of their own and stay. */
const DIACRITICS = /[\p{M}&&[\p{Script=Inherited}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]]/gv;
/** No word has more marks in a row; normalising takes quadratic time in the length of such a pile. */
const PILED_MARKS = /(\p{M}{16})\p{M}+/gu;

const MAX_TERMS = 8;
const MAX_TERM_LENGTH = 100;

/** The form in which text is compared and searched: no case, no diacritics, no control or invisible characters, single spaces. Folding twice changes nothing. */
export function foldText(text: string): string {
  return text
    .replace(/(?!\s)\p{Cc}|[\p{Cf}\p{Cs}]/gu, '')
    .replace(DIACRITICS, '')
    .replace(PILED_MARKS, '$1')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(DIACRITICS, '')
    .replace(PLAIN_LETTERS, (letter) => PLAIN[letter] ?? letter)
    .replace(/ς/gu, 'σ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** What a search box asks for: its folded words, at most 8, each cut to 100 characters. */
export function searchTerms(q: string): string[] {
  const terms = foldText(q).split(' ').filter((term) => term !== '').slice(0, MAX_TERMS);
  return terms.map((term) => Array.from(term).slice(0, MAX_TERM_LENGTH).join(''));
}
