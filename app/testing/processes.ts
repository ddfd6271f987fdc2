import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from '../../platform/config.ts'

/** A process of the product, started for a test. `output` is what it has printed so far. */
export type Started = { kill: (signal: 'SIGKILL' | 'SIGTERM') => Promise<void>; output: () => string }

/** Processes on one database; `endAll` ends those that still run, `stop` clears away behind them, too. */
export function processesOn(databaseUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-processes-'))
  const running = new Set<ChildProcess>()

  /** Starts a script of the project and waits until it has printed what `ready` looks for. */
  async function start(args: readonly string[], ready: RegExp | null): Promise<Started> {
    const child = spawn(process.execPath, [...args], {
      cwd: projectFolder,
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: databaseUrl,
        TESSERA_OUTBOUND: '127.0.0.0/8',
        TESSERA_DATA: folder,
        TESSERA_DEMO: '0',
        PORT: '0',
        LOG_LEVEL: 'warn',
      },
    })
    running.add(child)
    let output = ''
    const ended = once(child, 'exit').then(() => running.delete(child))
    const printed = new Promise<void>((resolve, reject) => {
      const take = (chunk: Buffer) => {
        output += chunk.toString()
        if (ready?.test(output)) resolve()
      }
      child.stdout.on('data', take)
      child.stderr.on('data', take)
      void ended.then(() => reject(new Error(`${args.join(' ')} ended: ${output}`)))
      if (!ready) resolve()
    })
    printed.catch(() => undefined)
    await printed
    return {
      output: () => output,
      kill: async signal => {
        child.kill(signal)
        await ended
      },
    }
  }

  const web = async () => {
    const started = await start(['app/main.ts', '--role', 'web'], /ready: (http:\S+)/)
    return { ...started, address: /ready: (http:\S+)/.exec(started.output())?.[1] as string }
  }
  const endAll = async () => {
    await Promise.all(
      [...running].map(child => {
        child.kill('SIGKILL')
        return once(child, 'exit')
      }),
    )
  }
  const stop = async () => {
    await endAll()
    rmSync(folder, { recursive: true, force: true })
  }
  return { start, web, endAll, stop }
}

/** Events of a stream as they come; `close` stops listening. */
export async function openStream(address: string, headers: Record<string, string>) {
  const abort = new AbortController()
  const response = await fetch(`${address}/api/v1/events`, { headers, signal: abort.signal })
  if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}.`)
  const events: { kind: string; entity: string; rootId: string; recordId: string }[] = []
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  const reading = (async () => {
    let rest = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const blocks = (rest + value).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks)
        if (block.startsWith('data: ')) events.push(JSON.parse(block.slice(6)) as (typeof events)[number])
    }
  })().catch(() => undefined)
  const close = async () => {
    abort.abort()
    await reading
  }
  return { events, close, ended: reading }
}
