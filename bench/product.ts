import pino from 'pino'
import { z } from 'zod'
import { compose, openDatabase } from '../app/compose.ts'
import { readConfig } from '../platform/config.ts'
import type { Actor } from '../platform/access/actor.ts'
import type { Db } from '../platform/context.ts'
import { row } from '../platform/database/statement.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { endpointsOf } from '../platform/http/server.ts'
import { contextFor } from '../platform/kernel.ts'
import { environmentOf } from './server.ts'
import { parentOf } from './processes.ts'
import { recorder, type Sent } from './statements.ts'

/** The product in this process, on the database of a running server, to learn which statements it sends. */
export type Product = {
  /** The statements of one call, as `pg` got them; `as`: for somebody else than the key. Writes are taken back. */
  statementsOf: (call: Call, as?: (key: Actor) => Actor) => Promise<Sent[]>
  url: string
  db: Db
  /** Process id of the database server, null where it cannot be seen. */
  databasePid: number | null
  close: () => Promise<void>
}

export type Call = {
  endpoint: string
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  ifMatch?: number
}

class TakenBack extends Error {
  override readonly name = 'TakenBack'
}

export async function openProduct(dataFolder: string, key: string): Promise<Product> {
  const config = readConfig(environmentOf(dataFolder, 0))
  const log = pino({ level: 'silent' })
  const open = await openDatabase({
    config,
    log,
    applicationName: 'tessera bench',
    whenRunning: 'join',
    max: 4,
  })
  const sent = recorder()
  const composition = await compose({ config, log, open, address: 'http://127.0.0.1', worker: false })
  const { kernel } = composition
  const actor = await kernel.access.authenticate({ authorization: `Bearer ${key}` })
  if (!actor) throw new Error('The API key of the benchmark is not accepted.')
  const found = await row<{ pid: number }>(kernel.database.db, 'select pg_backend_pid() as pid')
  const mounted = new Map(endpointsOf(kernel).map(one => [one.endpoint.name, one]))
  const run = async (call: Call, as: Actor) => {
    const one = mounted.get(call.endpoint)
    if (!one) throw new Error(`There is no endpoint ${call.endpoint}.`)
    const { query, body, params } = one.endpoint
    const input = {
      params: params ? z.parse(params as z.ZodType, call.params ?? {}) : undefined,
      query: query ? z.parse(query as z.ZodType, call.query ?? {}) : undefined,
      body: body ? z.parse(body as z.ZodType, call.body ?? {}) : undefined,
      ...(call.ifMatch === undefined ? {} : { ifMatch: call.ifMatch }),
    }
    if (one.endpoint.method === 'GET') {
      await one.handler(contextFor(kernel, { db: kernel.database.readDb, actor: as }), input as never)
      return
    }
    await inTransaction(kernel.database.db, async db => {
      await one.handler(contextFor(kernel, { db, actor: as, label: 'bench.act' }), input as never)
      throw new TakenBack()
    })
  }
  return {
    url: open.url,
    db: kernel.database.db,
    databasePid: found ? parentOf(found.pid) : null,
    statementsOf: (call, as = key => key) =>
      sent.record(() =>
        run(call, as(actor)).catch((error: unknown) => {
          if (!(error instanceof TakenBack)) throw error
        }),
      ),
    close: async () => {
      await composition.stop()
      await open.stop()
    },
  }
}
