import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import { type Beside, besideRules, storingWhatIsHeard, systemBeside } from '../../testing/beside.ts'
import { fieldRule } from '../../testing/joined.ts'
import { integrationContract } from '../../contract.ts'
import { closeSystems } from '../systems/opened.ts'

let app: TestApp
let stop: () => Promise<void>
const systems: Beside[] = []
beforeAll(async () => {
  app = await testApp({ outbound: '127.0.0.0/8' })
  stop = storingWhatIsHeard(app)
})
afterAll(async () => {
  await stop()
  await closeSystems()
  await app.close()
})
afterEach(async () => {
  for (const system of systems.splice(0)) await system.remove()
})

async function beside(given: Parameters<typeof systemBeside>[1] = {}): Promise<Beside> {
  const made = await systemBeside(app, given)
  systems.push(made)
  return made
}

const longAgo = () => new Date(Date.now() - 3_600_000)
const recordsOf = (id: string, asking: 'yes' | 'no' = 'yes') =>
  app.people.administrator.call(integrationContract.records, { params: { id }, query: { asking } })

/** “value state” by field there. */
const valuesOf = async (id: string, asking: 'yes' | 'no' = 'yes') =>
  Object.fromEntries(
    (await recordsOf(id, asking)).systems.flatMap(({ records }) =>
      records.flatMap(({ values }) => values.map(({ field, value, state }) => [field, `${value} ${state}`])),
    ),
  )

/** The system has been spoken with, so that what follows is about single questions. */
async function spokenWith(one: Beside): Promise<void> {
  const { id } = await one.customer({ seenAt: longAgo() })
  await expect.poll(() => valuesOf(id), { timeout: 20_000 }).toMatchObject({ city: 'Cork live' })
}

async function eventsOf(root: string): Promise<number> {
  const { rows } = await app.database.pool.query<{ n: number }>(
    `select count(*)::int as n from platform.event where kind = 'integration.arrived' and root_id = $1`,
    [root],
  )
  return rows[0]?.n ?? 0
}

describe('a system that answers', () => {
  test('is shown as it stands there now, and our copy and the customer here follow', async () => {
    const one = await beside()
    const { id, key } = await one.customer({ seenAt: longAgo() })
    one.change(key, { city: 'Bergen' })
    await expect
      .poll(() => valuesOf(id), { timeout: 20_000 })
      .toMatchObject({ city: 'Bergen live', balance: '12.5 live' })
    await expect.poll(() => valuesOf(id, 'no'), { timeout: 20_000 }).toMatchObject({ city: 'Bergen live' })
    const here = await app.people.administrator.raw('GET', `/customers/${id}`)
    expect(here.reply).toMatchObject({ city: 'Bergen' })
    const { changes } = await app.people.administrator.call(integrationContract.standings, { params: { id } })
    expect(changes[0]?.fields).toContainEqual({ key: 'city', before: 'Cork', after: 'Bergen' })
  })

  test('is asked once however many look at once, and not again by a page that is read anew because it answered', async () => {
    // All of them look before it answers, however busy this machine is.
    const one = await beside({ limits: { timeout: { page: 20_000 } } })
    await spokenWith(one)
    one.proxy.set({ latency: 1000 })
    const { id, key } = await one.customer({ seenAt: longAgo() })
    one.change(key, { city: 'Oslo' })
    const before = one.reads()
    const pages = await Promise.all(Array.from({ length: 40 }, () => recordsOf(id)))
    expect(pages.flatMap(({ asked }) => asked)).toContain(one.id)
    await expect.poll(() => eventsOf(id), { timeout: 20_000 }).toBe(1)
    expect(await valuesOf(id, 'no')).toMatchObject({ city: expect.stringContaining('Oslo') })
    expect(one.reads() - before).toBe(1)
  })

  test('is not asked for what our copy follows, nor for what is young enough', async () => {
    for (const mode of ['mirrored', 'cached'] as const) {
      const one = await beside({ mapping: besideRules({ mode, freshness: 60 }) })
      const { id } = await one.customer({ seenAt: new Date(Date.now() - 10_000) })
      expect(await valuesOf(id)).toMatchObject({ city: 'Cork fresh' })
      expect(one.reads()).toBe(0)
    }
  })

  test('is asked for what is kept once that is too old', async () => {
    const one = await beside({ mapping: besideRules({ mode: 'cached', freshness: 60 }) })
    const { id, key } = await one.customer({ seenAt: longAgo() })
    expect(await valuesOf(id, 'no')).toMatchObject({ city: 'Cork stale' })
    one.change(key, { city: 'Lund' })
    await expect.poll(() => valuesOf(id), { timeout: 20_000 }).toMatchObject({ city: 'Lund live' })
  })
})

