import { customerSchema, type Schema } from '../record.ts'
import { comparisonsFor } from './comparisons.ts'
import type { Model } from './model.ts'

/**
 * The model of an organisation that has no data yet: weights from experience, no frequencies, and a cautious start (one
 * duplicate for every ten of 100,000 records). The first run of the batch replaces it by what it learns.
 */
export function modelBefore(schema: Schema): Model {
  return {
    version: 1,
    basis: 'default',
    schema,
    records: 100_000,
    lambda: 0.000002,
    homes: 0.00001,
    comparisons: comparisonsFor(schema),
    frequencies: {},
    thresholds: { review: 2, link: 10 },
  }
}

export const defaultModel: Model = modelBefore(customerSchema)
