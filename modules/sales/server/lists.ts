import type { Context } from '../../../platform/context.ts'
import { countRecords, listInput, listPage, type ListText } from '../../../platform/entities/list.ts'
import type { RawJson } from '../../../platform/module.ts'

type Listed = 'opportunity' | 'lead' | 'product' | 'quote'

/** One page of opportunities, leads, products or quotes. */
export function list(ctx: Context, entity: Listed, query: ListText): Promise<RawJson> {
  return listPage(ctx.db, listInput(ctx, entity, query))
}

/** How many of them match, exactly. */
export async function count(ctx: Context, entity: Listed, query: ListText): Promise<{ total: number }> {
  return { total: await countRecords(ctx.db, listInput(ctx, entity, query)) }
}
