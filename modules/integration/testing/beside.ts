import type { TestApp } from '../../../app/testing.ts'
import { workOf } from '../../../platform/jobs/work.ts'
import { customersContract } from '../../customers/contract.ts'
import { rest } from '../server/connectors/rest/connector.ts'
import { hearWork } from '../server/records/heard.ts'
import type { FieldRule } from '../server/systems/system.ts'
import { fieldRule, joinedObject, joinedSystem, recordThere } from './joined.ts'
import { type FaultProxy, startFaultProxy } from './systems/fault-proxy.ts'
import { type RestSystem, startRestSystem } from './systems/rest/server.ts'

/** A real system over HTTP beside the product, with a proxy in between that can do it harm. */
export type Beside = {
  id: string
  object: string
  system: RestSystem
  proxy: FaultProxy
  /** Questions for single records that have reached it. */
  reads: () => number
  /** A customer here who is a record there; `seenAt` is when our copy was last told. */
  customer: (given?: {
    name?: string
    city?: string
    seenAt?: Date
    email?: string
  }) => Promise<{ id: string; key: string }>
  /** What stands there from now on. */
  change: (key: string, values: Record<string, unknown>) => void
  remove: () => Promise<void>
}

/** The fields of its customers, asked for whenever they are shown unless said otherwise. */
export function besideRules(rest: Partial<FieldRule> = { mode: 'live' }): FieldRule[] {
  return [
    fieldRule('name', 'name', rest),
    fieldRule('city', 'city', rest),
    fieldRule('balance', null, { label: 'Open balance', ...rest }),
  ]
}

/** Starts it and joins it; the product must let connections to this machine out (`outbound`). */
export async function systemBeside(
  app: TestApp,
  {
    name,
    mapping = besideRules(),
    limits = {},
  }: { name?: string; mapping?: readonly FieldRule[]; limits?: object } = {},
): Promise<Beside> {
  const system = await startRestSystem()
  const proxy = await startFaultProxy({ port: Number(new URL(system.url).port) })
  const settings = {
    document: `http://127.0.0.1:${proxy.port}/openapi.json`,
    authentication: 'bearer',
    secret: system.token,
  }
  const id = await joinedSystem(app, {
    kind: 'rest',
    settings,
    limits,
    ...(name === undefined ? {} : { name }),
  })
  const connection = await rest.open(settings, { log: app.kernel.log, mark: 'test' })
  const [shape] = await connection.objects(AbortSignal.timeout(10_000))
  await connection.close()
  if (!shape) throw new Error('The system beside describes nothing that can be joined.')
  const object = await joinedObject(app, { system: id, name: shape.name, mapping, shape })
  return {
    id,
    object,
    system,
    proxy,
    reads: () => system.asked.filter(asked => /^GET \/api\/customers\/\d+$/.test(asked)).length,
    customer: async ({ name: called = 'Kessler Bau', city = 'Cork', email, seenAt = new Date() } = {}) => {
      const there = system.store.create({ name: called, city, email: email ?? null, balance: 12.5 })
      const key = String(there.id)
      const made = await app.people.administrator.call(customersContract.create, {
        body: { name: called, city },
      })
      const values = { id: there.id, name: called, city, email: email ?? null, balance: 12.5 }
      await recordThere(app, { object, key, values, customer: made.id, seenAt })
      return { id: made.id, key }
    },
    change: (key, values) => {
      const row = system.store.find(Number(key))
      if (row) system.store.change(row, values)
    },
    remove: async () => {
      await proxy.close()
      await system.remove()
    },
  }
}

/** Stores what pages hear, as every process of the product does, and nothing else; ends by what it answers. */
export function storingWhatIsHeard(app: TestApp): () => Promise<void> {
  const stopping = new AbortController()
  const running = hearWork.run(workOf(app.kernel, stopping.signal))
  return async () => {
    stopping.abort()
    await running
  }
}
