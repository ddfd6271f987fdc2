import { Readable } from 'node:stream'
import type { Context } from '../../../platform/context.ts'
import { column } from '../../../platform/database/sql-writer.ts'
import { rows } from '../../../platform/database/statement.ts'
import { openImage, visibleImage } from '../../../platform/history/images.ts'
import { ownedTables } from '../../../platform/history/tables.ts'
import type { Download } from '../../../platform/http/transfer-types.ts'
import { getCustomer } from './customers.ts'
import { canonicalId, familyOf } from './family/members.queries.ts'
import { ownRows } from './family/showing.ts'

/** All rows that belong to a customer and his history, as one JSON file (right of access, GDPR art. 15 and 20). */
export async function everythingAbout(ctx: Context, id: string): Promise<Download> {
  const root = await canonicalId(ctx, id)
  const record = await getCustomer(ctx, root)
  const [family] = await familyOf(ctx, [root])
  const ids = family?.ids ?? [root]
  const members = (await ownRows(ctx, [root], { lock: false })).map(({ root: _, own: __, ...image }) =>
    visibleImage(ctx.catalogue.entity('customer'), ctx.actor, image),
  )
  const stream = Readable.from(sections(ctx, { record, members, ids }))
  return { stream, fileName: `customer-${root}.json`, mediaType: 'application/json' }
}

const atOnce = 1000

/** Written section by section and a thousand rows at a time, so that a long life does not fill the memory. */
async function* sections(
  ctx: Context,
  { record, members, ids }: { record: unknown; members: unknown[]; ids: string[] },
): AsyncGenerator<string> {
  yield `{"exportedAt":${JSON.stringify(ctx.now)},"record":${JSON.stringify(record)}`
  // What each record of the family says by itself; `record` shows what survives of them.
  if (members.length > 1) yield `,"members":${JSON.stringify(members)}`
  for (const { entity, table, rootColumn, withheld = [] } of ownedTables(ctx.history, 'customer')) {
    yield `,${JSON.stringify(entity)}:[`
    yield* listed(ctx, {
      text: `select (to_jsonb(t) - '{${withheld.map(column).join()}}'::text[])::text as json, t.id from ${table} t where t.${column(rootColumn)} = any($1::uuid[])`,
      ids,
    })
    yield ']'
  }
  yield ',"history":['
  yield* listed(ctx, {
    read: change => visibleChange(ctx, change),
    text: `select jsonb_build_object('at', b.at, 'by', b.actor_name, 'from', b.channel, 'act', b.label, 'entity', t.entity, 'action', t.action, 'before', t.before, 'after', t.after)::text as json, t.id
      from platform.change t join platform.batch b on b.id = t.batch_id where t.root_id = any($1::uuid[])`,
    ids,
  })
  yield ']}'
}

type Change = {
  entity: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** A line of the history without the fields that the actor may not see. */
function visibleChange(ctx: Context, json: string): string {
  const change = JSON.parse(json) as Change
  const entity = ctx.catalogue.registry().get(change.entity)
  const table = ctx.history.all.find(({ entity: name }) => name === change.entity)
  const image = (values: Change['before']) => visibleImage(entity, ctx.actor, openImage(table, values))
  return JSON.stringify({ ...change, before: image(change.before), after: image(change.after) })
}

type Listing = { text: string; ids: string[]; read?: (json: string) => string }

async function* listed(ctx: Context, { text, ids, read = json => json }: Listing): AsyncGenerator<string> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (let first = true; ; ) {
    const found = await rows<{ json: string; id: string }>(
      ctx.db,
      `${text} and t.id > $2 order by t.id limit ${atOnce}`,
      [ids, after],
    )
    for (const { json } of found) {
      yield `${first ? '' : ','}${read(json)}`
      first = false
    }
    if (found.length < atOnce) return
    after = found.at(-1)?.id as string
  }
}
