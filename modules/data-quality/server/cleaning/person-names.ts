import { caseOf, properCase } from './letter-case.ts'

export type PersonName = { name: string; givenName: string | null; familyName: string | null }
export type NameReason = 'name-order' | 'name-title' | 'name-case' | 'name-blanks'
export type CleanedName = PersonName & { why: NameReason; confidence: number }

/** Forms of address: they say nothing that the record does not know. “M.” is rather an initial, “Pan” rather a name. */
const salutations = new Set(
  'mr mrs ms miss mister herr frau fru frk hr mme mlle monsieur madame sig sig.ra signor signora sr sra srta señor señora dhr mevr mevrouw heer'.split(
    ' ',
  ),
)
/** Titles a person has earned: they stay in the name that is shown and leave its parts. */
const titles = new Set(
  'dr prof professor doctor doktor ing dipl.-ing mag lic rev sir dame lord lady ph.d phd md mba bsc msc llm jr sr. esq'.split(
    ' ',
  ),
)
/** Only with their full stop: without it they are names and words. */
const dotted = new Set('ing mag lic rev jr'.split(' '))
const endings = new Set('jr sr ii iii iv phd ph.d md mba esq msc bsc llm dds'.split(' '))

const bare = (word: string) => word.toLocaleLowerCase('en').replace(/[.,]+$/u, '')
const join = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' ')

/**
 * A better way to write a person's name, or null where nothing is to be done: order (“Hansen, Kari”), titles, capitals,
 * blanks. Names in other scripts than Latin keep their case. `why` is the first that applied; `confidence` the least of all.
 */
export function cleanPersonName(given: PersonName): CleanedName | null {
  let found: CleanedName = { ...given, why: 'name-blanks', confidence: 1 }
  const steps = [withoutBlanks, inOrder, withoutTitles, inCase]
  const reasons: NameReason[] = []
  for (const step of steps) {
    const next = step(found)
    if (!next || same(next, found)) continue
    reasons.push(next.why)
    found = { ...next, confidence: Math.min(found.confidence, next.confidence) }
  }
  const why = reasons.find(reason => reason !== 'name-blanks') ?? reasons[0]
  return why === undefined || same(found, given) || found.name === '' ? null : { ...found, why }
}

function same(one: PersonName, other: PersonName): boolean {
  return one.name === other.name && one.givenName === other.givenName && one.familyName === other.familyName
}

type Step = (name: PersonName) => CleanedName | null

const mapped = (name: PersonName, change: (text: string) => string): PersonName => ({
  name: change(name.name),
  givenName: name.givenName === null ? null : change(name.givenName),
  familyName: name.familyName === null ? null : change(name.familyName),
})

const withoutBlanks: Step = name => ({
  ...mapped(name, text =>
    text
      .replaceAll(/[\s\u00A0\u200B]+/gu, ' ')
      .replaceAll(/\s+,/gu, ',')
      .trim(),
  ),
  why: 'name-blanks',
  confidence: 0.98,
})

/** “Hansen, Kari” in the shown name. A second comma, an ending (“Jr.”) or a figure after the comma means something else. */
const inOrder: Step = name => {
  const parts = name.name.split(',').map(part => part.trim())
  const [family, given] = parts
  if (parts.length !== 2 || !family || !given || endings.has(bare(given)) || /\d/u.test(name.name))
    return null
  if (given.split(' ').length > 4 || family.split(' ').length > 4) return null
  const fits =
    (name.givenName === null || bare(name.givenName) === bare(given)) &&
    (name.familyName === null || bare(name.familyName) === bare(family))
  return {
    name: join(given, family),
    givenName: name.givenName ?? given,
    familyName: name.familyName ?? family,
    why: 'name-order',
    confidence: fits ? 0.95 : 0.6,
  }
}

/** Forms of address go; earned titles go from the parts and lead the shown name. */
const withoutTitles: Step = name => {
  const shown = takenOff(name.name)
  const given = takenOff(name.givenName ?? '')
  if (shown.rest === '' || (name.givenName && given.rest === '')) return null
  if (shown.taken.length + given.taken.length === 0) return null
  const earned = [...new Set([...shown.taken, ...given.taken].filter(word => titles.has(bare(word))))]
  return {
    name: join(...earned, shown.rest),
    givenName: name.givenName === null ? null : given.rest,
    familyName: name.familyName,
    why: 'name-title',
    confidence: 0.92,
  }
}

function takenOff(text: string): { taken: string[]; rest: string } {
  const words = text.split(' ')
  const taken: string[] = []
  while (words.length > 1) {
    const [first = ''] = words
    const word = bare(first)
    if (!salutations.has(word) && !titles.has(word)) break
    if (dotted.has(word) && !first.endsWith('.')) break
    taken.push(words.shift() as string)
  }
  return { taken, rest: words.join(' ') }
}

/** Capitals only, or small letters only. Where the parts are written well, the shown name follows them. */
const inCase: Step = name => {
  const composed = join(name.givenName, name.familyName)
  if (composed !== '' && caseOf(composed) === null && caseOf(name.name) !== null) {
    if (bare(composed) === bare(name.name))
      return { ...name, name: composed, why: 'name-case', confidence: 0.97 }
  }
  const all = [name.name, name.givenName, name.familyName].filter((text): text is string => Boolean(text))
  if (!all.some(text => caseOf(text) !== null && longestWord(text) > 2)) return null
  const change = (text: string) => (caseOf(text) !== null && longestWord(text) > 2 ? properCase(text) : text)
  return { ...mapped(name, change), why: 'name-case', confidence: confidenceOfCase(name.name) }
}

const longestWord = (text: string) => Math.max(...text.split(/[\s-]+/u).map(word => word.length))

function confidenceOfCase(text: string): number {
  // “Mac” begins Macdonald and MacDonald; a word without a vowel is rather an abbreviation.
  if (/\bmac\p{L}{3,}/iu.test(text)) return 0.7
  if (text.split(' ').some(word => word.length > 1 && !/[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿœ.]/iu.test(word)))
    return 0.7
  return 0.95
}
