/** Letters that Unicode does not decompose but people type without their strokes. */
const letters: Record<string, string> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ĸ: 'k',
  ŧ: 't',
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ة: 'ه',
  ـ: '',
}
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu')
const asciiOnly = /^[\x20-\x7e]*$/
const invisible = /[\p{Cf}\p{Cc}]+/gu

/** Longest folded text that is kept for sorting; an index entry must stay below a third of a page. */
const maxSortLength = 200
const maxWords = 32
const maxWordLength = 60

/**
 * The form of a text in which search compares: lower case, without diacritics, strokes, invisible and
 * direction-changing characters, one space between words (Unicode NFKD; UAX #15).
 */
export function fold(text: string): string {
  if (asciiOnly.test(text)) return text.toLowerCase().replace(/ +/g, ' ').trim()
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(invisible, ' ')
    .toLowerCase()
    .replace(special, letter => letters[letter] ?? letter)
    .replace(/\s+/gu, ' ')
    .trim()
}

/** The distinct folded words of a text, at most 32 of at most 60 characters. */
export function wordsOf(text: string): string[] {
  const found = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(found.map(word => word.slice(0, maxWordLength)))].slice(0, maxWords)
}

/** The folded text by which a list sorts and a prefix is found. */
export function sortKey(text: string): string {
  return fold(text).slice(0, maxSortLength)
}
