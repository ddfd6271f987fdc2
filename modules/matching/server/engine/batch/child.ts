import { setPriority } from 'node:os'
import type { MatchRecord } from '../record.ts'
import type { Asked, Told } from './messages.ts'
import { runAll, runNew } from './whole-run.ts'

/** Below everything that somebody waits for. */
const niceness = 19

setPriority(niceness)
const tell = (message: Told) => process.send?.(message)
const waiting: Asked[] = []
let wake = () => {}

process.on('message', (message: Asked) => {
  waiting.push(message)
  wake()
})
process.on('disconnect', () => process.exit(1))

async function next(): Promise<Asked> {
  for (;;) {
    const message = waiting.shift()
    if (message) return message
    await new Promise<void>(resolve => {
      wake = resolve
    })
  }
}

async function* records(): AsyncGenerator<readonly MatchRecord[]> {
  for (;;) {
    tell({ kind: 'more' })
    const message = await next()
    if (message.kind === 'end') return
    if (message.kind === 'records') yield message.records
  }
}

const start = await next()
try {
  if (start.kind !== 'start') throw new Error('A run begins with its options.')
  const input = { source: records(), onStep: (step: string) => tell({ kind: 'step', step }) }
  const { store, removed } = start.options
  const result =
    start.only === 'new' && store
      ? await runNew(input, { ...start.options, store, removed: removed ?? [] })
      : await runAll(input, start.options)
  const { user, system } = process.cpuUsage()
  const cost = { cpuSeconds: (user + system) / 1e6, peakMemoryMiB: process.resourceUsage().maxRSS / 1024 }
  process.send?.({ kind: 'done', result: { ...result, cost } } satisfies Told, () => process.exit(0))
} catch (error) {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.send?.({ kind: 'failed', message } satisfies Told, () => process.exit(1))
}
