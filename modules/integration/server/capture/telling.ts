import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { RemoteValue } from '../connectors/port.ts'
import { feedMany } from '../../../customers/index.ts'
import type { Difference, Listened, Listening } from './hearing.ts'

type Telling = { systemId: string; listened: Listened; heard: Listening }

/** So many pages are told at a time; others ask when they are opened. */
const mostTold = 200

/** The pages on which records of customers are shown, each with one of the records. */
export async function pagesOf(
  { db }: Pick<Context, 'db'>,
  recordIds: readonly string[],
): Promise<{ rootId: string; recordId: string }[]> {
  const found = await rows<{ rootId: string; recordId: string }>(
    db,
    `select c.id as "recordId", coalesce(c.merged_into, c.id) as "rootId" from customers.v_customer c
     where c.id = any($1::uuid[]) limit ${mostTold}`,
    [[...new Set(recordIds)]],
  )
  return [...new Map(found.map(page => [page.rootId, page])).values()]
}

/** Tells open pages of what moved, and puts new documents on the timelines of their customers. */
export async function tell(ctx: Context, { systemId, listened, heard }: Telling): Promise<void> {
  const moved = heard.differences.filter(({ kind }) => kind !== 'same')
  if (moved.length === 0) return
  const { object } = listened
  const owners =
    object.role === 'customer'
      ? new Map(moved.flatMap(({ key, record }) => (record ? [[key, record] as const] : [])))
      : await ownersOf(ctx, object.id, moved)
  if (object.role === 'document') await feedDocuments(ctx, listened, { moved, owners })
  for (const page of await pagesOf(ctx, [...owners.values()]))
    await ctx.emit({ kind: 'integration.changed', entity: 'customer', ...page, data: { systemId } })
}

/** The customer records to which documents belong, by the key of the document; a document may hang on another one. */
async function ownersOf(
  ctx: Context,
  objectId: string,
  moved: readonly Difference[],
): Promise<Map<string, string>> {
  const found = await rows<{ key: string; record: string }>(
    ctx.db,
    `with recursive up (key, object_id, parent_key, depth) as (
       select m.key, o.parent_id, m.parent_key, 0 from integration.mirror m join integration.object o on o.id = m.object_id
       where m.object_id = $1 and m.key = any($2::text[]) and m.parent_key is not null
       union all
       select up.key, o.parent_id, m.parent_key, up.depth + 1 from up
         join integration.mirror m on m.object_id = up.object_id and m.key = up.parent_key
         join integration.object o on o.id = m.object_id
       where o.parent_id is not null and m.parent_key is not null and up.depth < 5)
     select up.key, w.record_id as record from up join integration.crosswalk w on w.object_id = up.object_id and w.key = up.parent_key`,
    [objectId, moved.map(({ key }) => key)],
  )
  return new Map(found.map(({ key, record }) => [key, record]))
}

type Documents = { moved: readonly Difference[]; owners: ReadonlyMap<string, string> }

async function feedDocuments(
  ctx: Context,
  { object, systemName }: Listened,
  { moved, owners }: Documents,
): Promise<void> {
  const { document } = object
  if (!document) return
  await feedMany(
    ctx,
    moved.flatMap(({ key, kind, after }) => {
      const customerId = owners.get(key)
      if (kind !== 'created' || !customerId || !after) return []
      const say = (field: string | null): RemoteValue => (field ? (after[field] ?? null) : null)
      const { title, date, amount, currency, state } = document
      return [
        {
          customerId,
          kind: 'document-there',
          title: String(say(title) ?? key),
          at: ctx.now,
          data: {
            systemId: object.systemId,
            system: systemName,
            document: document.kind,
            date: say(date),
            amount: say(amount),
            currency: say(currency),
            state: say(state),
          },
          about: { entity: 'document-there', id: object.id },
        },
      ]
    }),
  )
}
