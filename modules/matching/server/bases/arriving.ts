import type { Arrival } from '../../../customers/index.ts'
import type { Handed } from './owners.ts'
import { sharedColumns } from './loading.ts'
import type { Candidate } from './taking.ts'
import { inOurWords, type Takes, type Vocabulary, wordColumns } from './vocabulary.ts'

type Making = {
  vocabulary: Vocabulary
  takes: Takes
  /** Whose each record becomes. */
  handed: (record: Handed) => string | null
  /** Employers that will come themselves. */
  waiting: ReadonlySet<string>
}

const translatedColumns: readonly string[] = Object.values(wordColumns)

/**
 * The record as a customer to be, in our words, under the id it has in the base. One that is the same as a customer
 * never changes whose that one is.
 */
export function makeArrival(record: Candidate, { vocabulary, takes, handed, waiting }: Making): Arrival {
  const { set, tags, custom } = inOurWords(record, { vocabulary, takes })
  const plain = sharedColumns.filter(column => !translatedColumns.includes(column))
  const named = (set.owner_id as string | null | undefined) ?? null
  const columns = {
    ...Object.fromEntries(plain.map(column => [column, record[column] ?? null])),
    ...set,
    owner_id: handed({ verdict: record.verdict, named, existing: record.root_owner }),
    // Records of two business units never stand for each other.
    ...(record.verdict === 'same' && record.root_unit ? { unit_id: record.root_unit } : {}),
  }
  const comes = record.employer_key !== null && waiting.has(record.employer_key)
  return {
    id: record.id,
    name: record.name as string,
    columns,
    points: pointsOf(record),
    tags,
    custom,
    employer: comes ? null : record.employer,
  }
}

/** Contact points come with the ids they were read with; the country of an address is said in our words too. */
function pointsOf(record: Candidate): Arrival['points'] {
  return (record.points ?? []) as Arrival['points']
}
