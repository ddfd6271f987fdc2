import { scopeCondition } from '../../../platform/access/scope.ts'
import type { Context } from '../../../platform/context.ts'
import { keptPlan } from '../../../platform/database/prepared.ts'
import { sqlWriter } from '../../../platform/database/sql-writer.ts'
import { row } from '../../../platform/database/statement.ts'
import { projectionOf } from '../../../platform/entities/projection.ts'
import { invalid, NotFound } from '../../../platform/errors.ts'
import type { RawJson } from '../../../platform/module.ts'
import { customerScope } from './access.ts'
import { canonicalId } from './family/members.queries.ts'

/**
 * Everything a customer's page shows, in one statement and one round trip. The parts come as JSON text from the
 * database and go out as they are. Members of the family (records merged into this one) are read by their own id,
 * each from its index, and put together.
 */

const entryColumns = `e.id, e.version, e.customer_id as "customerId", e.at, e.ends_at as "endsAt", e.kind, e.title, e.body, e.direction,
  case when e.actor_id is null then null else json_build_object('id', e.actor_id, 'name', (select u.name from staff.v_user u where u.id = e.actor_id)) end as actor,
  e.data, e.about_entity as "aboutEntity", e.about_id as "aboutId", e.pinned_at as "pinnedAt"`

const pageSize = 50

/** One entry more than is shown: whether there are older ones. Each member's newest come from his own index range. */
const entries = `select e.* from family f
  cross join lateral (select * from customers.timeline_entry t where t.customer_id = f.id order by t.at desc, t.id desc limit ${pageSize + 1}) e
  order by e.at desc, e.id desc limit ${pageSize + 1}`

/** The place of an entry in the order of the timeline; opaque to callers. */
const entryMark = `(to_json(e.at) #>> '{}') || '|' || e.id`

const list = (inner: string) => `(select coalesce(json_agg(x), '[]')::text from (${inner}) x)`

/**
 * In the text of a part `$seen` stands for: the actor sees the customer at the other end (`o`), `$root` for the id of the
 * customer that is shown.
 */
const parts = {
  family:
    list(`select m.id, m.name, m.kind, m.source, m.external_id as "externalId", m.created_at as "createdAt"
    from customers.customer m where m.merged_into = $root order by m.id`),
  elsewhere: list(`select o.id, o.name from (
        select l.other_id as id from family f join customers.link l on l.customer_id = f.id
        union select l.customer_id from family f join customers.link l on l.other_id = f.id) k
      join customers.customer o on o.id = k.id and $seen where k.id not in (select id from family) order by o.id`),
  ownName: `(select to_json(coalesce(m.own ->> 'name', m.name))::text from customers.customer m where m.id = $root)`,
  links:
    list(`select l.id, l.customer_id as "customerId", l.other_id as "otherId", l.method, l.reason, l.score, l.created_at as "createdAt",
      json_build_object('id', l.decided_by, 'name', (select u.name from staff.v_user u where u.id = l.decided_by)) as "decidedBy"
    from family f join customers.link l on l.customer_id = f.id where l.other_id in (select id from family) order by l.created_at, l.id`),
  contactPoints:
    list(`select p.id, p.version, p.kind, p.value, p.given, p.label, p.is_primary as "primary", p.problem, p.address, p.customer_id as "customerId"
    from family f join customers.contact_point p on p.customer_id = f.id order by p.kind, p.is_primary desc, p.id`),
  relationships:
    list(`select r.id, r.version, r.customer_id as "customerId", r.other_id as "otherId", case when $seen then o.name end as "otherName", case when $seen then o.kind end as "otherKind",
      r.kind, r.role, r.title, r.from_date as "fromDate", r.to_date as "toDate"
    from family f join customers.relationship r on r.customer_id = f.id join customers.customer o on o.id = r.other_id
    order by r.customer_id, r.id limit 100`),
  timeline: list(`select ${entryColumns} from entries e limit ${pageSize}`),
  timelineNext: `(select to_json(case when count(*) > ${pageSize} then (select ${entryMark} from entries e offset ${pageSize - 1} limit 1) end)::text from entries)`,
  tasks:
    list(`select k.id, k.version, k.customer_id as "customerId", k.title, k.body, k.due_at as "dueAt", k.priority,
      case when k.assignee_id is null then null else json_build_object('id', k.assignee_id, 'name', (select u.name from staff.v_user u where u.id = k.assignee_id)) end as assignee
    from family f join customers.task k on k.customer_id = f.id and k.completed_at is null order by k.due_at nulls last, k.id limit 50`),
  attachments:
    list(`select a.id, a.version, a.customer_id as "customerId", a.name, a.media_type as "mediaType", a.size, a.created_at as "createdAt"
    from family f join customers.attachment a on a.customer_id = f.id order by a.created_at desc limit 50`),
  ownership:
    list(`select o.user_id as "userId", (select u.name from staff.v_user u where u.id = o.user_id) as "userName", o.role, o.from_at as "from", o.to_at as "to"
    from family f join customers.ownership o on o.customer_id = f.id order by o.from_at desc limit 20`),
}

