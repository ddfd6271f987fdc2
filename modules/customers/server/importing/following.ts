import { isDeepStrictEqual } from 'node:util'
import { nameColumns, wordsIn } from '../names.ts'
import { followPoints } from './following-points.ts'
import { type Columns, type Existing, type Incoming, primaryOf, storedColumns } from './record.ts'

/** What another system said of a customer when it was last asked, and what it says now. */
export type Said = { former: Incoming; arrival: Incoming }

/** Not followed as they are given: whose it is never, the others because they are worked out. */
const apart = new Set([
  'owner_id',
  'unit_id',
  'tags',
  'custom',
  'name',
  'sort_name',
  'words',
  'email',
  'phone',
])
const followed = storedColumns.filter(column => !apart.has(column))
const placeColumns = ['city', 'postcode', 'country'] as const

/**
 * Puts on a record what another system says differently than before; all else stays as people have made it. What is not
 * said any more is cleared.
 */
export function follow(record: Existing, { former, arrival }: Said): void {
  const { columns } = record
  for (const column of followed) {
    const value = arrival.columns[column] ?? null
    // Without a word on it a record stays the kind it is.
    if (value === (former.columns[column] ?? null) || (column === 'kind' && value === null)) continue
    columns[column] = value
  }
  followName(record, { former, arrival })
  followAddresses(record, { former, arrival })
  followTags(columns, former.tags ?? [], arrival.tags ?? [])
  followCustom(columns, former.custom ?? {}, arrival.custom ?? {})
}

const nameParts = ['kind', 'name', 'given_name', 'family_name'] as const

/** A name that was typed here stays when only its parts change there; one that was put together follows them. */
function followName({ before, columns }: Existing, { former, arrival }: Said): void {
  const differs = (a: Columns, b: Columns) => nameParts.some(part => (a[part] ?? null) !== (b[part] ?? null))
  if (!differs(former.columns, arrival.columns)) return
  const together = [columns.given_name, columns.family_name].filter(Boolean).join(' ')
  columns.name = nameOf(before, { former, arrival }) ?? (together || arrival.columns.name)
  if (!differs(columns, before)) return
  const names = differs(columns, arrival.columns)
    ? nameColumns({
        kind: columns.kind as 'person',
        name: columns.name as string,
        givenName: columns.given_name as string | null,
        familyName: columns.family_name as string | null,
      })
    : { sort_name: arrival.columns.sort_name, words: arrival.columns.words as string }
  columns.sort_name = names.sort_name
  // The database writes the same words in an order of its own.
  if (!sameWords(names.words, before.words as string)) columns.words = names.words
}

/** The name that the record shall have; null when it is put together from its parts. */
function nameOf(before: Columns, { former, arrival }: Said): string | null {
  const name = before.name as string
  if (arrival.name !== null)
    return former.columns.name === arrival.columns.name ? name : (arrival.columns.name as string)
  const parts = [before.given_name, before.family_name].filter(Boolean).join(' ')
  return name === former.columns.name || name === parts ? null : name
}

function sameWords(a: string, b: string): boolean {
  return isDeepStrictEqual(new Set(wordsIn(a)), new Set(wordsIn(b)))
}

/** Contact points, and what lists show of them in the row of the customer. */
function followAddresses(record: Existing, { former, arrival }: Said): void {
  const { columns } = record
  const placed = primaryOf(record.points, 'address')?.address ?? {}
  followPoints(record, former.points, arrival.points)
  for (const kind of ['email', 'phone'] as const)
    if ([...former.points, ...arrival.points].some(point => point.kind === kind))
      columns[kind] = primaryOf(record.points, kind)?.value ?? null
  const place = primaryOf(record.points, 'address')?.address ?? {}
  for (const column of placeColumns) {
    const told = (former.columns[column] ?? null) !== (arrival.columns[column] ?? null)
    if (told || placed[column] === place[column]) continue
    if (place[column] || columns[column] === placed[column]) columns[column] = place[column] ?? null
  }
}

function followTags(columns: Columns, was: readonly string[], is: readonly string[]): void {
  const tags = columns.tags as readonly string[]
  const kept = tags.filter(tag => is.includes(tag) || !was.includes(tag))
  const came = is.filter(tag => !was.includes(tag) && !tags.includes(tag))
  if (came.length > 0 || kept.length < tags.length) columns.tags = [...new Set([...kept, ...came])]
}

function followCustom(columns: Columns, was: Columns, is: Columns): void {
  const custom = { ...(columns.custom as Columns) }
  for (const key of Object.keys({ ...was, ...is })) {
    const value = is[key] ?? null
    if (isDeepStrictEqual(value, was[key] ?? null)) continue
    if (value === null) delete custom[key]
    else custom[key] = value
  }
  if (!isDeepStrictEqual(custom, columns.custom)) columns.custom = custom
}
