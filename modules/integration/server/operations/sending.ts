import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../../../platform/context.ts'
import { wakeChannel } from '../../../../platform/events/wake.ts'
import type { StandingWork, Work } from '../../../../platform/jobs/job.ts'
import { systemsWithWork } from './claiming.ts'
import type { Patience } from './delivering.ts'
import { usualPatience } from './delivering.ts'
import { drain } from './draining.ts'

export type SendingLimits = {
  /** Seconds for which an operation belongs to the process that has taken it; then another one asks what became of it. */
  lease: number
  patience: Patience
}

const usualLimits: SendingLimits = { lease: 60, patience: usualPatience }

const pollEvery = 1000
const longestRest = 30_000

/** Sends what is wanted to the other systems, each in its own time: as soon as something is committed, and by the clock. */
export const sendWork: StandingWork = {
  name: 'integration.send',
  where: 'worker',
  run: work => send(work),
}

/** The same with other limits; ends when the signal of the work is aborted and what is on its way has been written down. */
export async function send(work: Work, limits: SendingLimits = usualLimits): Promise<void> {
  const running = new Map<string, Promise<void>>()
  /** Systems that did not want anything a moment ago, and until when they are left alone. */
  const resting = new Map<string, { until: number; pause: number }>()
  let wake = Promise.withResolvers<void>()
  const unlisten = await work.database.listen({
    channel: wakeChannel,
    onMessage: () => wake.resolve(),
    onGap: () => wake.resolve(),
  })
  const begin = (ctx: Context, id: string) => {
    const rest = resting.get(id)
    if (running.has(id) || (rest && rest.until > performance.now())) return
    const drained = drain(ctx, { work, systemId: id, limits, careful: rest !== undefined })
      .then(well => {
        if (well) return void resting.delete(id)
        const pause = Math.min((rest?.pause ?? 500) * 2, longestRest)
        resting.set(id, { until: performance.now() + pause, pause })
      })
      .catch((err: unknown) => {
        work.log.error({ err, system: id }, 'Nothing could be sent to a system; it is tried again.')
        resting.set(id, { until: performance.now() + pollEvery, pause: pollEvery })
      })
      .finally(() => running.delete(id))
    running.set(id, drained)
  }
  try {
    await work.outside({ actor: work.system }, async ctx => {
      while (!work.signal.aborted) {
        wake = Promise.withResolvers()
        const ids = await systemsWithWork(ctx.db).catch((err: unknown) => {
          work.log.warn({ err }, 'What is to be sent could not be read; it is tried again.')
          return []
        })
        for (const id of ids) begin(ctx, id)
        const pause = new AbortController()
        const either = AbortSignal.any([work.signal, pause.signal])
        await Promise.race([wake.promise, sleep(pollEvery, undefined, { signal: either }).catch(() => {})])
        pause.abort()
      }
    })
  } finally {
    await unlisten()
    await Promise.all(running.values())
  }
}
