import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { recordChanges } from '../../../../platform/history/record.ts'
import { requireSight } from './bases.ts'
import { takenOf } from './tables.ts'

export type Deciding = { ids: readonly string[]; verdict: 'new' | 'same'; matchId?: string | undefined }

type Free = {
  id: string
  verdict: string | null
  match_id: string | null
  decided_by: string | null
  decided_at: string | null
}

/**
 * Says what free records of a base are; answers how many it said something new about. Taken ones are passed over. “Same”
 * without a customer is refused where none was found: `matching.nobody-found`; a customer may be named for one record only.
 */
export async function decideRecords(ctx: Context, { ids, verdict, matchId }: Deciding): Promise<number> {
  requireSight(ctx)
  if (matchId !== undefined && ids.length > 1)
    throw new Refused('matching.one-at-a-time', 'A customer can be named for one record at a time.')
  if (matchId !== undefined) await requireCustomer(ctx, matchId)
  const free = await rows<Free>(
    ctx.db,
    `select t.id, t.verdict, t.match_id, t.decided_by, to_jsonb(t) ->> 'decided_at' as decided_at
     from matching.base_record t where t.id = any($1::uuid[]) and not ${takenOf('t')} order by t.id for update of t`,
    [ids],
  )
  if (free.length === 0) throw new NotFound('free record')
  const match = (record: Free) => (verdict === 'new' ? record.match_id : (matchId ?? record.match_id))
  if (verdict === 'same' && free.some(record => match(record) === null))
    throw new Refused(
      'matching.nobody-found',
      'Nobody was found that this record is like. Say which customer it is the same as.',
    )
  const changed = free.filter(
    record => record.verdict !== verdict || record.match_id !== match(record) || record.decided_by === null,
  )
  await write(ctx, { changed, verdict, match })
  return changed.length
}

type Writing = { changed: readonly Free[]; verdict: string; match: (record: Free) => string | null }

async function write(ctx: Context, { changed, verdict, match }: Writing): Promise<void> {
  const at = ctx.now.toISOString()
  await run(
    ctx.db,
    `update matching.base_record t set verdict = $2, match_id = n.match, decided_by = $3, decided_at = $4, version = version + 1, updated_at = now()
     from unnest($1::uuid[], $5::uuid[]) n(id, match) where t.id = n.id`,
    [changed.map(({ id }) => id), verdict, ctx.actor.id, at, changed.map(match)],
  )
  await recordChanges(
    ctx,
    changed.map(({ id, ...before }) => ({
      entity: 'base-record',
      rootId: id,
      recordId: id,
      action: 'changed',
      before,
      after: { verdict, match_id: match({ id, ...before }), decided_by: ctx.actor.id, decided_at: at },
    })),
  )
}

/** The customer, or the root it was merged into, has to be there. */
async function requireCustomer(ctx: Context, id: string): Promise<void> {
  const found = await row(ctx.db, 'select 1 as hit from customers.v_customer c where c.id = $1', [id])
  if (!found) throw new NotFound('customer')
}
