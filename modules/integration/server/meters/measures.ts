import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../../../platform/context.ts'
import { run } from '../../../../platform/database/statement.ts'
import { newId } from '../../../../platform/ids.ts'
import type { JobDefinition, StandingWork, Work } from '../../../../platform/jobs/job.ts'
import type { Guard, GuardState } from '../calls/guard.ts'
import { openSystems } from '../systems/opened.ts'
import { sparedSoFar } from './spared.ts'

const everyMinute = 60_000
/** A breaker that opens is told sooner than the minute is over. */
const look = 5000

type Counted = Pick<GuardState, 'asked' | 'answered' | 'failed' | 'heldBack' | 'shared'>
type Seen = { guard: Guard; state: GuardState; spared: number }

/** What this process has written of each guard and each system; counts go on from there, also when the work begins again. */
const written = new WeakMap<Guard, GuardState>()
const sparedWritten = new Map<string, number>()
const thisProcess = newId()

/** Writes what this process saw of its systems, every minute and when it stops. */
export const measuring: StandingWork = {
  name: 'integration.measure',
  where: 'everywhere',
  run: async work => {
    let last = Date.now()
    while (!work.signal.aborted) {
      await sleep(look, undefined, { signal: work.signal }).catch(() => {})
      if (!work.signal.aborted && Date.now() - last < everyMinute && !breakersMoved()) continue
      last = Date.now()
      await measure(work)
    }
  },
}

/** Writes the difference to what was written before, for all systems that this process has open. */
export async function measure(work: Pick<Work, 'step' | 'system'>): Promise<void> {
  const seen = new Map(
    openSystems().map(({ system, guard }) => [
      system.id,
      { guard, state: guard.state(), spared: sparedSoFar(system.id) },
    ]),
  )
  if (seen.size === 0) return
  await work.step({ actor: work.system }, ctx => store(ctx, seen))
  for (const [id, { guard, state, spared }] of seen) {
    written.set(guard, state)
    sparedWritten.set(id, spared)
  }
}

function breakersMoved(): boolean {
  return openSystems().some(({ guard }) => {
    const before = written.get(guard)?.breakers
    const now = guard.state().breakers
    return before !== undefined && JSON.stringify(before) !== JSON.stringify(now)
  })
}

const nothingYet: Counted = { asked: 0, answered: 0, failed: 0, heldBack: 0, shared: 0 }

async function store(ctx: Context, seen: ReadonlyMap<string, Seen>): Promise<void> {
  const lines = [...seen].map(([system_id, { guard, state, spared }]) => {
    const before = written.get(guard) ?? nothingYet
    const answered = state.answered - before.answered
    return {
      system_id,
      asked: state.asked - before.asked,
      answered,
      failed: state.failed - before.failed,
      held_back: state.heldBack - before.heldBack,
      shared: state.shared - before.shared,
      spared: spared - (sparedWritten.get(system_id) ?? 0),
      // Times of answers of an hour ago say nothing about now.
      p50: answered > 0 ? state.p50 : null,
      p95: answered > 0 ? state.p95 : null,
      breakers: state.breakers,
    }
  })
  // A system that was removed meanwhile has nothing to be measured any more.
  await run(
    ctx.db,
    `insert into integration.measure (system_id, at, process, asked, answered, failed, held_back, shared, spared, p50, p95, breakers)
     select m.system_id, $2, $3, m.asked, m.answered, m.failed, m.held_back, m.shared, m.spared, m.p50, m.p95, m.breakers
     from jsonb_to_recordset($1::jsonb) as m (system_id uuid, asked int, answered int, failed int, held_back int, shared int,
       spared int, p50 real, p95 real, breakers jsonb)
     join integration.system s on s.id = m.system_id`,
    [JSON.stringify(lines), ctx.now, thisProcess],
  )
}

/** Measures older than eight days go. */
export const forgetMeasures: JobDefinition = {
  queue: 'integration.forget-measures',
  schedule: '40 3 * * *',
  run: work =>
    work.step({ actor: work.system }, async ctx => {
      await run(ctx.db, `delete from integration.measure where at < $1::timestamptz - interval '8 days'`, [
        ctx.now,
      ])
    }),
}
