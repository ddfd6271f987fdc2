import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { dayOf } from '../../../../platform/entities/relative-date.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { newId } from '../../../../platform/ids.ts'
import type { JobDefinition, Work } from '../../../../platform/jobs/job.ts'
import { usedFields } from '../board/used-fields.ts'
import { countedRules } from './rule.ts'
import { applyDifferences, forgetOld, passesOf, sweepPass } from './sweep.ts'
import { checkCustomers } from './verdicts.ts'

/** Asks for a check of all customers; while one waits, that one is meant. Answers its id. */
export async function askForSweep(ctx: Context, askedBy: string | null): Promise<{ id: string }> {
  const waiting = await row<{ id: string }>(
    ctx.db,
    'select id from data_quality.sweep where started_at is null and finished_at is null order by asked_at limit 1',
  )
  if (waiting) return waiting
  const id = newId()
  await run(ctx.db, 'insert into data_quality.sweep (id, asked_by) values ($1, $2)', [id, askedBy])
  await ctx.enqueue('data-quality.sweep', { sweepId: id })
  return { id }
}

/** Every night, and when somebody asks: all rules over all customers. */
export const sweepJob: JobDefinition = {
  queue: 'data-quality.sweep',
  schedule: '20 2 * * *',
  run: async (work, data) => {
    const sweepId =
      typeof data.sweepId === 'string'
        ? data.sweepId
        : (await work.step({ actor: work.system }, ctx => nightly(ctx))).id
    try {
      await sweep(work, sweepId)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      await work.step({ actor: work.system }, ctx =>
        run(ctx.db, 'update data_quality.sweep set error = $2, finished_at = now() where id = $1', [
          sweepId,
          message,
        ]),
      )
      throw error
    }
  },
}

async function nightly(ctx: Context): Promise<{ id: string }> {
  const id = newId()
  await run(ctx.db, 'insert into data_quality.sweep (id) values ($1)', [id])
  return { id }
}

/** Runs a sweep to its end. Run again after a crash it begins anew: what was written down is no difference any more. */
export async function sweep(work: Work, sweepId: string): Promise<void> {
  const step = { actor: work.system }
  const since = new Date(Date.now() - 1000)
  await work.step(step, async ctx => {
    await run(
      ctx.db,
      'update data_quality.sweep set started_at = now(), finished_at = null, error = null where id = $1',
      [sweepId],
    )
    await run(ctx.db, 'delete from data_quality.sweep_difference where sweep_id = $1', [sweepId])
  })
  const asking = await work.step(step, async ctx => ({
    rules: await countedRules(ctx.db),
    fields: await usedFields(ctx),
  }))
  let checked = 0
  for (const pass of passesOf(asking)) {
    checked = await work.step(step, ctx => sweepPass(ctx, { sweepId, day: dayOf(ctx.now, 'UTC'), pass }))
  }
  const counts = { found: 0, mended: 0 }
  for (;;) {
    if (work.signal.aborted) throw new Error('The process stops; the check is begun anew.')
    const done = await work.step(step, ctx => applyDifferences(ctx, { sweepId, since }))
    counts.found += done.found
    counts.mended += done.mended
    if (done.taken === 0) break
  }
  await work.step(step, async ctx => {
    await forgetOld(ctx.db)
    await run(
      ctx.db,
      'update data_quality.sweep set finished_at = now(), checked = $2, found = $3, mended = $4 where id = $1',
      [sweepId, checked, counts.found, counts.mended],
    )
    await ctx.emit({
      kind: 'quality.swept',
      entity: 'quality',
      rootId: sweepId,
      recordId: sweepId,
      data: { ...counts },
    })
  })
}

/** Customers that one act has touched are checked again this many at a time. */
const portion = 2000
/** An import that is still running is looked at again after this time. */
const importPause = 15_000

/** After an act on many, an import or an undo: its customers are checked again, once, when the act has ended. */
export const recheckJob: JobDefinition = {
  queue: 'data-quality.recheck',
  run: async (work, data) => {
    const batchId = String(data.batchId)
    const begins = await work.step({ actor: work.system }, ctx => beginRecheck(ctx, batchId))
    if (!begins) return
    let after: string | null = null
    for (;;) {
      const ids: string[] = await work.step({ actor: work.system }, ctx => touchedBy(ctx, { batchId, after }))
      if (ids.length === 0) return
      await work.step({ actor: work.system }, async ctx => {
        await run(ctx.db, 'set local statement_timeout = 0')
        await checkCustomers(ctx, ids)
        await ctx.emit({
          kind: 'quality.checked',
          entity: 'quality',
          rootId: batchId,
          recordId: batchId,
          data: { count: ids.length },
        })
      })
      after = ids.at(-1) ?? null
    }
  },
}

/** Puts the job off while the act goes on; after that, new events of the act ask for another check. */
async function beginRecheck(ctx: Context, batchId: string): Promise<boolean> {
  const running = await row(
    ctx.db,
    `select 1 from platform.import where batch_id = $1 and state = 'running'`,
    [batchId],
  )
  if (running)
    await ctx.enqueue('data-quality.recheck', { batchId }, { startAfter: new Date(Date.now() + importPause) })
  else await run(ctx.db, 'delete from data_quality.recheck where batch_id = $1', [batchId])
  return !running
}

async function touchedBy(
  ctx: Context,
  { batchId, after }: { batchId: string; after: string | null },
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `select distinct c.root_id as id from platform.change c where c.batch_id = $1 and ($2::uuid is null or c.root_id > $2)
     order by 1 limit ${portion}`,
    [batchId, after],
  )
  return found.map(({ id }) => id)
}

/** Asks for the check of what acts on many have touched, once per act however many events it has. */
export async function recheckActs(ctx: Context, events: readonly Event[]): Promise<void> {
  const acts = new Set(
    events.map(event => (event.kind === 'batch.undone' ? event.rootId : String(event.data?.batchId))),
  )
  for (const batchId of acts) {
    const fresh = await run(
      ctx.db,
      'insert into data_quality.recheck (batch_id) values ($1) on conflict do nothing',
      [batchId],
    )
    if (fresh > 0) await ctx.enqueue('data-quality.recheck', { batchId })
  }
}
