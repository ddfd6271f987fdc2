import type { EntityDescriptor, Field } from '../../../../platform/entities/descriptor.ts'
import type { Arrival } from '../../../customers/index.ts'

/** What one column of a base becomes here: our field, and per word ours; null is nothing. Words that are not named stay. */
export type Column = { target: string | null; words: Readonly<Record<string, string | null>> }
/** What was said about the columns of a base, by their field. Columns nobody spoke of go where they are called the same. */
export type Vocabulary = Readonly<Record<string, Column>>

/** Shipped fields that hold words of a base, with their columns. */
export const wordColumns = {
  level: 'level',
  industry: 'industry',
  country: 'country',
  language: 'language',
  source: 'source',
  jobTitle: 'job_title',
  owner: 'owner',
  tags: 'tags',
} as const
type WordField = keyof typeof wordColumns

export const isWordField = (field: string): field is WordField => field in wordColumns

/** Kinds of own fields that words can be put in. */
const wordKinds = ['text', 'longtext', 'choice', 'tags', 'email', 'url', 'phone']

/** Where a column of a base may go: our fields of words, and the customers' own fields of a kind that fits. */
export function targetsFor(field: string, customer: EntityDescriptor): Field[] {
  const own = customer.fields.filter(
    ({ custom, kind }) => custom && wordKinds.includes(kind) && kind !== 'tags',
  )
  const shipped = customer.fields.filter(({ key }) => isWordField(key))
  if (field === 'owner' || field === 'tags') return shipped.filter(({ key }) => key === field)
  return [...shipped.filter(({ key }) => key !== 'owner'), ...own]
}

/** What a column becomes where nobody has said anything: the field of the same name. */
export function columnOf(vocabulary: Vocabulary, field: string): Column {
  return vocabulary[field] ?? { target: field, words: {} }
}

/** The own field of customers that keeps the original word of a column. */
export const keptKey = (field: string): string =>
  `there_${field.replace(/^custom\./, '').toLowerCase()}`.slice(0, 50)

/** What our side takes: the values of a choice, ids of users; null: any word. */
export type Takes = (target: string, word: string) => boolean

/** The word a value becomes in the target; null where it becomes nothing. */
export function translated({ target, words }: Column, theirs: string, takes: Takes): string | null {
  if (target === null) return null
  const named = Object.hasOwn(words, theirs) ? (words[theirs] ?? null) : theirs
  return named !== null && takes(target, named) ? named : null
}

/** A record of a base as the database has it, by columns. */
export type StoredRecord = Record<string, unknown> & {
  id: string
  custom: Record<string, unknown>
  tags: string[]
  owner: string | null
  employer: string | null
}

type Naming = { vocabulary: Vocabulary; takes: Takes }

/**
 * The record in our words. Wherever a word became another, or nothing, the original is kept beside in an own field, so that
 * both vocabularies stay visible, searchable and in every export. Columns that go nowhere stay with the base alone.
 */
export function inOurWords(
  record: StoredRecord,
  naming: Naming,
): Pick<Arrival, 'tags' | 'custom'> & { set: Record<string, unknown> } {
  const set: Record<string, unknown> = {}
  const custom: Record<string, unknown> = {}
  let tags: string[] = []
  for (const { field, theirs } of wordsOf(record)) {
    const column = columnOf(naming.vocabulary, field)
    const ours = theirs.map(word => translated(column, word, naming.takes))
    const { target } = column
    const found = [...new Set(ours.filter(word => word !== null))]
    if (target === 'tags') tags = [...new Set([...tags, ...found])]
    else if (target && isWordField(target))
      set[target === 'owner' ? 'owner_id' : wordColumns[target]] ??= found[0] ?? null
    else if (target && found.length > 0) custom[target.replace(/^custom\./, '')] = found.join(', ')
    if (target !== null && ours.some((word, at) => word !== theirs[at]))
      custom[keptKey(field)] = theirs.join(', ')
  }
  for (const [key, value] of Object.entries(record.custom)) {
    if (typeof value === 'string') continue
    const { target } = columnOf(naming.vocabulary, `custom.${key}`)
    // What is no word (a number, a date, yes or no) goes as it is, or not at all.
    if (target === `custom.${key}`) custom[key] = value
  }
  return { set, tags, custom }
}

/** Everything in a record that is a word, by field. */
function wordsOf(record: StoredRecord): { field: string; theirs: string[] }[] {
  const shipped = Object.entries(wordColumns).flatMap(([field, column]) => {
    const value = record[column]
    const theirs = Array.isArray(value)
      ? (value as string[])
      : value === null || value === undefined
        ? []
        : [String(value)]
    return theirs.length > 0 ? [{ field, theirs }] : []
  })
  const own = Object.entries(record.custom).flatMap(([key, value]) =>
    typeof value === 'string' && value !== '' ? [{ field: `custom.${key}`, theirs: [value] }] : [],
  )
  return [...shipped, ...own]
}
