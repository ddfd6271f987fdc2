import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { type Random, randomFrom } from '../platform/random.ts'
import { chooser } from './draw.ts'

/** Someone as a form would hold him; an empty text is a field left empty. */
export type Someone = {
  given: string
  family: string
  birth: string
  email: string
  phone: string
  street: string
  postcode: string
  city: string
}

/** One row of the set: the person it is about, and what is written about him. */
export type LabelledRow = { entity: number; row: Someone }

const beginnings = 'b|br|d|dr|f|fl|g|gr|h|j|k|kl|kr|l|m|n|p|pr|r|s|sch|st|t|tr|v|w|z|a|e|i|o'.split('|')
const vowels = 'a|e|i|o|u|ei|au|ie|ö|ü'.split('|')
const middles = 'b|d|g|l|ll|m|n|nn|r|rt|s|ss|t|tt|v|nd|ng|lk|st|rm'.split('|')
const endings = '|a|e|o|us|er|en|ina|el|is|mann|sen|son|berg|ski|ez|ini|ov'.split('|')

/** Different names that sound as if someone could have them, the shorter ones first. */
function names(count: number, random: Random): string[] {
  const found = new Set<string>()
  while (found.size < count) {
    const length = found.size < count / 3 ? 1 : 2
    let name = random.pick(beginnings) + random.pick(vowels)
    for (let part = 0; part < length; part++)
      name += random.pick(middles) + (part < length - 1 ? random.pick(vowels) : '')
    name += random.pick(endings)
    found.add((name[0] ?? '').toUpperCase() + name.slice(1))
  }
  return [...found]
}

/**
 * People with `share` duplicates among `records` rows, with heavy-tailed names and places, a sixth of them living with
 * others (one family name, address and often telephone), two fifths without e-mail or date of birth. A duplicate has one
 * to three mistakes or changes. The same rows for the same seed.
 */
export function* duplicates({
  records,
  share,
  seed,
}: {
  records: number
  share: number
  seed: number
}): Generator<LabelledRow> {
  const random = randomFrom(seed)
  const town = townOf(random)
  const originals = Math.round(records * (1 - share))
  // A bounded pool of those who may be entered again keeps the memory constant.
  const pool: LabelledRow[] = []
  let copies = 0
  let home: Someone | undefined
  for (let entity = 0; entity < originals; entity++) {
    const row: Someone = person(town, random, random.chance(1 / 6) ? home : undefined)
    home = row
    yield { entity, row }
    pool[pool.length < 20_000 ? pool.length : random.below(20_000)] = { entity, row }
    const due = Math.floor(((entity + 1) / originals) * (records - originals))
    while (copies < due) {
      const again = random.pick(pool)
      yield { entity: again.entity, row: changed(again.row, town, random) }
      copies++
    }
  }
}

type Town = ReturnType<typeof townOf>

function townOf(random: Random) {
  const cities = names(3000, random)
  const places = Array.from({ length: 8000 }, (_, at) => ({
    postcode: String(10_000 + at * 11),
    city: cities[Math.floor((at * 3000) / 8000)] as string,
  }))
  return {
    given: chooser(names(17_000, random), 0.9),
    family: chooser(names(14_000, random), 0.75),
    place: chooser(random.some(places, places.length), 0.4),
    street: chooser(
      names(20_000, random).map(name => `${name}straße`),
      0.6,
    ),
    domain: chooser(
      names(3000, random).map(name => `${fold(name)}.example`),
      1.1,
    ),
  }
}

function person(town: Town, random: Random, home: Someone | undefined): Someone {
  const given = town.given(random.next())
  const family = home ? home.family : town.family(random.next())
  const place = home ?? {
    ...town.place(random.next()),
    street: `${town.street(random.next())} ${random.between(1, 120)}`,
  }
  const number = () => `+49${random.between(30, 999)}${random.between(100_000, 9_999_999)}`
  const phone = home?.phone && random.chance(0.6) ? home.phone : number()
  return {
    given,
    family,
    birth: random.chance(0.62) ? dateOf(random) : '',
    email: random.chance(0.62) ? mailbox({ given, family, random }) + `@${town.domain(random.next())}` : '',
    phone: random.chance(0.7) ? phone : '',
    street: random.chance(0.8) ? place.street : '',
    postcode: random.chance(0.95) ? place.postcode : '',
    city: place.city,
  }
}

