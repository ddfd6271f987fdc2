import type { Context } from '../../../../platform/context.ts'
import { countRecords, listInput, listPage, type ListText } from '../../../../platform/entities/list.ts'
import type { RawJson } from '../../../../platform/module.ts'

/** One page of records of bases. */
export function listBaseRecords(ctx: Context, query: ListText): Promise<RawJson> {
  return listPage(ctx.db, listInput(ctx, 'base-record', query))
}

/** How many of them match, exactly. */
export async function countBaseRecords(ctx: Context, query: ListText): Promise<{ total: number }> {
  return { total: await countRecords(ctx.db, listInput(ctx, 'base-record', query)) }
}
