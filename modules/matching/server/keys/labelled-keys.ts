import { featuresOf, keysOf, type MatchRecord } from '../engine/index.ts'
import { keyNumber } from './key-number.ts'

/** A match key: the number that is stored, and the text it was made of. */
export type LabelledKey = { key: number; label: string }

/** The match keys of a record. */
export function labelledKeys(record: MatchRecord): LabelledKey[] {
  return keysOf(featuresOf(record)).map(label => ({ key: keyNumber(label), label }))
}
