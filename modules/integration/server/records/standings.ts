import { visibleField } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import type { ForeignChange } from '../../contract/records.ts'
import { requireCustomer } from '../../../customers/index.ts'
import type { RemoteValues } from '../connectors/port.ts'
import { familySeen } from './held.ts'

type Found = Omit<ForeignChange, 'at' | 'seenAt' | 'fields'> & {
  at: Date | null
  seenAt: Date
  fields: string[]
  before: RemoteValues
  after: RemoteValues
}

/** A mark on a field says what is news; what is older stands on the timeline. */
const newsFor = '30 days'

/**
 * The latest change of each value of a customer's family that was made over there, newest first, of the last 30 days. Values of fields
 * that the reader may not see are left out; throws `NotFound`.
 */
export async function foreignStandings(ctx: Context, id: string): Promise<{ changes: ForeignChange[] }> {
  await requireCustomer(ctx, id)
  const sql = sqlWriter()
  sql.bind(id, 'uuid')
  const family = familySeen(ctx, sql)
  const found = await rows<Found>(
    ctx.db,
    `with ${family} select c.id, c.customer_id as "customerId", s.name as system, s.id as "systemId", c.by, c.at, c.seen_at as "seenAt",
       c.fields, c.before, c.after
     from family f join integration.foreign_change c on c.customer_id = f.id join integration.system s on s.id = c.system_id
     where c.seen_at > ${sql.bind(ctx.now, 'timestamptz')} - interval '${newsFor}' order by c.seen_at desc, c.id desc limit 200`,
    sql.values,
  )
  const said = new Set<string>()
  const changes = found.flatMap(({ fields, before, after, at, seenAt, ...rest }): ForeignChange[] => {
    const news = fields.filter(key => !said.has(key) && isSeen(ctx, key))
    for (const key of news) said.add(key)
    if (news.length === 0) return []
    return [
      {
        ...rest,
        at: (at ?? seenAt).toISOString(),
        seenAt: seenAt.toISOString(),
        fields: news.map(key => ({ key, before: before[key] ?? null, after: after[key] ?? null })),
      },
    ]
  })
  return { changes }
}

function isSeen(ctx: Context, key: string): boolean {
  const entity = ctx.catalogue.entity('customer')
  const isField = entity.fields.some(field => field.key === key)
  return !isField || visibleField(entity, ctx.actor, key) !== undefined
}
