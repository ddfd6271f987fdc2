import type { Random } from '../../../../platform/random.ts'

const given =
  `Anna Bjarne Carla David Elif Farid Greta Henrik Ilse Jamal Katrin Lars Marta Nadia Olav Petra Rami Silje Tobias Ulla Viktor
  Yara`.split(/\s+/)
const family =
  `Aasen Brunner Costa Dahl Egger Fischer Groth Haugen Ivarsson Jansen Kovač Larsen Moreau Nyberg Olsen Pichler Rossi
  Sandvik Thomsen Vogel Weber Zeman`.split(/\s+/)
const places = `Bergen Bremen Graz Göteborg Hamburg Kiel Linz Malmö Oslo Rostock Tromsø Turku`.split(/\s+/)
const houses: readonly (readonly [kind: string, form: string])[] = [
  ['Kjøtt', 'AS'],
  ['Bakeri', 'AS'],
  ['Boligbygg', 'AS'],
  ['Kühlhaus', 'GmbH'],
  ['Molkerei', 'GmbH'],
  ['Hotel', 'GmbH'],
  ['Fisk', 'AS'],
  ['Växthus', 'AB'],
]
const posts = ['Head of facilities', 'Purchasing', 'Managing director', 'Technical director', 'Owner']
const notes = [
  'met at the fair, wants a visit before the summer',
  'asked for heat pumps for two buildings',
  'chiller is fifteen years old',
  'has three offers already, ours would be the fourth',
  'neighbour of a customer, saw the roof',
  'moves to a new hall next year',
  'rang about a service agreement',
]
const sources = ['Fair', 'Recommendation', 'Website', 'Call', 'Card from a meeting']

/** Somebody whom nobody knows yet, as columns of a lead; `n` makes him another one than the rest. */
export function strangerOf(random: Random, n: number) {
  const [first, last] = [random.pick(given), family[n % family.length] as string]
  const place = random.pick(places)
  const [kind, form] = random.pick(houses)
  const name = `${first} ${last}`
  const company = `${last} ${kind} ${form}`
  const email = `${plain(first)}.${plain(last)}@${plain(last)}-${plain(kind)}.example`
  const note = random.pick(notes)
  return {
    name,
    company,
    email,
    job_title: random.chance(0.6) ? random.pick(posts) : null,
    phone: random.chance(0.6) ? `+4755501${String(100 + n).padStart(3, '0')}` : null,
    city: place,
    note,
    source: random.pick(sources),
    typed: random.chance(0.7) ? `${name}, ${company}, ${email}, in ${place}, ${note}` : null,
  }
}

/** As it may stand in an address. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ø', 'o')
    .replaceAll('Ø', 'O')
    .toLowerCase()
}
