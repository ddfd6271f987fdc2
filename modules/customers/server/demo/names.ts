import type { NameStock } from './name-stock.ts'
import { nordic, swedish, german, english, romance, slavicTurkish, vietnamese } from './names-latin.ts'
import { persian, arabic, russian, greek, hindi, chinese, japanese } from './names-other-scripts.ts'

/** All stocks with their share among the persons we deal with, in percent. */
export const nameStocks: readonly { stock: NameStock; share: number }[] = [
  { stock: nordic, share: 26 },
  { stock: swedish, share: 14 },
  { stock: german, share: 12 },
  { stock: english, share: 12 },
  { stock: romance, share: 9 },
  { stock: slavicTurkish, share: 8 },
  { stock: vietnamese, share: 2 },
  { stock: persian, share: 4 },
  { stock: arabic, share: 3 },
  { stock: russian, share: 4 },
  { stock: greek, share: 1.5 },
  { stock: hindi, share: 1.5 },
  { stock: chinese, share: 1.5 },
  { stock: japanese, share: 1.5 },
]
