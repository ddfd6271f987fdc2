import type { Context, Db } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import type { JobDefinition, Work } from '../../../../platform/jobs/job.ts'

/** A change that was made over there, by its key. */
export type ForeignKey = { customerId: string; id: string }

/** Lowest id (UUID version 7) of a moment: history is read by time through its own key. */
const lowest = (moment: string) =>
  `(lpad(to_hex((extract(epoch from ${moment}) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`

/** A value as two hands may have typed it. */
const plain = (value: string) => `translate(lower(${value}), ' -().,/' || chr(160), '')`

/** Columns of a created row that have another value by now. */
const since = `(select coalesce(array_agg(distinct k), '{}') from platform.change x cross join lateral jsonb_object_keys(x.after) k
  where x.root_id = t.root_id and x.record_id = t.record_id and x.action = 'changed')`

/**
 * Entered twice: somebody typed one of the new values here as well, on a record of the same customer, within a day before or after.
 * It is compared by value and not by field, since the two sides do not cut what they know in the same pieces; values of one or two
 * signs say nothing. What a creation wrote stands in its row, not in history, but for what was changed there since.
 */
const text = `
  with asked as (
    select f.customer_id, f.id, f.seen_at, f.fields, f.after from integration.foreign_change f
    join unnest($1::uuid[], $2::uuid[]) as w (customer_id, id) on w.customer_id = f.customer_id and w.id = f.id
    where f.double_at is null),
  family as (
    select a.customer_id, m.id as member from (select distinct customer_id from asked) a
    join customers.v_customer c on c.id = a.customer_id
    cross join lateral (
      select coalesce(c.merged_into, c.id) as id
      union select x.id from customers.v_customer x where x.merged_into = coalesce(c.merged_into, c.id)) m),
  typed as (
    select a.customer_id, a.id, b.at, h.root_id, h.record_id, h.entity, h.action, h.after
    from asked a join family y on y.customer_id = a.customer_id
    join platform.change h on h.root_id = y.member
      and h.id >= ${lowest("a.seen_at - interval '1 day'")} and h.id < ${lowest("a.seen_at + interval '1 day'")}
    join platform.batch b on b.id = h.batch_id and b.actor_kind = 'user' and b.channel in ('screen', 'api')
    where h.action in ('created', 'changed') and h.entity in ('customer', 'contact-point')),
  said as (
    select t.customer_id, t.id, t.at, v #>> '{}' as value from typed t
    cross join lateral (
      select t.after as image where t.action = 'changed'
      union all select to_jsonb(p) - ${since} from customers.v_contact_point p
        where t.action = 'created' and t.entity = 'contact-point' and p.customer_id = t.root_id and p.id = t.record_id
      union all select to_jsonb(c) - ${since} from customers.v_own c
        where t.action = 'created' and t.entity = 'customer' and c.id = t.record_id) i
    cross join lateral jsonb_path_query(i.image, 'strict $.**') v
    where jsonb_typeof(v) in ('string', 'number')),
  found as (
    select a.customer_id, a.id, min(s.at) as at from asked a
    cross join lateral jsonb_each_text(a.after) e
    join said s on s.customer_id = a.customer_id and s.id = a.id and ${plain('s.value')} = ${plain('e.value')}
    where e.key = any(a.fields) and length(${plain('e.value')}) > 2
    group by 1, 2)
  update integration.foreign_change f set double_at = found.at from found
  where f.customer_id = found.customer_id and f.id = found.id`

/**
 * Marks those of the changes whose new value was typed here too, within a day before or after them, and says how many. Changes that
 * are marked already stay as they are.
 */
export function markDoubles(ctx: { db: Db }, changes: readonly ForeignKey[]): Promise<number> {
  if (changes.length === 0) return Promise.resolve(0)
  return run(ctx.db, text, [changes.map(({ customerId }) => customerId), changes.map(({ id }) => id)])
}

const chunk = 1000
/** `at` as text: many rows are of one moment, and a date here would cut it short. */
type Place = { at: string; id: string }

/** What was typed here after a change over there is found at night, when a day has passed for most. */
export const findDoubles: JobDefinition = {
  queue: 'integration.find-doubles',
  schedule: '50 3 * * *',
  run: async work => {
    const systems = await work.step({ actor: work.system }, ctx =>
      rows<{ id: string }>(ctx.db, 'select id from integration.system'),
    )
    for (const { id } of systems) await findIn(work, id)
  },
}

async function findIn(work: Work, systemId: string): Promise<void> {
  let after: Place | undefined
  do {
    after = await work.step({ actor: work.system }, async ctx => {
      const part = await recent(ctx, systemId, after)
      await markDoubles(ctx, part)
      return part.length < chunk ? undefined : part.at(-1)
    })
  } while (after && !work.signal.aborted)
}

function recent(ctx: Context, systemId: string, after: Place | undefined) {
  return rows<ForeignKey & Place>(
    ctx.db,
    `select customer_id as "customerId", id, seen_at::text as at from integration.foreign_change
     where system_id = $1 and seen_at > $2::timestamptz - interval '2 days' and double_at is null
       and ($3::timestamptz is null or (seen_at, id) > ($3::timestamptz, $4::uuid))
     order by seen_at, id limit ${chunk}`,
    [systemId, ctx.now, after?.at ?? null, after?.id ?? null],
  )
}
