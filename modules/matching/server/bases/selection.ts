import type { Context } from '../../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import type { Filter } from '../../../../platform/entities/descriptor.ts'
import { listConditions, prepareList } from '../../../../platform/entities/list.ts'
import { takenOf } from './tables.ts'

/** Records of a base that a filter and words choose. */
export type Selected = { baseId: string; filter?: Filter | null | undefined; q?: string | null | undefined }

/** The condition over `matching.base_record t` that chooses the free ones among these, with its values. */
export async function selectionOf(
  ctx: Context,
  { baseId, filter, q }: Selected,
): Promise<{ where: string; values: unknown[]; sql: SqlWriter }> {
  const sql = sqlWriter()
  const where = listConditions(
    await prepareList(ctx.db, {
      registry: ctx.catalogue.registry(),
      entity: ctx.catalogue.entity('base-record'),
      actor: ctx.actor,
      now: ctx.now,
      query: { limit: 1, ...(filter ? { filter } : {}), ...(q ? { q } : {}) },
    }),
    sql,
  )
  where.push(`t.base_id = ${sql.bind(baseId, 'uuid')}`, `not ${takenOf('t')}`)
  return { where: where.join(' and '), values: sql.values, sql }
}
