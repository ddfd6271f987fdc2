import { type NameStock, fullName } from '../modules/customers/server/demo/name-stock.ts'
import { nameStocks } from '../modules/customers/server/demo/names.ts'
import { weightedIndex } from '../platform/random.ts'
import { fold, sortKey, wordsOf } from '../platform/search/fold.ts'
import { textArray, wordVector } from './copy.ts'
import { chooser, draw } from './draw.ts'
import { cities, domains, industries, legalForms, levels, tags, titles, trades } from './words.ts'

/** One generated customer; everything that several tables must agree on. */
export type Invented = {
  kind: 'person' | 'organisation'
  name: string
  given: string | null
  family: string | null
  sortName: string
  words: Buffer
  language: string
  city: string
  postcode: string
  country: string
  jobTitle: string | null
  industry: string | null
  level: string | null
  tags: Buffer
  email: string | null
  phone: string | null
  street: string | null
  /** Index of the owner among the users, −1 = nobody looks after the customer. */
  owner: number
}

type Part = { native: string; latin: string; folded: string; words: string[] }
type Language = { stock: NameStock; given: Part[]; families: Part[]; pick: (at: number) => number }

/** Distinct family names made for each language, listed and built, by its share of the persons. */
const familiesPerPercent = 260
const users = 200

const languages: Language[] = nameStocks.map(({ stock, share }) => {
  const families = familyNames(stock, Math.round(share * familiesPerPercent))
  return {
    stock,
    given: [...stock.women, ...stock.men].map(partOf),
    families,
    // Family names follow a power law whose head is flatter than Zipf's (Zanette and Manrubia 2001).
    pick: weightedIndex(families.map((_, rank) => 1 / (rank + 6) ** 0.95)),
  }
})
const pickLanguage = weightedIndex(nameStocks.map(({ share }) => share))
const givenSkew = 1.6
const tagArrays = tags.flatMap((first, index) => [
  [first],
  [first, tags[(index * 7 + 3) % tags.length] ?? first].filter((tag, at, all) => all.indexOf(tag) === at),
])
const encodedTags = tagArrays.map(textArray)
const noTags = textArray([])
const city = chooser(cities, 0.9)
const domain = chooser(domains, 1.1)
const title = chooser(titles, 0.7)
const level = chooser(levels, 0)

/** The person number `row` of the set with this `seed`. */
export function personOf(seed: number, row: number): Invented {
  const at = (purpose: number) => draw(seed, row, purpose)
  const language = languages[pickLanguage(at(1))] as Language
  const { stock } = language
  const given = language.given[Math.floor(at(2) ** givenSkew * language.given.length)] as Part
  const family = language.families[language.pick(at(3))] as Part
  const name = fullName(stock, given.native, family.native)
  const whole = fullName(stock, given.folded, family.folded)
  const words = [...new Set([...(stock.joined ? [whole] : []), ...given.words, ...family.words])]
  const number = Math.floor(at(4) * 100_000)
  return {
    kind: 'person',
    name,
    given: given.native,
    family: family.native,
    sortName: sortKey(`${family.folded} ${given.folded} ${whole}`),
    words: wordVector(words),
    language: stock.language,
    jobTitle: at(5) < 0.6 ? title(at(6)) : null,
    industry: null,
    email: at(7) < 0.75 ? `${mailbox(given.latin)}.${mailbox(family.latin)}${number}@${domain(at(8))}` : null,
    ...shared(at),
  }
}

/** The organisation number `row` of the set with this `seed`. */
export function organisationOf(seed: number, row: number): Invented {
  const at = (purpose: number) => draw(seed, row, purpose + 100)
  const language = languages[pickLanguage(at(1))] as Language
  const family = language.families[language.pick(at(3))] as Part
  const trade = trades[Math.floor(at(2) ** 1.5 * trades.length)] as string
  const form = legalForms[Math.floor(at(4) * legalForms.length)] as string
  const name = `${family.native} ${trade} ${form}`
  const words = [...new Set([...family.words, ...wordsOf(trade), ...wordsOf(form)])]
  return {
    kind: 'organisation',
    name,
    given: null,
    family: null,
    sortName: fold(name),
    words: wordVector(words),
    language: language.stock.language,
    jobTitle: null,
    industry: industries[Math.floor(at(5) * industries.length)] as string,
    email: at(7) < 0.75 ? `post@${mailbox(family.latin)}${row % 9973}.example` : null,
    ...shared(at),
  }
}

/** Every distinct word that occurs in the names. */
export function vocabulary(): string[] {
  const found = new Set<string>([...trades, ...legalForms].flatMap(wordsOf))
  for (const { stock, given, families } of languages) {
    for (const { words } of [...given, ...families]) for (const word of words) found.add(word)
    if (!stock.joined) continue
    for (const family of families) for (const name of given) found.add(family.folded + name.folded)
  }
  return [...found]
}

function shared(at: (purpose: number) => number) {
  const place = city(at(20))
  return {
    city: place.name,
    country: place.country,
    postcode: String(1000 + Math.floor(at(21) * 90_000)).padStart(5, '0'),
    level: at(22) < 0.4 ? level(at(23) ** 0.5) : null,
    tags: at(24) < 0.3 ? (encodedTags[Math.floor(at(25) ** 2 * encodedTags.length)] as Buffer) : noTags,
    phone: at(26) < 0.7 ? phoneNumber(at(27), at(28)) : null,
    street: at(29) < 0.6 ? `${street(at(30))} ${1 + Math.floor(at(31) ** 2 * 180)}` : null,
    owner: at(32) < 0.8 ? Math.floor(at(33) ** 1.3 * users) : -1,
  }
}

/** Numbers of the German range 032, which is hardly assigned and valid for checks of form. */
function phoneNumber(prefix: number, rest: number): string {
  return `+4932${String(Math.floor(prefix * 90) + 10)}${String(Math.floor(rest * 10_000_000)).padStart(7, '0')}`
}

const streets = ['Storgata', 'Kirkeveien', 'Hauptstraße', 'Bahnhofstraße', 'Station Road', 'High Street']
const moreStreets = ['Drottninggatan', 'Skolgatan', 'Rue de l’Église', 'Gartenweg', 'Mill Lane', 'Parkveien']

function street(at: number): string {
  const all = [...streets, ...moreStreets]
  return all[Math.floor(at * all.length)] as string
}

function mailbox(latin: string): string {
  return fold(latin).replace(/[^a-z0-9]/g, '')
}

function partOf(name: { native: string; latin: string }): Part {
  return { ...name, folded: fold(name.native), words: wordsOf(name.native) }
}

function familyNames(stock: NameStock, wanted: number): Part[] {
  const listed = stock.families.map(partOf)
  const [starts, middles, ends] = stock.syllables
  const latin = stock.script === 'Latin'
  const known = new Set(listed.map(part => part.folded))
  const built: Part[] = []
  // Steps through all combinations in an order that mixes them; 7919 is a prime and so meets each once.
  const all = starts.length * middles.length * ends.length
  for (let step = 0; step < all && listed.length + built.length < wanted; step++) {
    const index = (step * 7919) % all
    const start = starts[index % starts.length] as string
    const middle = middles[Math.floor(index / starts.length) % middles.length] as string
    const end = ends[Math.floor(index / starts.length / middles.length)] as string
    const native = start + middle + end
    const folded = fold(native)
    if (known.has(folded)) continue
    known.add(folded)
    const spelled = latin ? native : (stock.families[step % stock.families.length]?.latin ?? native)
    built.push({ native, latin: spelled, folded, words: wordsOf(native) })
  }
  return [...listed, ...built]
}
