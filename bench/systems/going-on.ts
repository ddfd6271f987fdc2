import { setTimeout as sleep } from 'node:timers/promises'
import { httpConnection, type Reply, type Request } from '../http-client.ts'

/** What people went on doing: times in milliseconds, and what was acknowledged for each number there. */
export type GoingOn = {
  times: { page: Timed[]; search: Timed[]; change: Timed[] }
  failed: string[]
  /** The last value that was acknowledged. */
  towns: Map<number, string>
  trades: Map<number, string>
  changes: number
  stop: () => Promise<void>
}
export type Timed = { at: number; took: number }

/** How often each is done in a second. A page is the record with its timeline, and what other systems hold of it. */
const perSecond = { page: 3, search: 1, change: 2 }

type Given = { address: URL; key: string; customers: ReadonlyMap<number, string> }

/** Opens pages, searches and changes fields that other systems hold, each on a connection of its own, until it is stopped. */
export function goOn({ address, key, customers }: Given): GoingOn {
  const numbers = [...customers.keys()]
  const going: Omit<GoingOn, 'stop'> = {
    times: { page: [], search: [], change: [] },
    failed: [],
    towns: new Map(),
    trades: new Map(),
    changes: 0,
  }
  let over = false
  const numberAt = (turn: number) => numbers[(turn * 7919) % numbers.length] as number
  const each = async (kind: keyof GoingOn['times'], work: (turn: number, send: Send) => Promise<void>) => {
    const connection = await httpConnection(address, key)
    const send: Send = async request => {
      const reply = await connection.send(request)
      if (reply.status !== 200)
        throw new Error(`${request.method} ${request.path}: ${reply.status} ${reply.body.slice(0, 200)}`)
      return reply
    }
    const begun = performance.now()
    for (let turn = 0; !over; turn++) {
      const wait = begun + (turn * 1000) / perSecond[kind] - performance.now()
      if (wait > 1) await sleep(wait)
      const from = performance.now()
      await work(turn, send).catch((error: unknown) => going.failed.push(String(error)))
      going.times[kind].push({ at: Date.now(), took: performance.now() - from })
    }
    connection.close()
  }
  const change = async (turn: number, send: Send) => {
    const number = numberAt(turn)
    const [field, said] =
      turn % 2 === 0 ? (['city', going.towns] as const) : (['industry', going.trades] as const)
    const value = `${field === 'city' ? 'Town' : 'Trade'} ${turn}`
    await send({
      method: 'PATCH',
      path: `/api/v1/customers/${customers.get(number)}`,
      body: JSON.stringify({ [field]: value }),
    })
    said.set(number, value)
    going.changes++
  }
  const all = Promise.all([
    each('page', async (turn, send) => {
      const id = customers.get(numberAt(turn))
      await send({ method: 'GET', path: `/api/v1/customers/${id}/page` })
      const { body } = await send({ method: 'GET', path: `/api/v1/integration/customers/${id}/records` })
      const { systems } = JSON.parse(body) as { systems: { records: { values: unknown[] }[] }[] }
      if (systems.length !== 3 || systems.some(({ records }) => !records[0]?.values.length))
        throw new Error(`A page came without values: ${body.slice(0, 300)}`)
    }),
    each('search', async (turn, send) => {
      const { body } = await send({ method: 'GET', path: `/api/v1/search?q=Company+${numberAt(turn)}` })
      if (!body.includes(`Company ${numberAt(turn)}`)) throw new Error(`Not found: ${body.slice(0, 300)}`)
    }),
    each('change', change),
  ])
  return Object.assign(going, {
    stop: async () => {
      over = true
      await all
    },
  })
}

type Send = (request: Request) => Promise<Reply>
