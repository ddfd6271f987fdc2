import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract as customers } from '../../../customers/contract.ts'
import { within } from '../calls/term.ts'
import type { RemoteObject } from '../connectors/port.ts'
import { openSystem } from '../systems/opened.ts'
import { objectsOf, systemOf } from '../systems/system.ts'
import { changingThere } from './changing-there.ts'
import { deliver, usualPatience } from './delivering.ts'
import { type Operation, operationColumns } from './operation.ts'
import { confirmEchoes, ownWrites } from './echoes.ts'
import { claim } from './claiming.ts'
import { leasesOver, type WrittenThere, writtenThere } from '../../testing/written-there.ts'

let app: TestApp
let admin: Caller
let erp: WrittenThere
let stop: (() => Promise<void>)[] = []
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  erp = await writtenThere(app, {
    limits: { perSecond: 1000, timeout: { page: 250, background: 2000, write: 1500 } },
  })
}, 120_000)
afterEach(async () => {
  erp.proxy.set({})
  for (const each of stop) await each()
  stop = []
})
afterAll(async () => {
  await erp?.remove()
  await app?.close()
})

const sending: WrittenThere['sending'] = limits => {
  const ended = erp.sending(limits)
  stop.push(ended)
  return ended
}
const change = (id: string, body: object) => admin.send(customers.change, { params: { id }, body })
async function operations(customer: string): Promise<Operation[]> {
  const { rows } = await app.database.pool.query<Operation>(
    `select ${operationColumns('o')}, o.confirmed_by as "confirmedBy" from integration.operation o where o.customer_id = $1 order by o.id`,
    [customer],
  )
  return rows
}
const patience = { timeout: 30_000, interval: 50 }
const settled = (customer: string, states: string[]) =>
  expect.poll(async () => (await operations(customer)).map(({ state }) => state), patience).toEqual(states)
const mirror = async (no: number) =>
  (
    await app.database.pool.query('select values from integration.mirror where object_id = $1 and key = $2', [
      erp.object,
      String(no),
    ])
  ).rows[0]?.values
/** What stands in our copy as long as the log over there is behind. */
const copySays = (no: number, town: string) =>
  app.database.pool.query(
    `update integration.mirror set values = values || jsonb_build_object('town', $3::text) where object_id = $1 and key = $2`,
    [erp.object, String(no), town],
  )
const townThere = async (no: number) =>
  (await erp.there.query<{ town: string }>('select town from account where no = $1', [no])).rows[0]?.town

describe('what is wanted there', () => {
  test('is there soon, once, and our copy and the record here follow', async () => {
    const { id, no } = await erp.customer()
    sending()
    await change(id, { city: 'Bergen', phone: '+47 55 55 10 20' })
    await settled(id, ['confirmed'])
    expect(await erp.writes(no)).toEqual([{ no, town: 'Bergen', tel: '+4755551020' }])
    expect(await mirror(no)).toMatchObject({ town: 'Bergen', tel: '+4755551020' })
    expect(await operations(id)).toMatchObject([{ confirmedBy: 'answer', attempts: 1 }])
  })

  test('that the other system refuses has failed, in its own words', async () => {
    const { id, no } = await erp.customer()
    sending()
    await change(id, { city: 'Nowhere' })
    await settled(id, ['failed'])
    const [failed] = await operations(id)
    expect(failed).toMatchObject({ reason: 'refused', said: expect.stringContaining('account_town_check') })
    expect(await erp.writes(no)).toEqual([])
    await change(id, { city: 'Lund' })
    await expect.poll(() => townThere(no), patience).toBe('Lund')
    expect((await operations(id))[0]).toMatchObject({ state: 'failed', decidedAt: expect.any(Date) })
  })

  test('in the place of something that nobody here has seen is a conflict with it', async () => {
    const { id, no } = await erp.customer()
    await erp.there.query(`update account set town = 'Voss' where no = $1`, [no])
    sending()
    await change(id, { city: 'Bergen' })
    await settled(id, ['conflict'])
    expect((await operations(id))[0]).toMatchObject({
      expected: { town: 'Oslo' },
      set: { town: 'Bergen' },
      theirs: { town: 'Voss' },
    })
    expect(await townThere(no)).toBe('Voss')
  })

  test('goes on where our copy is behind and only our own words stand in its way', async () => {
    const { id, no } = await erp.customer()
    sending()
    await change(id, { city: 'Bergen' })
    await settled(id, ['confirmed'])
    await change(id, { city: 'Voss' })
    await settled(id, ['confirmed', 'confirmed'])
    await copySays(no, 'Oslo')
    await change(id, { city: 'Lund' })
    await settled(id, ['confirmed', 'confirmed', 'confirmed'])
    expect((await erp.writes(no)).map(({ town }) => town)).toEqual(['Bergen', 'Voss', 'Lund'])
    expect((await operations(id))[2]).toMatchObject({ expected: { town: 'Voss' }, set: { town: 'Lund' } })
  })

  test('is a conflict where somebody else has been there since, however far our copy is behind', async () => {
    const { id, no } = await erp.customer()
    sending()
    await change(id, { city: 'Bergen' })
    await settled(id, ['confirmed'])
    await copySays(no, 'Oslo')
    await erp.there.query(`update account set town = 'Hamar' where no = $1`, [no])
    await change(id, { city: 'Lund' })
    await settled(id, ['confirmed', 'conflict'])
    expect((await operations(id))[1]).toMatchObject({
      expected: { town: 'Oslo' },
      theirs: { town: 'Hamar' },
    })
    expect(await townThere(no)).toBe('Hamar')
  })

  test('of an act on many gets there too, and back by undo', async () => {
    const first = await erp.customer()
    const second = await erp.customer()
    sending()
    const bulk = await admin.send(customers.bulkChange, {
      body: { ids: [first.id, second.id], set: { city: 'Voss' } },
    })
    await settled(first.id, ['confirmed'])
    await settled(second.id, ['confirmed'])
    await admin.call(historyContract.undo, { params: { id: String(bulk.headers['tessera-batch']) } })
    await settled(first.id, ['confirmed', 'confirmed'])
    expect((await erp.writes(first.no)).map(({ town }) => town)).toEqual(['Voss', 'Oslo'])
  })
})

