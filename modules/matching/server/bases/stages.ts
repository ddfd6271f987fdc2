import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import type { Filter } from '../../../../platform/entities/descriptor.ts'
import { Forbidden, NotFound, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/ids.ts'
import type { BaseStage, OwnerWish } from '../../contract.ts'
import { requireIdle, requireSight } from './bases.ts'
import { handingOf } from './owners.ts'
import { type Selected, selectionOf } from './selection.ts'
import { lastUndo } from './stage-undo.ts'
import { takenOf } from './tables.ts'

export const stageQueue = 'matching.stage'
export const stageUndoQueue = 'matching.stage-undo'

type Stored = Omit<BaseStage, 'askedAt' | 'startedAt' | 'finishedAt' | 'undo' | 'left'> & {
  askedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  undoState: 'running' | 'done' | 'failed' | null
  undoAsked: boolean
  removed: number | null
  restored: number | null
  kept: number | null
}

const columns = `s.id, s.base_id as "baseId", s.filter, s.q, s.state, s.total, s.created, s.linked, s.alongside, s.refused, s.error,
  s.cancel_asked_at is not null as "cancelAsked", s.asked_at as "askedAt", s.started_at as "startedAt", s.finished_at as "finishedAt",
  jsonb_build_object('mode', s.owner_mode, 'id', s.owner_id, 'title',
    coalesce((select v.name from staff.v_user v where v.id = s.owner_id), (select v.name from staff.v_team v where v.id = s.owner_id))) as owner,
  (select v.name from staff.v_user v where v.id = s.asked_by) as "askedBy",
  (select count(*)::int from matching.base_record t where t.stage_id = s.id and t.base_id = s.base_id and ${takenOf('t')}) as standing,
  u.state as "undoState", s.undo_asked_at is not null as "undoAsked", u.removed, u.restored, u.kept`
const source = `matching.stage s left join lateral (${lastUndo('s.id')}) u on u.depth % 2 = 1`

function view({ undoState, undoAsked, removed, restored, kept, ...stored }: Stored): BaseStage {
  // It is undone when those who follow it have been told, not before.
  const undone = undoAsked || undoState === 'running' ? 'undoing' : undoState === 'done' ? 'undone' : null
  const { total, created, linked, refused } = stored
  return {
    ...stored,
    state: undone ?? stored.state,
    left: Math.max(0, total - created - linked - refused),
    undo: undoState ? { removed: removed ?? 0, restored: restored ?? 0, kept: kept ?? 0 } : null,
    askedAt: stored.askedAt.toISOString(),
    startedAt: stored.startedAt?.toISOString() ?? null,
    finishedAt: stored.finishedAt?.toISOString() ?? null,
  }
}

/** The stages of a base, the newest first. */
export async function stagesOf(ctx: Context, baseId: string): Promise<BaseStage[]> {
  const found = await rows<Stored>(
    ctx.db,
    `select ${columns} from ${source} where s.base_id = $1 order by s.id desc limit 200`,
    [baseId],
  )
  return found.map(view)
}

/** One stage; throws `NotFound`. */
export async function getStage(ctx: Context, id: string): Promise<BaseStage> {
  requireSight(ctx)
  const found = await row<Stored>(ctx.db, `select ${columns} from ${source} where s.id = $1`, [id])
  if (!found) throw new NotFound('stage')
  return view(found)
}

/** Who takes records over writes customers: he needs the right to import them as well. */
export function requireTaking(ctx: Context): void {
  requireSight(ctx)
  if (!ctx.actor.permissions.has('customers.import')) throw new Forbidden('customers.import')
}

export type NewStage = {
  filter?: Filter | undefined
  q?: string | undefined
  owner?: OwnerWish | undefined
}

/** Puts the taking over of the selected free records in the queue. */
export async function startStage(ctx: Context, baseId: string, wanted: NewStage): Promise<BaseStage> {
  requireTaking(ctx)
  await requireIdle(ctx, baseId)
  const { mode, id: ownerId } = await handingOf(ctx, wanted.owner)
  const total = await countSelected(ctx, { baseId, ...wanted })
  if (total === 0)
    throw new Refused('matching.nothing-to-take', 'No free record of the base is among these.', { baseId })
  const id = newId()
  await run(
    ctx.db,
    'insert into matching.stage (id, base_id, filter, q, owner_mode, owner_id, total, asked_by) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      id,
      baseId,
      wanted.filter ? JSON.stringify(wanted.filter) : null,
      wanted.q || null,
      mode,
      ownerId,
      total,
      ctx.actor.id,
    ],
  )
  await ctx.enqueue(stageQueue, { stageId: id, actorId: ctx.actor.id }, { singletonKey: id })
  return getStage(ctx, id)
}

async function countSelected(ctx: Context, selected: Selected): Promise<number> {
  const { where, values } = await selectionOf(ctx, selected)
  const found = await row<{ n: number }>(
    ctx.db,
    `select count(*)::int as n from matching.base_record t where ${where}`,
    values,
  )
  return found?.n ?? 0
}

/** Asks a stage that waits or runs to stop; what it has taken stays. */
export async function cancelStage(ctx: Context, id: string): Promise<BaseStage> {
  requireSight(ctx)
  await run(
    ctx.db,
    `update matching.stage set cancel_asked_at = coalesce(cancel_asked_at, now()),
       state = case when state = 'waiting' then 'cancelled' else state end,
       finished_at = case when state = 'waiting' then now() end
     where id = $1 and state in ('waiting', 'running')`,
    [id],
  )
  return getStage(ctx, id)
}

/** Goes on with a stage that was stopped or failed, behind the last record it took. */
export async function goOnStage(ctx: Context, id: string): Promise<BaseStage> {
  requireTaking(ctx)
  const stage = await getStage(ctx, id)
  await requireIdle(ctx, stage.baseId)
  if (stage.state !== 'cancelled' && stage.state !== 'failed')
    throw new Refused(
      'matching.stage-ended',
      `The stage is “${stage.state}”; there is nothing to go on with.`,
    )
  await run(
    ctx.db,
    `update matching.stage set state = 'waiting', error = null, cancel_asked_at = null, finished_at = null where id = $1`,
    [id],
  )
  await ctx.enqueue(stageQueue, { stageId: id, actorId: ctx.actor.id }, { singletonKey: id })
  return getStage(ctx, id)
}

/** Records that a stage could not take, in the order of their ids. */
export async function stageRefusals(
  ctx: Context,
  { id, after, limit }: { id: string; after?: string | undefined; limit: number },
) {
  await getStage(ctx, id)
  const items = await rows<{ id: string; name: string; code: string; message: string }>(
    ctx.db,
    `select t.id, t.name, f.code, f.message from matching.stage_refusal f join matching.base_record t on t.id = f.root_id
     where f.stage_id = $1 and ($2::uuid is null or f.root_id > $2) order by f.root_id limit $3`,
    [id, after ?? null, limit],
  )
  return { items, next: items.length === limit ? (items.at(-1)?.id ?? null) : null }
}
