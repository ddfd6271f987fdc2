import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { MatchRecord } from '../record.ts'
import type { Asked, ChildOptions, Cost, Told } from './messages.ts'
import type { MatchResult, RunOptions } from './whole-run.ts'

export type BackgroundOptions = RunOptions & {
  signal?: AbortSignal
  /** load, count, block, compare, learn, weigh. */
  onStep?: (step: string) => void
}

export type BackgroundResult = MatchResult & { cost: Cost }

/**
 * Matches all records in a process of its own, at low priority, so that nobody waits for it. Records come in chunks (some
 * thousands each) and only as fast as they are taken. With a `store` the prepared records are kept for `matchNew`.
 * Stops with `signal`; throws what went wrong, also when the process was killed.
 */
export function matchAll(
  source: AsyncIterable<readonly MatchRecord[]>,
  options: BackgroundOptions = {},
): Promise<BackgroundResult> {
  return inChild(source, { only: 'all', ...options })
}

/** Matches new and changed records with all that `store` keeps, under the model learnt then; both are brought up to date. */
export function matchNew(
  source: AsyncIterable<readonly MatchRecord[]>,
  options: BackgroundOptions & { store: string; removed?: readonly string[] },
): Promise<BackgroundResult> {
  return inChild(source, { only: 'new', ...options })
}

function inChild(
  source: AsyncIterable<readonly MatchRecord[]>,
  { only, signal, onStep = () => {}, ...options }: BackgroundOptions & ChildOptions & { only: 'all' | 'new' },
): Promise<BackgroundResult> {
  const path = fileURLToPath(new URL('child.ts', import.meta.url))
  const child = fork(path, { serialization: 'advanced', execArgv: [], ...(signal ? { signal } : {}) })
  const records = source[Symbol.asyncIterator]()
  const ask = (message: Asked) => child.connected && child.send(message)
  return new Promise((resolve, reject) => {
    const give = async () => {
      const { done, value } = await records.next()
      ask(done ? { kind: 'end' } : { kind: 'records', records: value })
    }
    const fail = (error: unknown) => {
      reject(error)
      child.kill()
    }
    child.on('message', (message: Told) => {
      if (message.kind === 'more') give().catch(fail)
      else if (message.kind === 'step') onStep(message.step)
      else if (message.kind === 'failed') reject(new Error(message.message))
      else resolve(message.result)
    })
    child.on('error', reject)
    child.on('exit', (code, killed) =>
      reject(new Error(`The matching process ended early (${killed ?? `code ${code}`}).`)),
    )
    ask({ kind: 'start', only, options })
  })
}
