import { CallFailed } from '../failures.ts'
import { isOpenToAll } from '../http-settings.ts'
import type { Finding } from '../port.ts'
import type { Collection } from './collections.ts'
import { type Described, describe, type Place } from './described.ts'
import { keyIn, pagesOf } from './paging.ts'
import { readOne } from './reading.ts'

/** What stands in the way of reading, following and writing, each with what to do about it. */
export async function checks(place: Place, signal: AbortSignal): Promise<Finding[]> {
  const described = await describe(place, signal)
  const { title, version, base, collections } = described
  const without = (is: (each: Collection) => unknown) => collections.filter(each => !is(each)).length
  const finding = (missing: number, code: string, level: 'warning' | 'wrong'): Finding =>
    missing === 0 ? { code: `${code}-right`, level: 'right' } : { code, level, params: { lists: missing } }
  return [
    { code: 'answers', level: 'right', params: { version: [title, version].filter(Boolean).join(' ') } },
    isOpenToAll(base) ? { code: 'encrypted', level: 'warning' } : { code: 'encrypted-right', level: 'right' },
    finding(collections.length === 0 ? 1 : 0, 'lists-seen', 'wrong'),
    finding((await denied(place, described, signal)).length, 'may-read', 'wrong'),
    finding(
      without(({ paging }) => paging.since),
      'asks-for-changes',
      'warning',
    ),
    finding(
      without(({ gone }) => gone),
      'tells-deletions',
      'warning',
    ),
    finding(
      without(({ write }) => write),
      'can-be-written',
      'warning',
    ),
    finding(await withoutVersion(place, described, signal), 'gives-versions', 'warning'),
  ]
}

/** So many lists are tried: enough to see whether the account is let in, without asking a hundred times. */
const mostTried = 5

/** The lists, of the first few, that the account may not read. */
export async function denied(
  place: Place,
  { collections }: Described,
  signal: AbortSignal,
): Promise<Collection[]> {
  const found: Collection[] = []
  for (const collection of collections.slice(0, mostTried))
    try {
      await firstKey(place, collection, signal)
    } catch (error) {
      if (!(error instanceof CallFailed) || error.kind !== 'denied') throw error
      found.push(collection)
    }
  return found
}

async function withoutVersion(
  place: Place,
  { collections }: Described,
  signal: AbortSignal,
): Promise<number> {
  let missing = 0
  for (const collection of collections.filter(({ write }) => write).slice(0, mostTried)) {
    const key = await firstKey(place, collection, signal).catch(() => null)
    const standing = key === null ? null : await readOne(place, { collection, key }, signal)
    if (standing?.etag === null) missing++
  }
  return missing
}

async function firstKey(place: Place, collection: Collection, signal: AbortSignal): Promise<string | null> {
  for await (const { items } of pagesOf(place, { collection, limit: 1 }, signal))
    return items[0] ? String(keyIn(collection, items[0])) : null
  return null
}
