import type { Context } from '../../../../platform/context.ts'
import { visibleFields } from '../../../../platform/access/fields.ts'
import type { SqlWriter } from '../../../../platform/database/sql-writer.ts'
import type { EntityDescriptor, Field } from '../../../../platform/entities/descriptor.ts'
import type { TrustPolicy } from '../../contract/trust.ts'

/** Kinds of contact points and the field that each is trusted as. */
export const pointFields = { phone: 'phone', email: 'email', web: 'website', address: 'address' } as const

/** Who looks after a customer, its labels and its marks in other systems are ours or theirs to set, not true or false. */
const notJudged = new Set(['kind', 'owner', 'tags', 'externalId', 'source', 'level'])

/** The fields of customers whose values are true or false, so that one can trust them more or less. */
export function judgedFields(entity: EntityDescriptor): Field[] {
  return entity.fields.filter(
    field => !field.readOnly && !notJudged.has(field.key) && (field.custom || field.column),
  )
}

export type TrustScope = {
  /** Text of a query that gives customer ids, its values bound with the same writer. */
  customers: string
  policy: TrustPolicy
  /** Only these fields, by key; all that the actor sees by default. */
  fields?: readonly string[] | undefined
  /**
   * `shown`: the values that a customer's page shows, which in a family may be another member's. `own`: those of each
   * record by itself.
   */
  of: 'shown' | 'own'
}

/**
 * The text of a query with one row for every value: `customer_id`, `holder_id` (the record it stands in), `field`,
 * `point_id`, `value` (text), `at` (since when), where it is from (`channel`, `actor_id`, `actor_name`, `batch_id`),
 * `confirmed_at`, `confirmed_by`, `dispute_id`, `freshness` and `confidence` (0 to 1) and `state`.
 *
 * Where a value is from: the newest act that set it, undoing aside, else what created the record. Freshness halves with
 * every half-life since then or since the last confirmation (exponential decay). Confidence is the reliability of the
 * source, or of a person who confirmed it, times the freshness; a dispute halves it. A value is old at a freshness
 * below one half. A confirmation holds while the value stands: a later act that sets it, even to the same, ends it.
 */
export function trustQuery(ctx: Context, sql: SqlWriter, scope: TrustScope): string {
  const now = sql.bind(ctx.now, 'timestamptz')
  const reliability = sql.bind(JSON.stringify(scope.policy.reliability), 'jsonb')
  const wanted = sql.bind(JSON.stringify(wantedFields(ctx, scope)), 'jsonb')
  return `with asked as (${scope.customers}),
    wanted as materialized (select * from jsonb_to_recordset(${wanted}) as w(field text, name text, own boolean, point text, half_life float8)),
    member as materialized (${scope.of === 'own' ? eachByItself : families}),
    ${standing},
    ${origins},
    known as (
      select s.*, w.half_life, case when t.batch_id is null then least(a.at, r.created_at) else a.at end as at, a.id as batch_id, a.channel, a.actor_id, a.actor_name
      from stands s join wanted w on w.field = s.field join customers.v_customer r on r.id = s.holder
      left join turned t on t.record_id = s.record_id and t.name = s.name and t.value = s.value
      left join born n on n.record_id = s.record_id left join born o on o.record_id = s.holder
      left join acts a on a.id = coalesce(t.batch_id, n.batch_id, o.batch_id)),
    weighed as (
      select k.*, c.made_at as confirmed_at, c.made_by as confirmed_by, d.id as dispute_id,
        case when half_life is null then 1
          else power(0.5, greatest(extract(epoch from ${now} - coalesce(c.made_at, k.at)), 0) / 31557600 / half_life) end as freshness,
        greatest(coalesce((${reliability} ->> (k.channel || ':' || k.actor_name))::float8, (${reliability} ->> coalesce(k.channel, 'system'))::float8, ${unknownSource}),
          case when c.made_at is null then 0 else ${confirmed} end) as reliability
      from known k
      left join (
        select distinct on (customer_id, field, value) customer_id, field, value, made_at, made_by from data_quality.confirmation
        where customer_id in (select id from member) order by customer_id, field, value, made_at desc) c
        on c.customer_id = k.holder and c.field = k.field and c.value = k.value and c.made_at >= k.at
      left join (
        select distinct on (customer_id, field, value) customer_id, field, value, id from data_quality.dispute
        where customer_id in (select id from member) and settled_at is null order by customer_id, field, value, raised_at) d
        on d.customer_id = k.holder and d.field = k.field and d.value = k.value)
    select asked as customer_id, holder as holder_id, field, point_id, value, at, batch_id, channel, actor_id, actor_name,
      confirmed_at, confirmed_by, dispute_id, round(freshness::numeric, 4)::float8 as freshness,
      round((reliability * freshness * case when dispute_id is null then 1 else 0.5 end)::numeric, 3)::float8 as confidence,
      case when dispute_id is not null then 'conflict' when freshness < 0.5 then 'old'
        when confirmed_at is null and channel in ('import', 'api', 'automation') then 'mirror' else 'live' end as state
    from weighed`
}

