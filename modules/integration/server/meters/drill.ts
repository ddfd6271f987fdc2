import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { changeRow, lockRow } from '../../../../platform/history/rows.ts'
import type { JobDefinition } from '../../../../platform/jobs/job.ts'
import { customerScope } from '../../../customers/index.ts'
import type { boardEndpoints } from '../../contract/board.ts'
import { type FieldRule, objectsOf } from '../systems/system.ts'
import { systemTable } from '../tables.ts'

const endQueue = 'integration.end-drill'
/** A drill that nobody ends is over after an hour, so that no system stays off by being forgotten. */
const longest = 3_600_000

type Drill = { since: string | null; until: string | null }

function drillOf(since: Date | null): Drill {
  return {
    since: since?.toISOString() ?? null,
    until: since ? new Date(since.getTime() + longest).toISOString() : null,
  }
}

/** From now on everything behaves as if the system were down; a drill that runs goes on. Refuses where the system is off. */
export async function beginDrill(ctx: Context, id: string): Promise<Drill> {
  const key = { rootId: id, id }
  const locked = await lockRow(ctx, systemTable, key)
  if (locked.off_since)
    throw new Refused('integration.is-off', 'The system is switched off; there is nothing to practise.')
  if (locked.drill_since) return drillOf(locked.drill_since as Date)
  const set = { drill_since: ctx.now, drill_by: ctx.actor.id }
  await changeRow(ctx, systemTable, { key, set, locked })
  const since = ctx.now.toISOString()
  await ctx.enqueue(endQueue, { id, since }, { startAfter: new Date(ctx.now.getTime() + longest) })
  await ctx.emit({ kind: 'system.changed', entity: 'system', rootId: id, recordId: id })
  return drillOf(ctx.now)
}

/** The system is asked again; where nothing was practised nothing happens. */
export async function endDrill(ctx: Context, id: string): Promise<Drill> {
  const set = { drill_since: null, drill_by: null }
  const { changed } = await changeRow(ctx, systemTable, { key: { rootId: id, id }, set })
  if (changed) await ctx.emit({ kind: 'system.changed', entity: 'system', rootId: id, recordId: id })
  return drillOf(null)
}

/** Ends a drill after its hour, unless it was ended before; one that was begun since goes on. */
export const endForgottenDrill: JobDefinition = {
  queue: endQueue,
  run: (work, { id, since }) =>
    work.step({ actor: work.system, label: 'integration.act.drillEnded' }, async ctx => {
      const still = await row<{ id: string }>(
        ctx.db,
        'select id from integration.system where id = $1 and drill_since = $2',
        [id, since],
      )
      if (still) await endDrill(ctx, still.id)
    }),
}

type Stored = {
  name: string
  drill_since: Date | null
  by: string | null
  alive_at: Date | null
  queue: number
}

/** What users see and what goes on while the system does not answer. Throws `NotFound`. */
export async function drillView(
  ctx: Context,
  id: string,
): Promise<ReplyOf<(typeof boardEndpoints)['drill']>> {
  const stored = await row<Stored>(
    ctx.db,
    `select s.name, s.drill_since, u.name as by, t.alive_at,
       (select count(*) from integration.operation o where o.system_id = s.id and o.state in ('pending', 'sent'))::int as queue
     from integration.system s left join staff.v_user u on u.id = s.drill_by left join integration.stream t on t.system_id = s.id
     where s.id = $1`,
    [id],
  )
  if (!stored) throw new NotFound('system')
  const rules = (await objectsOf(ctx.db, id)).flatMap(({ mapping }) => mapping)
  const count = (which: (rule: FieldRule) => boolean) => rules.filter(which).length
  return {
    id,
    name: stored.name,
    ...drillOf(stored.drill_since),
    by: stored.by,
    customer: (await someCustomer(ctx, id)) ?? null,
    copied: count(rule => rule.mode !== 'live'),
    asked: count(rule => rule.mode === 'live'),
    written: count(rule => rule.target !== null && rule.write !== 'no'),
    queue: stored.queue,
    aliveAt: stored.alive_at?.toISOString() ?? null,
  }
}

/** A customer who has records in the system and whom the actor sees: the one that was joined last. */
function someCustomer(ctx: Context, systemId: string): Promise<{ id: string; name: string } | undefined> {
  const sql = sqlWriter([systemId])
  const text = `select r.id, r.name from integration.object o
    join integration.crosswalk w on w.object_id = o.id
    join customers.v_customer c on c.id = w.record_id
    join customers.v_customer r on r.id = coalesce(c.merged_into, c.id)
    where o.system_id = $1 and o.role = 'customer' and ${customerScope(ctx, { alias: 'r', sql })}
    order by w.object_id, w.key desc limit 1`
  return row(ctx.db, text, sql.values)
}
