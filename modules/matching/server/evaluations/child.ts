import { setPriority } from 'node:os'
import { evaluate } from '../engine/evaluate/index.ts'
import type { Asked, Told } from './child-messages.ts'
import { summaryOf } from './summary.ts'

/** Below everything that somebody waits for. */
const niceness = 19

setPriority(niceness)
process.on('disconnect', () => process.exit(1))
const tell = (message: Told, code: number) => process.send?.(message, () => process.exit(code))

process.once('message', (asked: Asked) => {
  evaluate(asked).then(
    found => {
      const { user, system } = process.cpuUsage()
      const cost = {
        seconds: process.uptime(),
        cpuSeconds: (user + system) / 1e6,
        peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      }
      tell({ kind: 'done', result: { ...summaryOf(found), cost } }, 0)
    },
    (error: unknown) =>
      tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }, 1),
  )
})
