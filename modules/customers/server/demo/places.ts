import type { Random } from '../../../../platform/random.ts'

export type Place = { city: string; country: string; postcodes: readonly [number, number]; digits: 4 | 5 }

const place = (city: string, country: string, from: number, to: number): Place => ({
  city,
  country,
  postcodes: [from, to],
  digits: country === 'NO' || country === 'DK' ? 4 : 5,
})

/** Where the demo company has customers; the first ones most. */
export const places: readonly Place[] = [
  place('Oslo', 'NO', 150, 1295),
  place('Bergen', 'NO', 5003, 5099),
  place('Trondheim', 'NO', 7010, 7099),
  place('Stavanger', 'NO', 4005, 4099),
  place('Tromsø', 'NO', 9006, 9024),
  place('Ålesund', 'NO', 6002, 6026),
  place('Drammen', 'NO', 3010, 3048),
  place('Bodø', 'NO', 8003, 8092),
  place('Lillehammer', 'NO', 2608, 2629),
  place('Fredrikstad', 'NO', 1601, 1689),
  place('Göteborg', 'SE', 41101, 41890),
  place('Stockholm', 'SE', 11120, 11864),
  place('Malmö', 'SE', 21115, 21845),
  place('Uppsala', 'SE', 75220, 75758),
  place('Örebro', 'SE', 70210, 70594),
  place('Umeå', 'SE', 90320, 90752),
  place('København', 'DK', 1050, 2450),
  place('Aarhus', 'DK', 8000, 8270),
  place('Hamburg', 'DE', 20095, 22769),
  place('Kiel', 'DE', 24103, 24159),
  place('Lübeck', 'DE', 23552, 23570),
]

const streets: Readonly<Record<string, readonly string[]>> = {
  NO: [
    'Storgata',
    'Kirkeveien',
    'Fjellveien',
    'Skolegata',
    'Havnegata',
    'Bjørkeveien',
    'Elvegata',
    'Parkveien',
    'Nedre Torggate',
  ],
  SE: [
    'Storgatan',
    'Drottninggatan',
    'Kungsgatan',
    'Skolgatan',
    'Björkvägen',
    'Ängsvägen',
    'Hamngatan',
    'Östra Ågatan',
  ],
  DK: ['Vestergade', 'Nørregade', 'Søndergade', 'Algade', 'Skovvej', 'Strandvejen', 'Birkevej'],
  DE: [
    'Hauptstraße',
    'Bahnhofstraße',
    'Gartenweg',
    'Lindenallee',
    'Am Hafen',
    'Mühlenweg',
    'Schillerstraße',
    'Grüner Weg',
  ],
}

export function streetIn(random: Random, country: string): string {
  const street = random.pick(streets[country] ?? (streets.NO as readonly string[]))
  return `${street} ${Math.ceil(random.next() ** 2 * 120)}${random.chance(0.1) ? random.pick(['A', 'B', 'C']) : ''}`
}

export function postcodeOf(random: Random, { postcodes, digits }: Place): string {
  return String(random.between(...postcodes)).padStart(digits, '0')
}

/**
 * Telephone numbers that are set aside for films and books and reach nobody: Sweden (PTS), Germany (Bundesnetzagentur),
 * Great Britain (Ofcom). Norway and Denmark have none, so customers there use the Swedish ones.
 */
const fictional: Readonly<Record<string, readonly (readonly [prefix: string, from: number, to: number])[]>> =
  {
    SE: [
      ['+46 70 174 06 ', 5, 99],
      ['+46 8 465 004 ', 0, 99],
      ['+46 31 390 06 ', 0, 99],
      ['+46 40 628 04 ', 0, 99],
      ['+46 980 319 2', 0, 99],
    ],
    DE: [
      ['+49 30 23125 ', 0, 999],
      ['+49 40 66969 ', 0, 999],
      ['+49 69 90009 ', 0, 999],
      ['+49 89 99998 ', 0, 999],
    ],
    GB: [
      ['+44 7700 900', 0, 999],
      ['+44 20 7946 0', 0, 999],
      ['+44 161 496 0', 0, 999],
    ],
  }

export function phoneIn(random: Random, country: string): string {
  const ranges = country === 'DE' ? fictional.DE : random.chance(0.75) ? fictional.SE : fictional.GB
  const [prefix, from, to] = random.pick(ranges ?? [])
  return prefix + String(random.between(from, to)).padStart(String(to).length, '0')
}
