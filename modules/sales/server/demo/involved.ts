import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { newId } from '../../../../platform/ids.ts'
import type { Random } from '../../../../platform/random.ts'
import type { Stay } from './course.ts'

type Row = Record<string, unknown>
type Deal = { row: Row }

/** Others who sell what the demo company sells. */
const names = ['Fjordvarme', 'Kaltwerk', 'Polar Klimat']
const notes = [
  'Cheaper, but weeks later',
  'Serves them today',
  'Offers the same with a longer warranty',
  null,
]
const roles = ['decides', 'uses', 'pays', 'influences', 'supports', 'blocks']

/** Competitors that the demo company meets. */
export function competitors(): Row[] {
  return names.map(name => ({ id: newId(), name, version: 1 }))
}

/** Who takes part in the deals on the customer's side: people who are tied to him. */
export async function involvements(ctx: Context, deals: readonly Deal[], random: Random): Promise<Row[]> {
  const ties = await rows<{ customer: string; person: string }>(
    ctx.db,
    `select t.customer, t.person from customers.v_relationship r
     cross join lateral (values (r.customer_id, r.other_id), (r.other_id, r.customer_id)) t(customer, person)
     join customers.v_customer p on p.id = t.person and p.kind = 'person'
     where t.customer = any($1::uuid[]) order by 1, 2`,
    [[...new Set(deals.map(({ row }) => row.customer_id))]],
  )
  const known = Map.groupBy(ties, ({ customer }) => customer)
  return deals.flatMap(({ row }) => {
    const people = [...new Set((known.get(String(row.customer_id)) ?? []).map(({ person }) => person))]
    return people.slice(0, random.between(0, 3)).map((person, n) => ({
      customer_id: row.customer_id,
      id: newId(),
      opportunity_id: row.id,
      person_id: person,
      role: n === 0 && random.chance(0.6) ? 'decides' : random.pick(roles.slice(1)),
      version: 1,
    }))
  })
}

/** Who else wants the deals that are open. */
export function competition(
  deals: readonly Deal[],
  { rivals, random }: { rivals: readonly Row[]; random: Random },
): Row[] {
  return deals
    .filter(({ row }) => row.outcome === null && random.chance(0.4))
    .map(({ row }) => ({
      customer_id: row.customer_id,
      id: newId(),
      opportunity_id: row.id,
      competitor_id: random.pick(rivals).id,
      note: random.pick(notes),
      version: 1,
    }))
}

/** The criteria that hold: all of the stages it has left, in most deals the first of the one it is in. */
export function criteriaMet(
  stays: readonly Stay[],
  { by, now, share }: { by: string; now: Date; share: number },
): Row {
  const met = stays.flatMap(({ stage, leftAt, enteredAt }) => {
    const holds = leftAt !== null ? stage.criteria : stage.criteria.slice(0, share > 1 ? 1 : 0)
    const at = leftAt ?? new Date((enteredAt.getTime() + now.getTime()) / 2)
    return holds.map(({ key }) => [key, { by, at: at.toISOString() }] as const)
  })
  return Object.fromEntries(met)
}