describe('a system that is not well', () => {
  test('gets everything once it is well again, and the page never waits for it', async () => {
    const some: Awaited<ReturnType<WrittenThere['customer']>>[] = []
    for (let at = 0; at < 12; at++) some.push(await erp.customer())
    erp.proxy.set({ closesAfterAccepting: true })
    sending()
    for (const { id } of some) await change(id, { city: 'Ulvik' })
    await expect
      .poll(async () => (await operations((some[0] as { id: string }).id))[0]?.attempts, patience)
      .toBeGreaterThan(0)
    erp.proxy.set({})
    for (const { id, no } of some) {
      await settled(id, ['confirmed'])
      expect(await erp.writes(no)).toEqual([{ no, town: 'Ulvik', tel: null }])
    }
  })

  test('whose answer is lost is asked what it has done, and nothing is written twice', async () => {
    const { id, no } = await erp.customer()
    await warm()
    // The statement gets there, its answer does not.
    erp.proxy.set({ resetAfter: 1 })
    sending()
    await change(id, { city: 'Bergen' })
    await expect.poll(async () => (await operations(id))[0]?.attempts, patience).toBeGreaterThan(0)
    erp.proxy.set({})
    await leasesOver(app)
    await settled(id, ['confirmed'])
    expect(await erp.writes(no)).toHaveLength(1)
    expect(await townThere(no)).toBe('Bergen')
  })

  test('may still be at work on what it does not answer, so an undo is sent after it and not instead of it', async () => {
    const { id, no } = await erp.customer()
    await warm()
    erp.proxy.set({ blackHole: true })
    sending()
    const sent = await change(id, { city: 'Bergen' })
    await expect.poll(async () => (await operations(id))[0]?.reason, patience).toBe('no-answer')
    erp.proxy.set({})
    await admin.call(historyContract.undo, { params: { id: String(sent.headers['tessera-batch']) } })
    expect(await operations(id)).toMatchObject([
      { state: 'sent', set: { town: 'Bergen' } },
      { state: 'pending', set: { town: 'Oslo' }, expected: { town: 'Bergen' } },
    ])
    await settled(id, ['confirmed', 'confirmed'])
    expect((await erp.writes(no)).map(({ town }) => town)).toEqual(['Bergen', 'Oslo'])
  })

  test('that is off is not asked; what is wanted waits', async () => {
    const { id, no } = await erp.customer()
    const turn = (off: boolean) =>
      app.database.pool.query(
        `update integration.system set off_since = case when $2 then now() end, version = version + 1 where id = $1`,
        [erp.system, off],
      )
    await turn(true)
    sending()
    await change(id, { city: 'Bergen' })
    await new Promise(done => setTimeout(done, 1500))
    expect(await operations(id)).toMatchObject([{ state: 'pending', attempts: 0 }])
    await turn(false)
    await settled(id, ['confirmed'])
    expect(await erp.writes(no)).toHaveLength(1)
  })
})

