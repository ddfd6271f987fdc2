import { guessDateOrder, parseDate } from '../../../../platform/transfer/values/dates.ts'
import { isBad } from '../../../../platform/transfer/values/value.ts'

export type CleanedDate = { value: string; why: 'date-notation'; confidence: number }

/**
 * A date in any notation as `2026-11-22`, or null where it is none or is written so. “3/4/2026” alone does not tell day from
 * month: it is read day first, with a confidence that nobody accepts unseen.
 */
export function cleanDate(given: string, today: Date): CleanedDate | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(given)) return null
  const order = guessDateOrder([given])
  const read = parseDate(given.trim(), order === 'mdy' ? 'mdy' : 'dmy', today)
  if (isBad(read)) return null
  return { value: read, why: 'date-notation', confidence: order === 'ambiguous' ? 0.5 : 0.95 }
}
