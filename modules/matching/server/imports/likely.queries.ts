import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { ownImport } from '../../../../platform/transfer/imports/view.ts'
import type { Brief, ImportLook, Part } from '../../contract.ts'
import { ruleOf } from '../linking/rule.ts'
import { briefJson, briefOf } from '../queue/brief.ts'
import { seen, visibleParts } from '../sight.ts'

/** What the check of an import found: how many of its new records may be customers that are there, and the first of them. */
export async function lookOf(ctx: Context, importId: string): Promise<ImportLook> {
  await ownImport(ctx, importId)
  const counts = await row<Omit<ImportLook, 'items'>>(
    ctx.db,
    'select fresh, looked, likely, estimate from matching.import_look where import_id = $1',
    [importId],
  )
  if (!counts) return { fresh: 0, looked: 0, likely: 0, estimate: 0, items: [] }
  const sql = sqlWriter()
  const found = await rows<{ row: number; name: string; parts: Part[]; customer: Brief }>(
    ctx.db,
    `select l.row_no as row, l.name, l.parts, ${briefJson('c')} as customer
     from matching.import_likely l join customers.v_customer c on c.id = l.customer_id
     where l.import_id = ${sql.bind(importId, 'uuid')} and ${seen(ctx, { alias: 'c', sql })} order by l.row_no limit 50`,
    sql.values,
  )
  const { link } = await ruleOf(ctx.db)
  const items = found.map(({ parts, customer, ...rest }) => {
    const visible = visibleParts(ctx, parts)
    const words = visible.weight >= link ? ('certain' as const) : ('likely' as const)
    return { ...rest, ...visible, words, customer: briefOf(customer) }
  })
  return { ...counts, items }
}
