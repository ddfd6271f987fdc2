/** What the demo company sells to customers of an industry: what it is called, and what it costs, in whole euros. */
export type Offer = readonly [name: string, from: number, to: number]

const anywhere: readonly Offer[] = [
  ['Service agreement, three years', 6_000, 38_000],
  ['Energy audit', 2_400, 9_000],
  ['Replacement of compressors', 8_000, 46_000],
]

const byIndustry: Readonly<Record<string, readonly Offer[]>> = {
  Housing: [
    ['Heat pumps for two stairwells', 24_000, 96_000],
    ['Heat recovery in the attic', 12_000, 60_000],
    ['Solar roof', 18_000, 120_000],
  ],
  Food: [
    ['Cold store, second room', 30_000, 180_000],
    ['Chilling with waste heat', 22_000, 90_000],
  ],
  Hotels: [
    ['Ventilation of the kitchen', 14_000, 70_000],
    ['Cooling for the top floors', 26_000, 140_000],
  ],
  Manufacturing: [
    ['Process cooling, hall 3', 60_000, 420_000],
    ['Framework for maintenance', 40_000, 260_000],
  ],
  'Public administration': [
    ['School gymnasium, heat pump', 35_000, 190_000],
    ['Town hall, ventilation', 48_000, 310_000],
  ],
  Retail: [
    ['Refrigerated counters', 9_000, 64_000],
    ['Solar roof of the shop', 16_000, 88_000],
  ],
  Construction: [
    ['Equipment for a new block of flats', 52_000, 380_000],
    ['Reseller agreement', 20_000, 110_000],
  ],
}

/** The offers that a customer of this industry may be interested in. */
export function offersFor(industry: string | null): readonly Offer[] {
  return [...(byIndustry[industry ?? ''] ?? []), ...anywhere]
}

/** What is to be done next, and in how many days. */
export const nextSteps: readonly (readonly [what: string, days: number])[] = [
  ['Call about the offer', 1],
  ['Send the revised price', 2],
  ['Visit with the technician', 5],
  ['Wait for the board’s meeting', 9],
  ['Measure on site', 4],
  ['Ask for the drawings', 3],
]
