import { once } from 'node:events'
import { launch } from '../server.ts'
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
  const { child, address, untilReady, stop } = await launch(dataFolder, {
    role,
    networks: '127.0.0.0/8',
    options: ['--expose-gc', '--import', './bench/systems/looked-into.ts'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
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
  if (role === 'web')
    await untilReady().catch((error: unknown) => {
      throw new Error(`The process did not come up: ${Object.keys(kinds).join(' ')}`, { cause: error })
    })
  return {
    address,
    look: async () => {
      const answer = once(child, 'message')
      child.send('look')
      return (await answer)[0] as Look
    },
    logged: () => ({ lines, kinds: { ...kinds } }),
    stop,
  }
}
