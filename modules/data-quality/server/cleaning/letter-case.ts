/** Whether all letters are capitals, or all small; null for mixed, and for scripts that have no case or that nobody here can judge. */
export function caseOf(text: string): 'capitals' | 'small' | null {
  const letters = text.replaceAll(/[^\p{L}]/gu, '')
  if (letters.length === 0 || /[^\p{Script=Latin}]/u.test(letters)) return null
  if (letters === letters.toLocaleUpperCase('en')) return 'capitals'
  return letters === letters.toLocaleLowerCase('en') ? 'small' : null
}

/** Words between the parts of a name that are written small where they do not begin it (Dutch, German, French, Iberian, Arabic …). */
const particles = new Set(
  'af al an auf aus av ben bij bin bint da das de degli dei del dela della delle den der des di do dos du e el en het ibn in la las le los op ten ter tho thoe to tot und uit van vande vanden vander vom von y zu zum zur'.split(
    ' ',
  ),
)

const romanNumber = /^(?:I{2,3}|IV|VI{1,3}|VI|IX|XI{0,3})$/
/** Two letters after which a name begins anew: O'Brien, D'Angelo, L'Hôpital. A longer start (“Mid'Night”) is no such prefix. */
const elided = /^([\p{L}]{1,2}['’])(\p{L}.*)$/u

/** A part of a name with capitals where names have them: `MCDONALD-VAN DER BERG` → `McDonald-van der Berg`. */
export function properCase(text: string): string {
  return text
    .split(/(\s+)/u)
    .map((word, at) => (word.trim() === '' ? word : properWord(word, at === 0)))
    .join('')
}

function properWord(word: string, first: boolean): string {
  if (!first && particles.has(small(word))) return small(word)
  if (romanNumber.test(word)) return word
  return word
    .split(/(-)/u)
    .map((part, at) => (at > 0 && particles.has(small(part)) ? small(part) : capitalised(part)))
    .join('')
}

function capitalised(part: string): string {
  // Initials keep their capitals: J.R., K.
  if (/^(?:\p{L}\.)+\p{L}?\.?$/u.test(part)) return part.toLocaleUpperCase('en')
  const split = elided.exec(part)
  if (split) return capitalised(split[1] as string) + capitalised(split[2] as string)
  const word = small(part)
  const scottish = /^mc(\p{L}{2,})$/u.exec(word)
  if (scottish) return `Mc${capitalFirst(scottish[1] as string)}`
  return capitalFirst(word)
}

const small = (text: string) => text.toLocaleLowerCase('en')

function capitalFirst(word: string): string {
  // The first letter may stand behind a bracket or quotation mark. Dutch ij is one letter.
  if (word.startsWith('ij')) return `IJ${word.slice(2)}`
  return word.replace(/\p{L}/u, letter => letter.toLocaleUpperCase('en'))
}