/** The connection is open already. */
async function warm(): Promise<void> {
  const { id } = await erp.customer()
  const ended = erp.sending()
  await change(id, { city: 'Warm' })
  await settled(id, ['confirmed'])
  await ended()
}

describe('workers', () => {
  test('that died after they had said they send leave nothing behind: the next one looks first', async () => {
    const [done, not] = [await erp.customer(), await erp.customer()]
    for (const { id } of [done, not]) await change(id, { city: 'Bergen' })
    const claimed = await claim(app.database.db, { systemId: erp.system, most: 10, lease: 60 })
    expect(claimed.map(({ customerId }) => customerId).toSorted()).toEqual([done.id, not.id].toSorted())
    await erp.there.query(`update account set town = 'Bergen' where no = $1`, [done.no])
    await leasesOver(app)
    sending()
    await settled(done.id, ['confirmed'])
    await settled(not.id, ['confirmed'])
    expect((await operations(done.id))[0]).toMatchObject({ confirmedBy: 'reading' })
    expect((await operations(not.id))[0]).toMatchObject({ confirmedBy: 'answer' })
    for (const { no } of [done, not]) expect(await erp.writes(no)).toHaveLength(1)
  })

  test('that stood still until somebody else had done it, and undone it, write nothing any more', async () => {
    const { id, no } = await erp.customer()
    const sent = await change(id, { city: 'Bergen' })
    const left = within(200)
    const [mine] = await claim(app.database.db, { systemId: erp.system, most: 1, lease: 1 })
    if (!mine) throw new Error('Nothing was taken.')
    await new Promise(done => setTimeout(done, 1100))
    sending()
    await settled(id, ['confirmed'])
    await admin.call(historyContract.undo, { params: { id: String(sent.headers['tessera-batch']) } })
    await settled(id, ['confirmed', 'confirmed'])
    const outcome = await app.asSystem(async ctx => {
      const open = openSystem(ctx, await systemOf(ctx.db, erp.system))
      const object = (await objectsOf(ctx.db, erp.system))[0]?.shape as RemoteObject
      return deliver(open, mine, { way: changingThere(mine, object), patience: usualPatience, left })
    })
    expect(outcome).toMatchObject({ is: 'back', reason: 'unreachable' })
    expect((await erp.writes(no)).map(({ town }) => town)).toEqual(['Bergen', 'Oslo'])
  })

  test('side by side send each operation once, those of a record in their order', async () => {
    const some: Awaited<ReturnType<WrittenThere['customer']>>[] = []
    for (let at = 0; at < 5; at++) some.push(await erp.customer())
    sending()
    sending()
    const towns = ['A', 'B', 'C', 'D', 'E', 'F']
    for (const town of towns) for (const { id } of some) await change(id, { city: town })
    for (const { id, no } of some) {
      await expect.poll(() => townThere(no), patience).toBe('F')
      await expect
        .poll(
          async () => (await operations(id)).every(({ state }) => ['confirmed', 'withdrawn'].includes(state)),
          patience,
        )
        .toBe(true)
      const written = (await erp.writes(no)).map(({ town }) => town)
      expect(written).toEqual([...new Set(written)].toSorted((a, b) => String(a).localeCompare(String(b))))
      const confirmed = (await operations(id)).filter(({ state }) => state === 'confirmed')
      expect(written).toEqual(confirmed.map(({ set }) => set.town))
    }
  })

  test('hear of the echo before the answer, and of their own writes in systems that carry no mark', async () => {
    const { id, no } = await erp.customer()
    await change(id, { city: 'Bergen' })
    const [claimed] = await claim(app.database.db, { systemId: erp.system, most: 1, lease: 60 })
    const own = await app.asSystem(ctx => ownWrites(ctx, erp.object, [String(no)]))
    expect(own).toEqual([{ id: claimed?.id, key: String(no), set: { town: 'Bergen' } }])
    await app.asSystem(ctx =>
      confirmEchoes(ctx, [{ operation: String(claimed?.id) }, { operation: 'of-others' }]),
    )
    expect(await operations(id)).toMatchObject([{ state: 'confirmed', confirmedBy: 'echo' }])
  })
})
