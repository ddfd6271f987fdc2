import { unitsOf } from '../../../../platform/access/actor.ts'
import type { Context } from '../../../../platform/context.ts'
import { checkedForeignKeys, uncheckedForeignKeys } from '../../../../platform/database/foreign-keys.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { sentAhead } from '../../../../platform/database/sending.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { openBatch } from '../../../../platform/history/record.ts'
import { newId } from '../../../../platform/ids.ts'
import { learnWords } from '../../../../platform/search/words.ts'
import { insertContactPoints } from '../contact-points.ts'
import { nameColumns, wordsIn } from '../names.ts'
import type { Arrival } from './arrivals.ts'
import { pointRow } from './changing.ts'
import { keyOf } from './employment.ts'
import { storedColumns } from './record.ts'

/** What came of it: the ids that are customers now, and how many organisations were made because somebody works there. */
export type TakenIn = { created: string[]; alongside: number }

/**
 * Makes customers of arrivals, with their contact points, first owner and employer, in the act of the context; those
 * whose id is a customer already are passed over. Without a unit of their own they are of the actor's. An employer that no organisation is called is made. The caller has the
 * rights asked for, keeps chunks to about a thousand, and tells of the act when it is through.
 */
export async function takeIn(ctx: Context, arrivals: readonly Arrival[]): Promise<TakenIn> {
  if (arrivals.length === 0) return { created: [], alongside: 0 }
  await openBatch(ctx)
  const created = await insertCustomers(ctx, arrivals)
  const there = new Set(created)
  const fresh = arrivals.filter(({ id }) => there.has(id))
  const points = fresh.flatMap(({ id, points }) => points.map(point => pointRow({ customerId: id, point })))
  // Their customers have just been made here: asking for each of them again is a third of the work.
  await run(ctx.db, unchecked)
  await insertContactPoints(ctx, points)
  await insertOwnerships(ctx, fresh)
  await run(ctx.db, checked)
  const alongside = await employ(ctx, employed(fresh))
  return { created, alongside }
}

const unchecked = sentAhead(keptPlan(uncheckedForeignKeys))
const checked = sentAhead(keptPlan(checkedForeignKeys))

async function insertCustomers(ctx: Context, arrivals: readonly Arrival[]): Promise<string[]> {
  const unit = unitsOf(ctx.actor)[0]
  const given = arrivals.map(({ id, columns, tags, custom }) => ({
    ...columns,
    id,
    unit_id: columns.unit_id ?? unit,
    tags: tags ?? [],
    custom: custom ?? {},
  }))
  const list = ['id', ...storedColumns].join(', ')
  const put = await rows<{ id: string }>(
    ctx.db,
    keptPlan(`with put as (
       insert into customers.customer (${list})
       select ${list} from jsonb_populate_recordset(null::customers.customer, $1::jsonb) order by id
       on conflict (id) do nothing returning id),
     told as (
       insert into platform.change (root_id, id, batch_id, entity, record_id, action)
       select id, platform.new_id(), $2::uuid, 'customer', id, 'created' from put)
     select id from put`),
    [JSON.stringify(given), ctx.batch.id],
  )
  const ids = put.map(({ id }) => id)
  await learnWords(
    ctx.db,
    arrivals.flatMap(({ columns }) => wordsIn(columns.words as string)),
  )
  return ids
}

async function insertOwnerships(ctx: Context, arrivals: readonly Arrival[]): Promise<void> {
  const owned = arrivals.filter(({ columns }) => columns.owner_id)
  if (owned.length === 0) return
  await run(
    ctx.db,
    `insert into customers.ownership (customer_id, id, user_id, from_at)
     select o.customer_id, platform.new_id(), o.user_id, $3 from unnest($1::uuid[], $2::uuid[]) o(customer_id, user_id)`,
    [owned.map(({ id }) => id), owned.map(({ columns }) => columns.owner_id), ctx.now],
  )
}

/** Somebody and the name of the organisation where he works. */
type Employed = { id: string; employer: string; title: string | null }

function employed(arrivals: readonly Arrival[]): Employed[] {
  return arrivals.flatMap(({ id, employer, columns }) =>
    employer && columns.kind === 'person' && keyOf(employer) !== ''
      ? [{ id, employer, title: (columns.job_title as string | null | undefined) ?? null }]
      : [],
  )
}

/** Ties persons to the organisations where they work; answers how many of those had to be made. */
export async function employ(ctx: Context, persons: readonly Employed[]): Promise<number> {
  if (persons.length === 0) return 0
  const names = new Map(persons.map(({ employer }) => [keyOf(employer), employer]))
  const known = await organisations(ctx, [...names.keys()])
  const missing = [...names].filter(([key]) => !known.has(key))
  const made = missing.map(([, name]) => organisation(name))
  await insertCustomers(ctx, made)
  missing.forEach(([key], at) => known.set(key, (made[at] as Arrival).id))
  const ties = persons.map(({ id, employer, title }) => ({
    id: newId(),
    person: id,
    organisation: known.get(keyOf(employer)) as string,
    title,
  }))
  await run(
    ctx.db,
    `with given as (
       select * from jsonb_to_recordset($1::jsonb) g(id uuid, person uuid, organisation uuid, title text)
       where not exists (select 1 from customers.relationship r where r.customer_id = g.person and r.other_id = g.organisation
         and r.kind = 'employment' and r.role = 'employer')),
     put as (
       insert into customers.relationship (customer_id, id, other_id, kind, role, title)
       select person, id, organisation, 'employment', 'employer', title from given
       union all select organisation, id, person, 'employment', 'employee', title from given returning customer_id, id)
     insert into platform.change (root_id, id, batch_id, entity, record_id, action)
     select customer_id, platform.new_id(), $2, 'relationship', id, 'created' from put`,
    [JSON.stringify(ties), ctx.batch.id],
  )
  return made.length
}

/** Organisations by the key of their name, the oldest of each; one that was merged stands for its root. */
async function organisations(ctx: Context, keys: readonly string[]): Promise<Map<string, string>> {
  const found = await rows<{ key: string; id: string }>(
    ctx.db,
    // Two halves, for each has an index of its own.
    `select o.key, min(o.id::text) as id from (
       select t.sort_name as key, t.id from customers.customer t
       where t.kind = 'organisation' and t.sort_name = any($1::text[]) and t.merged_into is null
       union all
       select t.sort_name, t.merged_into from customers.customer t
       where t.kind = 'organisation' and t.sort_name = any($1::text[]) and t.merged_into is not null) o
     group by 1`,
    [keys],
  )
  return new Map(found.map(({ key, id }) => [key, id]))
}

function organisation(name: string): Arrival {
  const columns = { kind: 'organisation', ...nameColumns({ kind: 'organisation', name }) }
  return { id: newId(), name, columns, points: [], tags: null, custom: null, employer: null }
}
