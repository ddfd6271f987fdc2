import type { Context } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { newId } from '../../../../platform/ids.ts'
import { randomFrom } from '../../../../platform/random.ts'
import type { Told } from './open-ends.ts'
import type { OldCustomer } from './story.ts'

const hour = 3_600_000

/** One change that met another one there, and one that was refused there: each waits for somebody. */
export async function tellWaiting(ctx: Context, { system, customers, today }: Told): Promise<void> {
  const wantedBy = await row<{ id: string }>(
    ctx.db,
    `select id from staff.v_user where name = 'Leila Haddad' union all select $1::uuid limit 1`,
    [ctx.actor.id],
  )
  const [met, refused] = stuckOnes(customers)
  const common = {
    system_id: system.systemId,
    object_id: system.customersId,
    batch_id: ctx.batch.id,
    wanted_by: wantedBy?.id ?? ctx.actor.id,
    fields: ['street'],
    attempts: 1,
  }
  const at = (hours: number) => new Date(today.getTime() - hours * hour)
  const operations = [
    {
      ...stuckOf(met, 'Havnegata 3'),
      state: 'conflict',
      reason: 'conflict',
      theirs: { ...met.values, id: met.key },
      wanted_at: at(5),
    },
    {
      ...stuckOf(refused, refused.values.street),
      state: 'failed',
      reason: 'refused',
      said: 'ACCOUNT IN COLLECTION - LOCKED',
      wanted_at: at(26),
    },
  ].map(each => ({ ...common, ...each, id: newId(), ended_at: new Date(each.wanted_at.getTime() + 9000) }))
  await run(
    ctx.db,
    `insert into integration.operation (customer_id, id, system_id, object_id, key, batch_id, wanted_by, wanted_at, fields, set, expected,
       state, attempts, sent_at, ended_at, theirs, reason, said)
     select customer_id, id, system_id, object_id, key, batch_id, wanted_by, wanted_at, fields, set, expected,
       state, attempts, wanted_at, ended_at, theirs, reason, said
     from jsonb_populate_recordset(null::integration.operation, $1::jsonb)`,
    [JSON.stringify(operations)],
  )
}

/** Changes made here that have arrived there, week by week, the oldest first: more and more people know the way. */
const arrived = [5, 11, 18, 26]

/** What went there through the CRM in the same four weeks. */
export async function tellThrough(ctx: Context, { system, customers, seed, today }: Told): Promise<void> {
  const random = randomFrom(seed + 2)
  const known = customers.filter(({ record, isOlder }) => record !== null && !isOlder)
  const operations = arrived.flatMap((count, week) =>
    Array.from({ length: count }, () => {
      const { key, record, values } = random.pick(known)
      const days = (arrived.length - 1 - week) * 7 + random.next() * 6 + 0.2
      const at = new Date(today.getTime() - days * 24 * hour)
      return { id: newId(), customer_id: record, key, at: at.toISOString(), set: { street: values.street } }
    }),
  )
  await run(
    ctx.db,
    `insert into integration.operation (customer_id, id, system_id, object_id, key, batch_id, wanted_by, wanted_at, fields, set, expected,
       state, attempts, due_at, sent_at, ended_at, confirmed_by)
     select o.customer_id, o.id, $1, $2, o.key, $3, $4, o.at, '{street}', o.set, '{}', 'confirmed', 1, o.at, o.at, o.at + interval '6 seconds', 'answer'
     from jsonb_to_recordset($5::jsonb) o(customer_id uuid, id uuid, key text, at timestamptz, set jsonb)`,
    [system.systemId, system.customersId, ctx.batch.id, ctx.actor.id, JSON.stringify(operations)],
  )
}

type Stuck = OldCustomer & { record: string }

/** Two who moved without telling billing; the second one owes it money and is locked there. */
export function stuckOnes(customers: readonly OldCustomer[]): [Stuck, Stuck] {
  const moved = customers.filter((each): each is Stuck => each.record !== null && each.isOlder)
  const [met, ...others] = moved
  const refused = others.find(({ values }) => values.dunning > 0) ?? others[0]
  if (!met || !refused) throw new Error('The demo company has too few customers in its billing system.')
  return [met, refused]
}

function stuckOf({ key, record, known }: Stuck, believed: string) {
  return { customer_id: record, key, set: { street: known.street }, expected: { street: believed } }
}

/** Last night's comparison, with two records that our copy had otherwise. */
export async function tellComparison(ctx: Context, { system, customers, today }: Told): Promise<void> {
  const id = newId()
  const night = new Date(today)
  night.setUTCHours(2, 10, 0, 0)
  if (night > today) night.setUTCDate(night.getUTCDate() - 1)
  await run(
    ctx.db,
    `insert into integration.load (id, object_id, batch_id, reason, asked_at, begun_at, ended_at, about, read, changed, same)
     values ($1, $2, $3, 'nightly', $4::timestamptz, $4::timestamptz, $4::timestamptz + interval '38 seconds', $5::int, $5::int, 2, $5::int - 2)`,
    [id, system.customersId, newId(), night, customers.length],
  )
  const found = [customers[40], customers[170]].flatMap((each, at) =>
    each ? [{ key: each.key, fields: at === 0 ? ['street', 'postcode'] : ['phone'] }] : [],
  )
  await run(
    ctx.db,
    `insert into integration.difference (load_id, key, object_id, kind, fields)
     select $1, d.key, $2, 'other', d.fields from jsonb_to_recordset($3::jsonb) d(key text, fields text[])`,
    [id, system.customersId, JSON.stringify(found)],
  )
}
