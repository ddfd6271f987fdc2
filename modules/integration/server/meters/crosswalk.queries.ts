import type { Context } from '../../../../platform/context.ts'
import { readCursor, writeCursor } from '../../../../platform/entities/cursor.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { isId } from '../../../../platform/ids.ts'
import { likePattern } from '../../../../platform/search/like.ts'
import { lookFor, searchCondition } from '../../../../platform/search/condition.ts'
import type { CrosswalkLine, CrosswalkState } from '../../contract/crosswalk.ts'
import type { RemoteValues } from '../connectors/port.ts'
import type { FieldRule } from '../systems/system.ts'
import { seesRecord } from './sight.ts'

type Asked = {
  q?: string | undefined
  system?: string | undefined
  state?: CrosswalkState | undefined
  cursor?: string | undefined
  limit: number
}

type Found = Omit<CrosswalkLine, 'since' | 'goneAt' | 'title' | 'link'> & {
  since: Date
  goneAt: Date | null
  values: RemoteValues | null
  mapping: FieldRule[]
  link: { method: string; score: number | null; by: string | null; at: string } | null
}

const order = 'object,key'

const isGone = '(m.key is null or m.gone_at is not null)'
// An array, so that few pairs are looked up by their records instead of the whole crosswalk being walked for them.
const waits =
  'w.record_id = any(array(select customer_id from matching.v_waiting union all select other_id from matching.v_waiting))'
const waitsNot =
  'w.record_id not in (select customer_id from matching.v_waiting union all select other_id from matching.v_waiting)'
const isLinked =
  '(c.merged_into is not null or c.id in (select merged_into from customers.v_customer where merged_into is not null))'

/** One of four, the first that holds: a record that is gone there waits for nothing any more. */
const inState: Record<CrosswalkState, string> = {
  gone: isGone,
  waiting: `not ${isGone} and ${waits}`,
  linked: `not ${isGone} and ${waitsNot} and ${isLinked}`,
  alone: `not ${isGone} and ${waitsNot} and not ${isLinked}`,
}

const columns = `s.id as "systemId", s.name as "systemName", o.id as "objectId", o.name as "objectName", w.key, w.since,
  m.gone_at as "goneAt", m.values, o.mapping,
  jsonb_build_object('id', c.id, 'name', c.name) as customer,
  case when r.id is not null then jsonb_build_object('id', r.id, 'name', r.name) end as root, l.link,
  case when ${isGone} then 'gone' when p.pair is not null then 'waiting' when ${isLinked} then 'linked' else 'alone' end as state, p.pair`

const read = `integration.crosswalk w join customers.v_customer c on c.id = w.record_id
  left join integration.mirror m on m.object_id = w.object_id and m.key = w.key`

/** The newest link of a record, and the likeliest pair in which it waits. */
const beside = `left join lateral (
    select jsonb_build_object('method', k.method, 'score', k.score, 'by', u.name, 'at', k.created_at) as link
    from (select * from customers.v_link a where a.customer_id = w.record_id
      union all select * from customers.v_link b where b.other_id = w.record_id) k
    left join staff.v_user u on u.id = k.decided_by order by k.created_at desc limit 1) l on true
  left join lateral (
    select k.customer_id || '.' || k.other_id as pair
    from (select * from matching.v_waiting a where a.customer_id = w.record_id
      union all select * from matching.v_waiting b where b.other_id = w.record_id) k
    order by k.found_at limit 1) p on true`

/** Which record of which system is which customer here, by object and key there; of customers that the actor sees. */
export async function crosswalk(
  ctx: Context,
  asked: Asked,
): Promise<{ items: CrosswalkLine[]; next: string | null }> {
  const sql = sqlWriter()
  const where = [seesRecord(ctx, { record: 'w.record_id', sql })]
  if (asked.system)
    where.push(
      `w.object_id in (select id from integration.object where system_id = ${sql.bind(asked.system, 'uuid')})`,
    )
  if (asked.state) where.push(inState[asked.state])
  if (asked.q) where.push(await answersTo(ctx, asked.q, sql))
  if (asked.cursor) {
    const [object, key] = readCursor(asked.cursor, order, { width: 2 }).after
    where.push(`(w.object_id, w.key) > (${sql.bind(idIn(object), 'uuid')}, ${sql.bind(String(key))})`)
  }
  // What stands beside a record is looked up for those of the page only.
  const found = await rows<Found>(
    ctx.db,
    `with page as materialized (
       select w.object_id, w.key, w.record_id, w.since from ${read} where ${where.join(' and ')}
       order by w.object_id, w.key limit ${sql.bind(asked.limit + 1)})
     select ${columns} from ${read.replace('integration.crosswalk', 'page')}
     join integration.object o on o.id = w.object_id join integration.system s on s.id = o.system_id
     left join customers.v_customer r on r.id = c.merged_into ${beside} order by w.object_id, w.key`,
    sql.values,
  )
  const items = found.slice(0, asked.limit).map(lineOf)
  const last = found.length > asked.limit ? items.at(-1) : undefined
  return {
    items,
    next: last
      ? writeCursor({ after: [last.objectId, last.key], sort: order, total: 0, exact: false })
      : null,
  }
}

/** By the beginning of the key there, or by words of the name here, of the record or of the customer it belongs to. */
async function answersTo(ctx: Context, q: string, sql: SqlWriter): Promise<string> {
  const key = `w.key like ${sql.bind(likePattern(q, false))}`
  const named = searchCondition(await lookFor(ctx.db, ctx.catalogue.entity('customer'), q), sql)
  if (!named || named === 'false') return key
  return `(${key} or w.record_id in (
    select t.id from customers.v_customer t where ${named}
    union select k.id from customers.v_customer t join customers.v_customer k on k.merged_into = t.id where ${named}))`
}

/** A forged cursor leads to the beginning. */
const idIn = (text: unknown) => (isId(text) ? text : '00000000-0000-0000-0000-000000000000')

function lineOf({ since, goneAt, values, mapping, link, ...rest }: Found): CrosswalkLine {
  return {
    ...rest,
    title: titleOf(values, mapping),
    since: since.toISOString(),
    goneAt: goneAt?.toISOString() ?? null,
    link: link && { ...link, at: new Date(link.at).toISOString() },
  }
}

const names = ['name', 'givenName', 'familyName']

/** What a record is called there, by the fields that are names here. */
function titleOf(values: RemoteValues | null, mapping: readonly FieldRule[]): string | null {
  const parts = names.map(name => {
    const rule = mapping.find(({ target }) => target === name)
    return rule && values ? String(values[rule.field] ?? '').trim() : ''
  })
  const [whole, ...split] = parts
  return whole || split.filter(Boolean).join(' ') || null
}
