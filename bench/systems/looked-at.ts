import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { projectFolder } from '../../platform/config.ts'
import { environmentOf, freePort } from '../server.ts'
import type { Look } from './looked-into.ts'

/** A process of the product that says what it holds, and how much it has logged. */
export type LookedAt = {
  address: URL
  /** After everything that is no longer used was collected. */
  look: () => Promise<Look>
  logged: () => { lines: number; kinds: Record<string, number> }
  stop: () => Promise<void>
}

/** Starts one role of the product on a data folder; only the web process waits until it can be asked. */
export async function startLookedAt(dataFolder: string, role: 'web' | 'worker'): Promise<LookedAt> {
  const port = await freePort()
  const options = ['--expose-gc', '--import', './bench/systems/looked-into.ts']
  const child = spawn(process.execPath, [...options, 'app/main.ts', '--role', role], {
    cwd: projectFolder,
    env: { ...environmentOf(dataFolder, port), TESSERA_OUTBOUND: '127.0.0.0/8' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const address = new URL(`http://127.0.0.1:${port}`)
  const kinds: Record<string, number> = {}
  let lines = 0
  const take = (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n').filter(Boolean)) {
      lines++
      const said = line.startsWith('{')
        ? line.replace(/"(level|time|pid)":\d+,/g, '').slice(0, 300)
        : line.slice(0, 40)
      kinds[said] = (kinds[said] ?? 0) + 1
    }
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  const ended = once(child, 'exit')
  for (let tries = 0; role === 'web' && !(await isReady(address)); tries++) {
    if (child.exitCode !== null || tries > 600)
      throw new Error(`The process did not come up: ${Object.keys(kinds).join(' ')}`)
    await new Promise(done => setTimeout(done, 100))
  }
  return {
    address,
    look: async () => {
      const answer = once(child, 'message')
      child.send('look')
      return (await answer)[0] as Look
    },
    logged: () => ({ lines, kinds: { ...kinds } }),
    stop: async () => {
      if (child.exitCode === null) child.kill('SIGINT')
      await ended
    },
  }
}

async function isReady(address: URL): Promise<boolean> {
  return fetch(new URL('/health/ready', address)).then(
    ({ ok }) => ok,
    () => false,
  )
}
