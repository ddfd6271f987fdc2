import type { Context } from '../../../../platform/context.ts'
import { countRecords, listPage } from '../../../../platform/entities/list.ts'
import { readListQuery } from '../../../../platform/entities/list-query.ts'
import type { RawJson } from '../../../../platform/module.ts'

type ListText = {
  filter?: string | undefined
  sort?: string | undefined
  limit?: number
  cursor?: string | undefined
  q?: string | undefined
}

function inputOf(ctx: Context, { limit = 50, ...query }: ListText) {
  const entity = ctx.catalogue.entity('base-record')
  const registry = ctx.catalogue.registry()
  return { registry, entity, actor: ctx.actor, now: ctx.now, query: readListQuery({ ...query, limit }) }
}

/** One page of records of bases. */
export function listBaseRecords(ctx: Context, query: ListText): Promise<RawJson> {
  return listPage(ctx.db, inputOf(ctx, query))
}

/** How many of them match, exactly. */
export async function countBaseRecords(ctx: Context, query: ListText): Promise<{ total: number }> {
  return { total: await countRecords(ctx.db, inputOf(ctx, query)) }
}
