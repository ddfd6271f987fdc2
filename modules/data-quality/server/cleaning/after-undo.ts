import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import type { Proposal } from './propose.ts'
import { stillHolds } from './propose.ts'
import { recordsOf } from './record.ts'

type Act = { id: string; stands: boolean }
type Found = Pick<Proposal, 'customerId' | 'contactPointId' | 'basis'> & { id: string }

/** Customers looked at in one go. */
const portion = 2000

/**
 * Proposals follow the act by which they were taken: taken back, they wait again where what they were made of stands there
 * again; where the undo itself is taken back, they are taken.
 */
export async function settleUndoneProposals(ctx: Context, events: readonly Event[]): Promise<void> {
  const acts = await actsOf(ctx, [...new Set(events.map(event => event.rootId))])
  let moved = 0
  for (const act of acts)
    for (let after: string | null = null; ; ) {
      const found: Found[] = await proposalsOf(ctx, act, after)
      if (found.length === 0) break
      after = found.at(-1)?.customerId ?? null
      const records = await recordsOf(ctx.db, [...new Set(found.map(({ customerId }) => customerId))])
      const chosen = found.filter(
        proposal => stillHolds(proposal, records.get(proposal.customerId)) !== act.stands,
      )
      moved += await (act.stands ? takeAgain(ctx, act, chosen) : reopen(ctx, chosen))
    }
  const [act] = acts
  if (act && moved > 0)
    await ctx.emit({ kind: 'quality.cleaned', entity: 'quality', rootId: act.id, recordId: act.id })
}

/** The acts at the beginning of these undos, and whether each stands now: an undo may have been undone itself. */
function actsOf(ctx: Context, batchIds: readonly string[]): Promise<Act[]> {
  return rows<Act>(
    ctx.db,
    `with recursive back as (
       select b.id, b.undo_of from platform.batch b where b.id = any($1::uuid[])
       union all select b.id, b.undo_of from back k join platform.batch b on b.id = k.undo_of),
     forth as (
       select distinct b.id as act, b.id as at, 0 as n from back b where b.undo_of is null
       union all select f.act, u.undo_batch, f.n + 1 from forth f join platform.undo u on u.batch_id = f.at and u.state = 'done')
     select act as id, max(n) % 2 = 0 as stands from forth group by 1`,
    [batchIds],
  )
}

/** What was taken by the act, or waits again because it was undone; whole customers at a time. */
function proposalsOf(ctx: Context, { id, stands }: Act, after: string | null): Promise<Found[]> {
  const state = stands ? 'p.decided_at is null' : "p.decision = 'accepted'"
  return rows<Found>(
    ctx.db,
    `select p.customer_id as "customerId", p.id, p.contact_point_id as "contactPointId", p.basis
     from data_quality.proposal p where p.act_id = $1 and ${state} and p.customer_id in (
       select p.customer_id from data_quality.proposal p where p.act_id = $1 and ${state} and ($2::uuid is null or p.customer_id > $2)
       group by 1 order by 1 limit ${portion})
     order by p.customer_id, p.id for update of p`,
    [id, after],
  )
}

const keys = (chosen: readonly Found[]) => [
  chosen.map(({ customerId }) => customerId),
  chosen.map(({ id }) => id),
]

async function reopen(ctx: Context, chosen: readonly Found[]): Promise<number> {
  if (chosen.length === 0) return 0
  // A search since then may have made another one of the value that the act had set.
  await run(
    ctx.db,
    `delete from data_quality.proposal o using data_quality.proposal p, unnest($1::uuid[], $2::uuid[]) c(customer_id, id)
     where p.customer_id = c.customer_id and p.id = c.id and o.customer_id = p.customer_id and o.field = p.field
       and o.contact_point_id is not distinct from p.contact_point_id and o.decided_at is null`,
    keys(chosen),
  )
  return run(
    ctx.db,
    `update data_quality.proposal p set decided_at = null, decided_by = null, decision = null
     from unnest($1::uuid[], $2::uuid[]) c(customer_id, id) where p.customer_id = c.customer_id and p.id = c.id`,
    keys(chosen),
  )
}

async function takeAgain(ctx: Context, act: Act, chosen: readonly Found[]): Promise<number> {
  if (chosen.length === 0) return 0
  return run(
    ctx.db,
    `update data_quality.proposal p set decided_at = now(), decision = 'accepted',
       decided_by = (select b.actor_id from platform.batch b where b.id = $3)
     from unnest($1::uuid[], $2::uuid[]) c(customer_id, id) where p.customer_id = c.customer_id and p.id = c.id`,
    [...keys(chosen), act.id],
  )
}