describe('a system that is not well', () => {
  test('too slow for a page: our copy is shown at once, and mended when the answer comes', async () => {
    const one = await beside()
    await spokenWith(one)
    one.proxy.set({ latency: 400 })
    const { id, key } = await one.customer({ seenAt: longAgo() })
    one.change(key, { city: 'Oslo' })
    const page = await recordsOf(id)
    expect(page.asked).toEqual([one.id])
    expect(page.systems[0]?.records[0]?.values).toContainEqual(expect.objectContaining({ value: 'Cork' }))
    // The time of a page is not enough for it; that of the background is, and the next view gives it that.
    await expect
      .poll(() => valuesOf(id), { timeout: 20_000 })
      .toMatchObject({ city: expect.stringContaining('Oslo') })
    await expect.poll(() => eventsOf(id), { timeout: 20_000 }).toBeGreaterThan(0)
    // What was asked by the views above is answered by now.
    await sleep(3000)
    const before = one.reads()
    await recordsOf(id, 'no')
    await sleep(1500)
    expect(one.reads()).toBe(before)
  })

  const faults = {
    down: { closesAfterAccepting: true },
    cut: { truncateAfter: 60 },
    reset: { resetAfter: 60 },
    silent: { blackHole: true },
  } as const

  test.each(Object.keys(faults) as (keyof typeof faults)[])(
    '%s: no page fails or is without its values, and few calls reach it',
    async fault => {
      const one = await beside()
      await spokenWith(one)
      one.proxy.set(faults[fault])
      one.proxy.resetAll()
      const { id } = await one.customer({ seenAt: longAgo() })
      const taken = one.proxy.counts().taken
      for (let view = 0; view < 80; view++)
        expect(await valuesOf(id)).toMatchObject({
          city: expect.stringMatching(/^Cork (stale|unavailable)$/),
        })
      expect(one.proxy.counts().taken - taken).toBeLessThanOrEqual(10)
      // Eighty quick pages may be over before the first call has been waited for long enough.
      await expect
        .poll(async () => (await recordsOf(id)).systems[0]?.standing)
        .toMatchObject({ state: 'silent', since: expect.any(String) })
    },
  )

  test('that answers wrongly is not believed, and no page fails for it', async () => {
    const one = await beside()
    await spokenWith(one)
    const junk = [
      '[]',
      'null',
      '{"id":',
      '<html>',
      '{"id":999,"name":"Somebody else","city":"Nowhere"}',
      '"x"',
      '',
    ]
    let turn = 0
    const liar = createServer((_, response) => {
      response.writeHead(turn % 3 === 2 ? 500 : 200, { 'content-type': 'application/json' })
      response.end(junk[turn++ % junk.length])
    })
    const port = Number(new URL(one.system.url).port)
    const { id } = await one.customer({ seenAt: longAgo() })
    await one.system.stop()
    one.proxy.resetAll()
    await new Promise<void>(resolve => liar.listen(port, '127.0.0.1', resolve))
    try {
      for (let view = 0; view < 30; view++) {
        expect(await valuesOf(id)).toMatchObject({
          name: expect.stringContaining('Kessler Bau'),
          city: expect.stringContaining('Cork'),
        })
        await sleep(40)
      }
      expect(turn).toBeGreaterThan(0)
    } finally {
      liar.closeAllConnections()
      await new Promise(resolve => liar.close(resolve))
      await one.system.start()
    }
  })

  test('that comes and goes: every page is whole, and it is believed again when it is well', async () => {
    const one = await beside()
    await spokenWith(one)
    const { id, key } = await one.customer({ seenAt: longAgo() })
    for (let turn = 0; turn < 6; turn++) {
      one.proxy.set(turn % 2 === 0 ? { closesAfterAccepting: true } : {})
      one.proxy.resetAll()
      for (let view = 0; view < 5; view++)
        expect(await valuesOf(id)).toMatchObject({ balance: expect.stringContaining('12.5') })
    }
    one.proxy.set({})
    one.change(key, { city: 'Trondheim' })
    await expect.poll(() => valuesOf(id), { timeout: 20_000 }).toMatchObject({ city: 'Trondheim live' })
  })

  test('that is off, or practised to be sick, is shown so and not asked', async () => {
    for (const column of ['off_since', 'drill_since'] as const) {
      const one = await beside()
      await spokenWith(one)
      const { id } = await one.customer({ seenAt: longAgo() })
      const before = one.reads()
      await app.database.pool.query(
        `update integration.system set ${column} = now(), version = version + 1 where id = $1`,
        [one.id],
      )
      const page = await recordsOf(id)
      expect(page.systems[0]?.standing).toMatchObject({ state: 'off', drill: column === 'drill_since' })
      expect(await valuesOf(id)).toMatchObject({ city: 'Cork unavailable' })
      expect(one.reads()).toBe(before)
    }
  })
})

describe('whoever reads', () => {
  test('sees no value of a field that he may not see, and nothing of customers of others', async () => {
    const mapping = [...besideRules({ mode: 'mirrored' }), fieldRule('email', 'birthDate')]
    const one = await beside({ mapping })
    const { id } = await one.customer({ email: '1971-03-29' })
    expect(JSON.stringify(await recordsOf(id))).toContain('1971-03-29')
    const reader = await app.people.reader.send(integrationContract.records, { params: { id } })
    expect(reader.status).toBe(200)
    expect(reader.text).toContain('Cork')
    expect(reader.text).not.toContain('1971-03-29')
    const seller = await app.person('seller')
    for (const endpoint of [integrationContract.records, integrationContract.standings])
      expect((await seller.send(endpoint, { params: { id } })).status).toBe(404)
    const documents = { params: { id }, query: { object: one.object } }
    expect((await seller.send(integrationContract.documents, documents)).status).toBe(404)
  })

  test('never gets a secret or an address of a system', async () => {
    const one = await beside()
    const { id } = await one.customer()
    const { text } = await app.people.administrator.send(integrationContract.records, { params: { id } })
    expect(text).not.toContain(one.system.token)
    expect(text).not.toContain('127.0.0.1')
  })
})
