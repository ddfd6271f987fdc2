import type { Db } from '../context.ts'
import { column, type SqlWriter } from '../database/sql-writer.ts'
import type { EntityDescriptor } from '../entities/descriptor.ts'
import { tsqueryFor } from './words.ts'

/** The condition that a row of the list answers to the typed words. Words nobody has give an empty list, not an error. */
export async function searchCondition(
  db: Db,
  { entity, q, sql }: { entity: EntityDescriptor; q: string; sql: SqlWriter },
): Promise<string> {
  const search = entity.search
  if (!search) return 'true'
  if ('words' in search) {
    const query = await tsqueryFor(db, q)
    return query ? `t.${column(search.words)} @@ ${sql.bind(query, 'tsquery')}` : 'false'
  }
  const pattern = sql.bind(`%${q.replaceAll(/[\\%_]/g, '\\$&')}%`)
  return `(${search.columns.map(name => `t.${column(name)} ilike ${pattern}`).join(' or ')})`
}
