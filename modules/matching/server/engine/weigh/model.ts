import type { Condition } from '../compare/conditions.ts'
import type { Schema } from '../record.ts'

/** One answer of a comparison. The first level whose condition holds is taken; the last one has none and always holds. */
export type Level = {
  name: string
  when: Condition | null
  /** P(this level | the same customer) and P(this level | two different ones), within the group of the level. */
  m: number
  u: number
  /** P(this level | two different customers of one home or place); where the comparison says nothing about homes it is `u`. */
  h?: number
  /** Levels of one group add up to one. A second group is used where another comparison already explains an agreement. */
  group?: number
  /** Trait whose frequency sharpens the weight: agreeing on “Xu” says more than agreeing on “Smith”. */
  frequency?: string
}

/** How two records are compared in one respect. No evidence where a needed trait is missing or `skip` holds. */
export type Comparison = {
  name: string
  needs: readonly string[]
  /** Whether people of one home (or shops of one street) agree on it without being one. */
  ofHome?: true
  skip?: Condition
  levels: readonly Level[]
}

/** How often the values of a trait occur, as shares of the records that have it. */
export type Frequencies = {
  /** Frequent values. */
  values: Readonly<Record<string, number>>
  /** Every other value. */
  rest: number
  /** P(two random records agree): the sum of the squares. */
  chance: number
}

export type Thresholds = {
  /** From this weight on a person is asked. */
  review: number
  /** From this weight on a pair may be linked without asking, if nothing speaks against it. */
  link: number
}

/** Everything needed to weigh two records; plain JSON. Weights are logarithms to the base 2. */
export type Model = {
  version: 1
  /** `default`: from experience; `learnt`: from the organisation's own records. */
  basis: 'default' | 'learnt'
  schema: Schema
  /** How many records it was learnt from. */
  records: number
  /** P(a random pair of records is one customer). */
  lambda: number
  /** P(a random pair of records is of one home or place, but not one customer). */
  homes: number
  comparisons: readonly Comparison[]
  frequencies: Readonly<Record<string, Frequencies>>
  thresholds: Thresholds
}
