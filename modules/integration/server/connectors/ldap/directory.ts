import type { LookupFunction } from 'node:net'
import type { Client, Entry, Filter, SearchOptions } from 'ldapts'
import { CallFailed } from '../failures.ts'
import type { Settings } from '../port.ts'
import { failureOf } from './failing.ts'
import { entering, linesOf } from './lines.ts'

/** A directory as it is searched. */
export type Directory = {
  /** Entries below (or at) a name, all pages of them. */
  search: (asked: Search, signal: AbortSignal) => Promise<Entry[]>
  close: () => void
}

export type Search = {
  base: string
  filter?: Filter
  attributes: readonly string[]
  scope?: NonNullable<SearchOptions['scope']>
  /** So many are enough. */
  most?: number
}

/** Directories give out a hundred or a thousand entries in one answer, and more only page by page. */
const pageSize = 100

/** Each search has a connection of its own while it runs: a directory keeps one place of paging for each connection. */
export function directoryOf(settings: Settings, lookup?: LookupFunction): Directory {
  const lines = linesOf(settings, lookup)
  const enter = entering(settings)
  const search: Directory['search'] = async (asked, signal) => {
    if (signal.aborted) throw new CallFailed('unreachable', 'The call was given up before it was sent.')
    const line = lines.take()
    const given = Promise.withResolvers<never>()
    let isAsked = false
    const giveUp = () => {
      const kind = isAsked ? 'no-answer' : 'unreachable'
      given.reject(new CallFailed(kind, 'The directory did not answer in time.'))
      line.drop()
    }
    signal.addEventListener('abort', giveUp, { once: true })
    const ask = async () => {
      if (!line.isOpen()) await enter(line.client)
      isAsked = true
      return searchOn(line.client, asked)
    }
    try {
      return await Promise.race([ask(), given.promise])
    } catch (error) {
      line.drop()
      throw failureOf(error, { isAsked, base: asked.base })
    } finally {
      signal.removeEventListener('abort', giveUp)
      lines.giveBack(line)
    }
  }
  return { search, close: () => lines.close() }
}

async function searchOn(client: Client, { base, filter, attributes, scope, most }: Search): Promise<Entry[]> {
  const { searchEntries } = await client.search(base, {
    attributes: [...attributes],
    ...(filter ? { filter } : {}),
    ...(scope ? { scope } : {}),
    ...(most ? { sizeLimit: most } : { paged: { pageSize } }),
  })
  return searchEntries
}