type PageRow = Record<keyof typeof parts | 'record', string>

/** The statement of the page, for the benchmark to send beside us. */
export function compilePage(ctx: Context, id: string): { text: string; values: unknown[] } {
  const sql = sqlWriter()
  sql.bind(id, 'uuid')
  const entity = ctx.catalogue.entity('customer')
  const registry = ctx.catalogue.registry()
  const scope = scopeCondition({ registry, entity, actor: ctx.actor, alias: 't', sql })
  const other = scopeCondition({ registry, entity, actor: ctx.actor, alias: 'o', sql }) ?? 'true'
  const select = Object.entries(parts)
    .map(
      ([name, part]) =>
        `${part.replaceAll('$seen', () => other).replaceAll('$root', '(select id from root)')} as "${name}"`,
    )
    .join(', ')
  const root = customerScope(ctx, { alias: 'r', sql })
  // A record that is part of a family is shown by its root; where that is out of sight, by itself.
  const text = `with root as materialized (select coalesce((select r.id from customers.customer m join customers.customer r on r.id = m.merged_into where m.id = $1 and ${root}), $1) as id),
    family as (select id from root union all select id from customers.customer where merged_into = (select id from root)),
    entries as materialized (${entries})
    select ${projectionOf(registry, entity, ctx.actor).json}::text as record, ${select} from customers.customer t where t.id = (select id from root)${scope ? ` and ${scope}` : ''}`
  return { text, values: sql.values }
}

/** The page of a customer as JSON text; throws `NotFound`. */
export async function customerPage(ctx: Context, id: string): Promise<RawJson> {
  const { text, values } = compilePage(ctx, id)
  const found = await row<PageRow>(ctx.db, keptPlan(text), values)
  if (!found) throw new NotFound('customer')
  const named = ['record', ...Object.keys(parts)] as (keyof PageRow)[]
  return { rawJson: `{${named.map(name => `"${name}":${found[name]}`).join(',')}}` }
}

const cursorPattern = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))\|([0-9a-f-]{36})$/

/** A page of the timeline of a customer and his family, newest first. */
export async function timelinePage(
  ctx: Context,
  id: string,
  query: { limit: number; before?: string | undefined; kind?: string | undefined },
): Promise<RawJson> {
  const canonical = await canonicalId(ctx, id)
  const sql = sqlWriter()
  const root = sql.bind(canonical, 'uuid')
  const where = ['t.customer_id = f.id']
  if (query.before) {
    const match = cursorPattern.exec(query.before)
    if (!match)
      throw invalid(
        'before',
        'platform.bad-cursor',
        'The cursor does not belong to this timeline. Start again without it.',
      )
    where.push(`(t.at, t.id) < (${sql.bind(match[1], 'timestamptz')}, ${sql.bind(match[2], 'uuid')})`)
  }
  if (query.kind) where.push(`t.kind = any(${sql.bind(query.kind.split(','), 'text[]')})`)
  const limit = sql.bind(query.limit + 1, 'int')
  const text = `with family as (select id from customers.customer where id = ${root} union all select id from customers.customer where merged_into = ${root})
    select ${entryColumns} from family f
    cross join lateral (select * from customers.timeline_entry t where ${where.join(' and ')} order by t.at desc, t.id desc limit ${limit}) e
    order by e.at desc, e.id desc limit ${limit}`
  const found = await row<{ items: string }>(
    ctx.db,
    `select coalesce(json_agg(x), '[]')::text as items from (${text}) x`,
    sql.values,
  )
  const entries = JSON.parse(found?.items ?? '[]') as { at: string; id: string }[]
  const shown = entries.slice(0, query.limit)
  const last = entries.length > query.limit ? shown.at(-1) : undefined
  return { rawJson: JSON.stringify({ items: shown, next: last ? `${last.at}|${last.id}` : null }) }
}
