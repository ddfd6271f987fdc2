import type { Db } from '../context.ts'
import { column, type SqlWriter } from '../database/sql-writer.ts'
import type { EntityDescriptor } from '../entities/descriptor.ts'
import { likePattern } from './like.ts'
import { forLists, tsqueryFor } from './words.ts'

/** What the typed words mean for one entity: nothing asked, words of its titles (null: unknown ones), or plain text. */
export type Looking =
  | Record<string, never>
  | { words: string; tsquery: string | null }
  | { columns: readonly string[]; pattern: string }

/** Looks the typed words up in the vocabulary. */
export async function lookFor(db: Db, { search }: EntityDescriptor, q: string | undefined): Promise<Looking> {
  if (!search || !q) return {}
  if ('columns' in search) return { columns: search.columns, pattern: likePattern(q, true) }
  return { words: search.words, tsquery: await tsqueryFor(db, q, forLists) }
}

/** The condition that a row `t` answers to the typed words; null where nothing is asked. Unknown words: an empty list. */
export function searchCondition(looking: Looking, sql: SqlWriter): string | null {
  if ('tsquery' in looking) {
    return looking.tsquery ? `t.${column(looking.words)} @@ ${sql.bind(looking.tsquery, 'tsquery')}` : 'false'
  }
  if (!('pattern' in looking)) return null
  const pattern = sql.bind(looking.pattern)
  return `(${looking.columns.map(name => `t.${column(name)} ilike ${pattern}`).join(' or ')})`
}
