import type { Context } from '../context.ts'
import { sqlWriter } from '../database/sql-writer.ts'
import { row, rows } from '../database/statement.ts'
import { NotFound, Refused } from '../errors.ts'
import { type ReplyOf } from '../contract/endpoint.ts'
import { routes } from '../module.ts'
import { historyContract } from './contract.ts'
import { type ActRecord, recordsOfActs } from './act-records.ts'
import { changesOf } from './changes.ts'
import { rootTables } from './tables.ts'
import { actsNotKept, belowRoot, rootScope, seesEverything } from './visible.ts'
import { findUndo, keptByUndo, undoBatch } from './undo.ts'
import { undoQueue } from './undo-jobs.ts'

type ActRow = {
  id: string
  at: Date
  actorId: string
  actorName: string
  channel: string
  label: string
  labelParams: unknown
  changes: number
  state: 'running' | 'done' | 'failed' | null
  undoBatch: string
  removed: number
  restored: number
  kept: number
}

/** Up to this many records an undo is done at once; more are taken back by a job. */
const atOnce = 2000

export const historyRoutes = routes(historyContract, {
  ofRecord: (ctx, { query: { rootId, recordId, ...query } }) =>
    changesOf(ctx, { ...query, rootIds: [rootId], ...(recordId ? { recordIds: [recordId] } : {}) }),
  acts: (ctx, { query }) => acts(ctx, { ...query, mine: query.mine === 'true' }),
  act: async (ctx, { params }) => (await actViews(ctx, [await ownAct(ctx, params.id)]))[0] as ActView,
  undo: (ctx, { params }) => undo(ctx, params.id),
  kept: async (ctx, { params }) => {
    await ownAct(ctx, params.id)
    return { items: await keptByUndo(ctx.db, params.id) }
  },
})

const actColumns = `b.id, b.at, b.actor_id as "actorId", b.actor_name as "actorName", b.channel, b.label, b.label_params as "labelParams",
  (select count(*)::int from (select 1 from platform.change c where c.batch_id = b.id limit 1000) as counted) as changes,
  u.state, u.undo_batch as "undoBatch", u.removed, u.restored, u.kept`

type ActsQuery = {
  limit: number
  before?: string | undefined
  mine: boolean
  channel?: string | undefined
}

async function acts(ctx: Context, { limit, before, mine, channel }: ActsQuery) {
  const everyone = !mine && ctx.actor.permissions.has('history.undo-any')
  const sql = sqlWriter()
  const where = everyone ? actsNotKept(ctx, sql) : [`b.actor_id = ${sql.bind(ctx.actor.id, 'uuid')}`]
  if (before) where.push(`b.id < ${sql.bind(before, 'uuid')}`)
  if (channel) where.push(`b.channel = ${sql.bind(channel, 'text')}`)
  const found = await rows<ActRow>(
    ctx.db,
    `select ${actColumns} from platform.batch b left join platform.undo u on u.batch_id = b.id
     ${where.length > 0 ? `where ${where.join(' and ')}` : ''} order by b.id desc limit ${sql.bind(limit + 1, 'int')}`,
    sql.values,
  )
  const items = await actViews(ctx, found.slice(0, limit))
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}

type ActView = ReplyOf<typeof historyContract.act>

async function actViews(ctx: Context, acts: readonly ActRow[]): Promise<ActView[]> {
  const small = acts.filter(act => act.changes > 0 && act.changes <= mostForOne)
  const records = await recordsOfActs(
    ctx,
    small.map(act => act.id),
  )
  return acts.map(act => actView(act, records.get(act.id) ?? null))
}

/** An act with more changes than this is hardly about one record, and costs too much to find out. */
const mostForOne = 50

function actView(
  { state, undoBatch: by, removed, restored, kept, at, ...batch }: ActRow,
  record: ActRecord | null,
): ActView {
  return {
    ...batch,
    record,
    at: at.toISOString(),
    undo: state ? { state, undoBatch: by, removed, restored, kept } : null,
  }
}

/** The act if it is mine, or if I may undo anyone's and see every record it touched. */
async function ownAct(ctx: Context, id: string): Promise<ActRow> {
  const found = await row<ActRow>(
    ctx.db,
    `select ${actColumns} from platform.batch b left join platform.undo u on u.batch_id = b.id where b.id = $1`,
    [id],
  )
  if (!found) throw new NotFound('act')
  if (found.actorId === ctx.actor.id) return found
  if (!ctx.actor.permissions.has('history.undo-any') || (await touchesUnseen(ctx, id)))
    throw new NotFound('act')
  return found
}

/** Whether an act touched a root record outside the actor's rows; of a removed one its last image decides. */
async function touchesUnseen(ctx: Context, batchId: string): Promise<boolean> {
  if (seesEverything(ctx)) return false
  const sql = sqlWriter()
  const batch = sql.bind(batchId, 'uuid')
  const seen = rootTables(ctx.history).flatMap(root => {
    const { table, entity } = root
    const scope = rootScope(ctx, root, { alias: 's', sql })
    if (scope === 'false') return []
    const own = belowRoot(ctx, entity, sql)
    if (scope === null) return [own]
    return [
      `${own} and exists (select 1 from ${table} s where s.id = c.root_id and ${scope})`,
      `exists (select 1 from jsonb_populate_record(null::${table}, c.before) s where c.action = 'deleted' and c.entity = '${entity}' and ${scope})`,
    ]
  })
  if (seen.length === 0) return false
  const unseen = await row(
    ctx.db,
    `select 1 as hit from platform.change c where c.batch_id = ${batch} and not (${seen.join(' or ')}) limit 1`,
    sql.values,
  )
  return unseen !== undefined
}

async function undo(ctx: Context, id: string): Promise<ReplyOf<typeof historyContract.undo>> {
  const act = await ownAct(ctx, id)
  if (act.state === 'done') throw new Refused('platform.already-undone', 'This act has been undone already.')
  const size = await row<{ n: number }>(
    ctx.db,
    'select count(*)::int as n from (select 1 from platform.change where batch_id = $1 limit $2) c',
    [id, atOnce + 1],
  )
  if ((size?.n ?? 0) <= atOnce) {
    const done = await undoBatch(ctx, { tables: ctx.history, batchId: id })
    await ctx.emit({ kind: 'history.undone', entity: 'batch', rootId: id, recordId: id })
    return done
  }
  await ctx.enqueue(undoQueue, { batchId: id, actorId: ctx.actor.id }, { singletonKey: id })
  return (
    (await findUndo(ctx.db, id)) ?? {
      batchId: id,
      undoBatch: ctx.batch.id,
      state: 'running',
      removed: 0,
      restored: 0,
      kept: 0,
    }
  )
}
