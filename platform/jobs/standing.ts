import { setTimeout as sleep } from 'node:timers/promises'
import type { Kernel } from '../kernel.ts'
import type { StandingWork } from './job.ts'
import { workOf } from './work.ts'

const firstPause = 1000
const longestPause = 60_000
/** Work that stood for so long was well: what fails it then is something new. */
const soundAfter = 60_000

/**
 * Runs the standing work of all modules until the answer is called, which waits for its end. Work that fails, or ends by itself, begins
 * again after a pause that doubles.
 */
export function standing(kernel: Kernel, { worker }: { worker: boolean }): () => Promise<void> {
  const stopping = new AbortController()
  const works = kernel.modules
    .flatMap(module => module.standing ?? [])
    .filter(({ where }) => worker || where === 'everywhere')
  const running = works.map(work => keepUp(kernel, work, stopping.signal))
  return async () => {
    stopping.abort()
    await Promise.all(running)
  }
}

async function keepUp(kernel: Kernel, { name, run }: StandingWork, signal: AbortSignal): Promise<void> {
  let pause = firstPause
  while (!signal.aborted) {
    const begun = performance.now()
    try {
      await run(workOf(kernel, signal))
      if (!signal.aborted) kernel.log.warn({ work: name }, 'Standing work ended by itself; it begins again.')
    } catch (err) {
      if (!signal.aborted) kernel.log.error({ err, work: name }, 'Standing work failed; it begins again.')
    }
    if (performance.now() - begun > soundAfter) pause = firstPause
    await sleep(pause, undefined, { signal }).catch(() => {})
    pause = Math.min(pause * 2, longestPause)
  }
}