function mailbox({ given, family, random }: { given: string; family: string; random: Random }): string {
  const [first, last] = [fold(given), fold(family)]
  const tail = random.chance(0.4) ? String(random.between(1, 99)) : ''
  return (
    random.pick([`${first}.${last}`, `${first[0]}.${last}`, `${first}${last}`, `${last}.${first}`]) + tail
  )
}

const fold = (name: string) => name.toLowerCase().replaceAll('ö', 'oe').replaceAll('ü', 'ue')

function dateOf(random: Random): string {
  const day = new Date(Date.UTC(1935, 0, 1) + random.below(75 * 365) * 86_400_000)
  return day.toISOString().slice(0, 10)
}

type Change = (row: Someone, random: Random, town: Town) => Someone

const changes: readonly Change[] = [
  (row, random) => ({ ...row, given: typo(row.given, random) }),
  (row, random) => ({ ...row, family: typo(row.family, random) }),
  row => ({ ...row, given: row.family, family: row.given }),
  (row, random) => ({ ...row, given: random.chance(0.5) ? (row.given[0] ?? '') : '' }),
  (row, random) => ({ ...row, birth: row.birth && typo(row.birth, random, '0123456789') }),
  row => ({ ...row, birth: row.birth.replace(/-(\d\d)-(\d\d)$/, '-$2-$1') }),
  row => ({ ...row, birth: '' }),
  row => ({ ...row, email: '' }),
  (row, random, town) => ({ ...row, email: `${mailbox({ ...row, random })}@${town.domain(random.next())}` }),
  (row, random) => ({ ...row, email: row.email && typo(row.email, random) }),
  row => ({ ...row, phone: '' }),
  (row, random) => ({
    ...row,
    phone: `+49${random.between(150, 179)}${random.between(1_000_000, 9_999_999)}`,
  }),
  (row, random) => ({ ...row, street: row.street && typo(row.street, random) }),
  row => ({ ...row, street: row.street.replace('straße', 'str.') }),
  (row, random, town) => ({
    ...row,
    street: `${town.street(random.next())} ${random.between(1, 120)}`,
    ...town.place(random.next()),
  }),
  (row, random) => ({ ...row, postcode: row.postcode && typo(row.postcode, random, '0123456789') }),
  (row, random) => ({ ...row, city: typo(row.city, random) }),
  (row, random, town) => ({ ...row, family: town.family(random.next()) }),
]

function changed(row: Someone, town: Town, random: Random): Someone {
  const count = random.between(1, 3)
  return random.some(changes, count).reduce((now, change) => change(now, random, town), row)
}

/** One letter left out, doubled, replaced or exchanged with the next. */
function typo(text: string, random: Random, letters = 'abcdefghijklmnopqrstuvwxyz'): string {
  if (text.length < 2) return text
  const at = random.below(text.length - 1)
  const letter = random.pick([...letters])
  return random.pick([
    () => text.slice(0, at) + text.slice(at + 1),
    () => text.slice(0, at) + letter + text.slice(at),
    () => text.slice(0, at) + letter + text.slice(at + 1),
    () => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2),
  ])()
}

const columns = ['given', 'family', 'birth', 'email', 'phone', 'street', 'postcode', 'city'] as const
const titles = 'id,given_name,family_name,date_of_birth,email,phone,street,postcode,city,person'

/** Writes the set as CSV with the truth in the last column, “person”. */
export async function writeDuplicates(
  path: string,
  set: { records: number; share: number; seed: number },
): Promise<void> {
  const file = createWriteStream(path, { highWaterMark: 1 << 20 })
  let lines = `${titles}\n`
  let id = 0
  for (const { entity, row } of duplicates(set)) {
    lines += `${id++},${columns.map(column => row[column]).join(',')},${entity}\n`
    if (lines.length < 1 << 18) continue
    if (!file.write(lines)) await once(file, 'drain')
    lines = ''
  }
  file.end(lines)
  await finished(file)
}
