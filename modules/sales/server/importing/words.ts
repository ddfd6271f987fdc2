import { fold } from '../../../../platform/search/fold.ts'

/** What files call an end, or that there is none yet; folded. */
const ends: Readonly<Record<string, 'won' | 'lost' | 'open'>> = Object.fromEntries([
  ...['won', 'closed won', 'close won', 'win', 'gewonnen', 'abgeschlossen gewonnen', 'ربح', 'تم الربح'].map(
    word => [fold(word), 'won'] as const,
  ),
  ...['lost', 'closed lost', 'close lost', 'loss', 'verloren', 'abgeschlossen verloren', 'خسارة', 'خسر'].map(
    word => [fold(word), 'lost'] as const,
  ),
  ...['open', 'in progress', 'in process', 'active', 'pending', 'offen', 'laufend', 'مفتوح', 'مفتوحة'].map(
    word => [fold(word), 'open'] as const,
  ),
])

/** What a word of a file says of the end of a deal; undefined where it says nothing. */
export function endOf(word: string): 'won' | 'lost' | 'open' | undefined {
  return ends[keyOf(word)]
}

/** As names of stages, pipelines, reasons and colleagues are compared: case, accents, marks and underscores do not count. */
export function keyOf(text: string): string {
  return fold(text.replaceAll(/[_\-–/]+/g, ' '))
}
