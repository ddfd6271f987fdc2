import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { NotFound } from '../../../../platform/errors.ts'
import type { DocumentThere } from '../../contract/records.ts'
import { requireCustomer } from '../../../customers/index.ts'
import { objectOf, systemOf } from '../systems/system.ts'
import { cursorOf, placeOf } from './cursor.ts'
import {
  documentColumns,
  familyThere,
  type Followed,
  followedJson,
  type HeldDocument,
  newestFirst,
} from './held.ts'
import { joinedOf } from './joined.ts'
import { around, documentView, hiddenFields } from './view.ts'

type Asked = { id: string; object: string; before?: string | undefined; limit: number }
type Found = Omit<HeldDocument, 'seenAt'> & { seenAt: Date }

/** Documents of one object of a customer's family from our copy, newest first; throws `NotFound` where the customer or it is not seen. */
export async function customerDocuments(
  ctx: Context,
  { id, object: objectId, before, limit }: Asked,
): Promise<{ items: DocumentThere[]; next: string | null }> {
  const from = before === undefined ? null : placeOf(before)
  await requireCustomer(ctx, id)
  const object = await objectOf(ctx.db, objectId)
  if (!object.document) throw new NotFound('system-object')
  const system = {
    ...(await systemOf(ctx.db, object.systemId)),
    stream: await streamOf(ctx, object.systemId),
  }
  const sql = sqlWriter()
  sql.bind(id, 'uuid')
  const with_ = familyThere(ctx, sql)
  const wanted = `d.object_id = ${sql.bind(objectId, 'uuid')}`
  const below = from
    ? ` and (d.date collate "C", d.key collate "C") < (${sql.bind(from.date, 'text')}, ${sql.bind(from.key, 'text')})`
    : ''
  const found = await rows<Found>(
    ctx.db,
    keptPlan(
      `${with_} select ${documentColumns} from docs d where ${wanted}${below} order by ${newestFirst} limit ${sql.bind(limit + 1, 'int')}`,
    ),
    sql.values,
  )
  const looking = {
    object,
    source: system.name,
    hidden: hiddenFields(ctx, object),
    around: around(joinedOf(ctx, system), object, Date.now()),
    said: undefined,
    word: undefined,
  }
  const shown = found
    .slice(0, limit)
    .map(({ seenAt, ...rest }) => ({ ...rest, seenAt: seenAt.toISOString() }))
  const last = shown.at(-1)
  return {
    items: shown.map(document => documentView(document, looking)),
    next: found.length > limit && last ? cursorOf(last) : null,
  }
}

async function streamOf(ctx: Context, systemId: string): Promise<Followed | null> {
  const found = await row<{ stream: Followed }>(
    ctx.db,
    `select ${followedJson} as stream from integration.stream f where f.system_id = $1`,
    [systemId],
  )
  return found?.stream ?? null
}
