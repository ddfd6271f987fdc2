import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from '../platform/config.ts'
import { dispatchEvents } from '../platform/events/dispatch.ts'
import { standing } from '../platform/jobs/standing.ts'
import { workOf } from '../platform/jobs/work.ts'
import { compose, openDatabase } from './compose.ts'
import { ensureDemo } from './demo/fill.ts'
import { buildServer } from './serve.ts'

/** A running Tessera: where it listens (null for a worker) and how to stop it cleanly. */
export type Running = { address: string | null; stop: () => Promise<void> }

/** Starts what the role asks for. A second process on an embedded database joins the one that runs it. */
export async function run(config: Config, log: Logger): Promise<Running> {
  const web = config.role !== 'worker'
  const worker = config.role !== 'web'
  const whenRunning = config.role === 'all' ? 'refuse' : 'join'
  const open = await openDatabase({ config, log, applicationName: `tessera ${config.role}`, whenRunning })
  const stops: (() => Promise<unknown>)[] = [open.stop]
  const stop = async () => {
    for (const end of stops.toReversed())
      await end().catch((err: unknown) => log.error({ err }, 'Something did not stop cleanly.'))
  }
  try {
    const planned = config.publicUrl ?? `http://${config.host}:${config.port}`
    const composition = await compose({ config, log, open, address: planned, worker })
    stops.push(composition.stop)
    // Before the demo is told, so that the first administrator is one of its people and finds work of his own in it.
    const link = await composition.staff.firstAdministratorLink()
    if (config.demo) await ensureDemo(composition)
    const { kernel } = composition
    stops.push(standing(kernel, { worker }))
    if (worker) {
      stops.push(await dispatchEvents(kernel))
      await kernel.jobs.work(signal => workOf(kernel, signal))
    }
    if (!web) return { address: null, stop }
    const server = await buildServer(composition)
    stops.push(() => server.close())
    await server.listen({ port: config.port, host: config.host })
    const address = config.publicUrl ?? addressOf(server, config)
    greet(address, link)
    return { address, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function addressOf(server: FastifyInstance, config: Config): string {
  const { port } = server.server.address() as AddressInfo
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** What the person at the terminal needs: where it is, and the way in while nobody has been in yet. */
function greet(address: string, link: string | null): void {
  const lines = ['', `  Tessera is ready: ${address}`]
  if (link)
    lines.push('', '  Sign in as the first administrator (works once, for 24 hours):', `  ${address}${link}`)
  process.stdout.write(`${lines.join('\n')}\n\n`)
}
