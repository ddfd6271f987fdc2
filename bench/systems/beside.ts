import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { projectFolder } from '../../platform/config.ts'
import type { Command, Other, Told } from './others.ts'

/** Systems of others in a process of their own. */
export type SystemsBeside = {
  others: Other[]
  tell: (command: Command) => Promise<void>
  /** Calls that have reached each of them. */
  calls: () => Promise<number[]>
  stop: () => Promise<void>
}

/** Starts them; they end with this process. */
export async function startSystemsBeside(count: number, customers: number): Promise<SystemsBeside> {
  const child = fork('bench/systems/others.ts', [String(count), String(customers)], { cwd: projectFolder })
  const first = await answerOf(child)
  if (!('others' in first)) throw new Error('The systems beside did not say what they are.')
  const ask = async (command: Command) => {
    const answer = answerOf(child)
    child.send(command)
    return answer
  }
  return {
    others: first.others,
    tell: async command => void (await ask(command)),
    calls: async () => {
      const answer = await ask({ do: 'count' })
      return 'calls' in answer ? answer.calls : []
    },
    stop: async () => {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

async function answerOf(child: ChildProcess): Promise<Told> {
  const over = new AbortController()
  try {
    const message = once(child, 'message', { signal: over.signal }) as Promise<[Told]>
    const end = once(child, 'exit', { signal: over.signal }).then(() => {
      throw new Error('The systems beside ended.')
    })
    const [told] = await Promise.race([message, end])
    return told
  } finally {
    over.abort()
  }
}
