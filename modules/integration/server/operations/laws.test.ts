import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract as customers } from '../../../customers/contract.ts'
import type { Faults } from '../../testing/systems/fault-proxy.ts'
import { type WrittenThere, writtenThere } from '../../testing/written-there.ts'
import { type Operation, operationColumns } from './operation.ts'

/** Any series of acts, faults of the line, workers that come, go and stand still for longer than they may: what holds whatever happens. */

let app: TestApp
let admin: Caller
let erp: WrittenThere
const records: { id: string; no: number }[] = []
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  const limits = { perSecond: 1000, timeout: { page: 250, background: 700, write: 500 } }
  erp = await writtenThere(app, { limits })
  for (let at = 0; at < 3; at++) records.push(await erp.customer())
}, 120_000)
let stop: (() => Promise<void>)[] = []
afterEach(async () => {
  erp.proxy.set({})
  for (const each of stop.splice(0)) await each()
})
afterAll(async () => {
  await erp?.remove()
  await app?.close()
})

type Act =
  | { do: 'write'; who: number }
  | { do: 'undo' }
  | { do: 'line'; faults: Faults }
  | { do: 'cut' }
  | { do: 'worker' }
  | { do: 'leave' }
  | { do: 'stand still' }
  | { do: 'pause' }

const faults = fc.constantFrom<Faults>(
  {},
  { latency: 40 },
  { resetAfter: 60 },
  { truncateAfter: 200 },
  { closesAfterAccepting: true },
  { blackHole: true },
)
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('write' as const), who: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'undo' } as const) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('line' as const), faults }) },
  { weight: 2, arbitrary: fc.constant({ do: 'cut' } as const) },
  { weight: 2, arbitrary: fc.constant({ do: 'worker' } as const) },
  { weight: 1, arbitrary: fc.constant({ do: 'leave' } as const) },
  { weight: 2, arbitrary: fc.constant({ do: 'stand still' } as const) },
  { weight: 3, arbitrary: fc.constant({ do: 'pause' } as const) },
)

/** Seconds. */
const lease = 5

/** As a machine that sleeps: every worker finds on waking that what he was about to send is somebody else's by now. */
function standStill(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lease * 1000 + 200)
}

let count = 0
let last: { batch: string; id: string } | null = null

async function carryOut(one: Act): Promise<void> {
  if (one.do === 'write') {
    const { id } = records[one.who] as { id: string }
    const sent = await admin.send(customers.change, { params: { id }, body: { city: `Town ${++count}` } })
    expect(sent.status).toBe(200)
    last = { batch: String(sent.headers['tessera-batch']), id }
  } else if (one.do === 'undo') {
    if (last) await admin.call(historyContract.undo, { params: { id: last.batch } })
    last = null
  } else if (one.do === 'line') erp.proxy.set(one.faults)
  else if (one.do === 'cut') erp.proxy.resetAll()
  else if (one.do === 'worker') {
    if (stop.length < 3) stop.push(erp.sending({ lease }))
  } else if (one.do === 'leave') await stop.pop()?.()
  else if (one.do === 'stand still') standStill()
  else await new Promise(done => setTimeout(done, 120))
}

async function operations(id: string): Promise<Operation[]> {
  const { rows } = await app.database.pool.query<Operation>(
    `select ${operationColumns('o')} from integration.operation o where o.customer_id = $1 order by o.id`,
    [id],
  )
  return rows
}

/** Health at last: everything that is open comes to its end. */
async function rest(): Promise<void> {
  erp.proxy.set({})
  if (stop.length === 0) stop.push(erp.sending({ lease }))
  await expect
    .poll(
      async () => {
        const { rows } = await app.database.pool.query(
          `select id from integration.operation where state in ('pending', 'sent')`,
        )
        return rows.length
      },
      { timeout: 60_000, interval: 300 },
    )
    .toBe(0)
}

test('every operation ends once, nothing that was acknowledged is lost, nothing is written twice or overtaken', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async acts => {
      for (const one of acts) await carryOut(one)
      await rest()
      for (const each of stop.splice(0)) await each()
      for (const { id, no } of records) {
        const all = await operations(id)
        expect(new Set(all.map(({ state }) => state))).not.toContain('failed')
        // Nobody writes there but us, so nothing can be in conflict.
        expect(all.filter(({ state }) => !['confirmed', 'withdrawn'].includes(state))).toEqual([])
        const shown = await admin.call(customers.get, { params: { id } })
        const written = (await erp.writes(no)).map(({ town }) => town)
        expect(written.at(-1) ?? 'Oslo').toBe(shown.city)
        const confirmed = all.filter(({ state }) => state === 'confirmed').map(({ set }) => set.town)
        expect(written).toEqual(confirmed)
      }
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 12), endOnFailure: true },
  )
}, 400_000)