/** Of a value confirmed by a person who looked, about one in a hundred is wrong all the same. */
const confirmed = 0.99
/** A source about which the policy says nothing. */
const unknownSource = 0.8

type Wanted = {
  field: string
  name: string | null
  own: boolean
  point: string | null
  half_life: number | null
}

function wantedFields(ctx: Context, { policy, fields }: TrustScope): Wanted[] {
  const entity = ctx.catalogue.entity('customer')
  const visible = new Set(visibleFields(entity, ctx.actor))
  const columns = judgedFields(entity)
    .filter(field => visible.has(field))
    .map(field => ({
      field: field.key,
      name: field.custom ? field.key : (field.column ?? null),
      own: field.custom ?? false,
    }))
  return [...columns, { field: 'address', name: null, own: false }]
    .filter(({ field }) => !fields || fields.includes(field))
    .map(wanted => ({
      ...wanted,
      point: Object.entries(pointFields).find(([, field]) => field === wanted.field)?.[0] ?? null,
      half_life: policy.halfLives[wanted.field] ?? null,
    }))
}

/** The image of a row with its own values, where the row shows those of its family instead (`own` keeps them). */
const ownImage = `case when jsonb_typeof(row -> 'own') = 'object' then row || (row -> 'own') else row end`

const eachByItself = `select id as asked, id, ${ownImage} as image, ${ownImage} as shown
  from (select c.id, to_jsonb(c) as row from customers.v_customer c where c.id in (select id from asked)) as each_one`

const families = `select id as asked, id, ${ownImage} as image, row as shown
  from (select c.id, to_jsonb(c) as row from customers.v_customer c where c.id in (select id from asked)) as each_one
  union all
  select root, id, ${ownImage}, shown
  from (
    select r.id as root, to_jsonb(r) as shown, c.id, to_jsonb(c) as row
    from customers.v_customer c join customers.v_customer r on r.id = c.merged_into where c.merged_into in (select id from asked)) as merged`

const valueIn = (image: string) =>
  `case when w.own then ${image} -> 'custom' ->> substr(w.name, 8) else ${image} ->> w.name end`

/**
 * Every value and the record it stands in: a column of the customer, or a contact point. The e-mail address and the
 * telephone number in the customer's row are mirrors of a contact point and have its trust.
 */
const standing = `points as (
      select m.asked, m.id as holder, w.field, p.id as point_id, p.value
      from member m join customers.v_contact_point p on p.customer_id = m.id join wanted w on w.point = p.kind),
    columns as (
      select distinct on (m.asked, w.field) m.asked, m.id as holder, w.field, w.name, ${valueIn('m.image')} as value
      from member m cross join wanted w
      where w.name is not null and ${valueIn('m.shown')} not in ('', '[]') and ${valueIn('m.image')} = ${valueIn('m.shown')}
      order by m.asked, w.field, m.id = m.asked desc, m.id),
    stands as (
      select asked, holder, field, point_id, value, point_id as record_id, 'value' as name from points
      union all
      select c.asked, coalesce(p.holder, c.holder), c.field, null, c.value, coalesce(p.point_id, c.holder), case when p.point_id is null then c.name else 'value' end
      from columns c left join (
        select distinct on (p.asked, p.field, p.value) p.* from points p
        order by p.asked, p.field, p.value, p.holder = p.asked desc, p.point_id) p on p.asked = c.asked and p.field = c.field and p.value = c.value)`

/** By which act each value came (`turned`), else its record (`born`). An undo sets nothing anew: the act before it counts. */
const origins = `past as materialized (
      select h.id, h.record_id, h.action, h.before, h.after, h.batch_id from platform.change h
      where h.root_id in (select id from member) and h.entity in ('customer', 'contact-point') and h.action in ('created', 'changed')),
    acts as materialized (
      select b.id, b.at, b.channel, b.actor_id, b.actor_name from platform.batch b
      where b.id in (select batch_id from past) and b.undo_of is null),
    born as (
      select distinct on (h.record_id) h.record_id, h.batch_id from past h join acts on acts.id = h.batch_id
      where h.action = 'created' order by h.record_id, h.id desc),
    turned as (
      select distinct on (t.record_id, t.name, t.value) t.record_id, t.name, t.value, t.batch_id from (
        select h.id, h.record_id, e.key as name, e.value, h.batch_id from past h cross join lateral jsonb_each_text(h.after) e
        where h.action = 'changed' and e.key <> 'custom' and h.before ->> e.key is distinct from e.value
        union all
        select h.id, h.record_id, 'custom.' || e.key, e.value, h.batch_id from past h cross join lateral jsonb_each_text(h.after -> 'custom') e
        where h.action = 'changed' and h.before -> 'custom' ->> e.key is distinct from e.value) t
      join acts on acts.id = t.batch_id
      order by t.record_id, t.name, t.value, t.id desc)`
