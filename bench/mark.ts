import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { httpConnection } from './http-client.ts'
import { throughputOf } from './measure.ts'
import type { Ask } from './requests.ts'
import { requestOf } from './requests.ts'
import { freePort } from './server.ts'

/** Requests per second of the bare routes (`bare-routes.ts`) on this machine, for the same asks. */
export async function markOf(
  url: string,
  { asks, connections, seconds }: { asks: readonly Ask[]; connections: number; seconds: number },
): Promise<number> {
  const port = await freePort()
  const program = fileURLToPath(new URL('./bare-routes.ts', import.meta.url))
  const child = spawn(process.execPath, [program, url, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise(done => child.once('close', done))
  try {
    await Promise.race([
      new Promise(ready => child.stdout.once('data', ready)),
      ended.then(() => Promise.reject(new Error('The bare routes ended before they answered.'))),
    ])
    const requests = asks.map(requestOf)
    const address = new URL(`http://127.0.0.1:${port}`)
    const clients = await Promise.all(Array.from({ length: connections }, () => httpConnection(address, '')))
    const workers = clients.map(client => async (turn: number) => {
      const reply = await client.send(requests[turn % requests.length] as (typeof requests)[number])
      if (reply.status !== 200) throw new Error(`The bare routes answered ${reply.status}.`)
    })
    await throughputOf(workers, Math.min(2, seconds))
    const { perSecond } = await throughputOf(workers, seconds)
    for (const client of clients) client.close()
    return perSecond
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}
