import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { Conflict } from '../../../../platform/errors.ts'
import type { Edge, Member } from './graph.ts'

/** Records that hang together by links, with the links between them. */
export type Kin = { members: Member[]; edges: (Edge & { id: string })[] }

/**
 * One step along the links, and the roots shown now. Also through records that are away: theirs sleep. A recursive statement
 * would ask for each record by itself, which the planner of a table that has just grown does by reading all of it.
 */
const nextTo = `select l.other_id as id from customers.link l where l.customer_id = any($1::uuid[])
    union select l.customer_id from customers.link l where l.other_id = any($1::uuid[])
    union select c.merged_into from customers.customer c where c.id = any($1::uuid[]) and c.merged_into is not null
    union select c.id from customers.customer c where c.merged_into is not null and c.merged_into = any($1::uuid[])`

/** All records that hang together with the given ones, the given included. */
export async function kinOf(ctx: Pick<Context, 'db'>, ids: readonly string[]): Promise<Kin> {
  const reached = new Set(ids)
  for (let edge: readonly string[] = [...reached]; edge.length > 0; ) {
    const near = await rows<{ id: string }>(ctx.db, nextTo, [edge])
    edge = near.map(({ id }) => id).filter(id => !reached.has(id))
    for (const id of edge) reached.add(id)
  }
  const members = await rows<Member>(
    ctx.db,
    `select c.id, c.unit_id as "unitId", c.merged_into as root from customers.customer c where c.id = any($1::uuid[]) order by c.id`,
    [[...reached]],
  )
  const edges = await rows<Edge & { id: string }>(
    ctx.db,
    `select l.customer_id as "customerId", l.other_id as "otherId", l.id from customers.link l
     where l.customer_id = any($1::uuid[]) order by l.customer_id, l.other_id`,
    [members.map(({ id }) => id)],
  )
  return { members, edges }
}

const tries = 5

/**
 * The same, with every record locked until the transaction ends: two who link and unlink at one moment take turns, in the
 * order of the ids. Who waited looks again, since what he waits for may have joined more; without end it is a conflict.
 */
export async function lockKin(ctx: Pick<Context, 'db'>, ids: readonly string[]): Promise<Kin> {
  const locked = new Set<string>()
  for (let attempt = 0; attempt < tries; attempt++) {
    const kin = await kinOf(ctx, ids)
    const more = kin.members.map(({ id }) => id).filter(id => !locked.has(id))
    if (more.length === 0 && attempt > 0) return kin
    // No key update: whoever writes a note below a record need not wait for a link.
    await run(
      ctx.db,
      'select from customers.customer t where t.id = any($1::uuid[]) order by t.id for no key update',
      [more],
    )
    for (const id of more) locked.add(id)
  }
  throw new Conflict('Others are linking these very records. Try again in a moment.')
}
