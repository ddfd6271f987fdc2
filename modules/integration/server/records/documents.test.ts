import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import { integrationContract } from '../../contract.ts'
import {
  fieldRule,
  foreignChange,
  joinedObject,
  joinedSystem,
  putRow,
  recordThere,
} from '../../testing/joined.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const admin = () => app.people.administrator

/** A customer who is a record in an ERP with orders, of which lines hang below. */
async function withOrders(count: number) {
  const system = await joinedSystem(app)
  const object = await joinedObject(app, { system })
  const orders = await joinedObject(app, {
    system,
    parent: { object, fields: ['customer_id'] },
    document: {
      kind: 'order',
      title: 'number',
      date: 'day',
      amount: 'total',
      currency: 'money',
      state: 'status',
    },
  })
  const { id } = await admin().call(customersContract.create, { body: { name: 'Kessler' } })
  await recordThere(app, { object, key: 'k1', customer: id, values: { company: 'Kessler' } })
  for (let number = 1; number <= count; number++)
    await recordThere(app, { object: orders, key: String(number), parentKey: 'k1', values: orderOf(number) })
  return { system, object, orders, id }
}

const orderOf = (number: number) => ({
  number: `O-${number}`,
  day: `2026-03-${String(Math.ceil(number / 2)).padStart(2, '0')}`,
  total: number % 5 === 0 ? 'on request' : `${number}.50`,
  money: number % 2 === 0 ? 'EUR' : 'NOK',
  status: 'open',
})

const pageOf = (id: string) => admin().call(integrationContract.records, { params: { id } })

describe('documents of a customer', () => {
  test('come newest first, with how many there are and what they sum up to by currency', async () => {
    const { id, orders } = await withOrders(25)
    const { systems } = await pageOf(id)
    const [kind] = systems[0]?.documents ?? []
    expect(kind).toMatchObject({ objectId: orders, kind: 'order', count: 25 })
    expect(kind?.items.map(({ key }) => key)).toEqual([
      '25',
      '24',
      '23',
      '22',
      '21',
      '20',
      '19',
      '18',
      '17',
      '16',
    ])
    expect(kind?.items[1]).toMatchObject({
      title: 'O-24',
      date: '2026-03-12',
      amount: '24.50',
      currency: 'EUR',
    })
    const sum = (wanted: number) =>
      Array.from({ length: 25 }, (_, at) => at + 1)
        .filter(number => number % 2 === wanted && number % 5 !== 0)
        .reduce((all, number) => all + number + 0.5, 0)
    expect(kind?.sums.map(({ currency, amount }) => [currency, Number(amount)])).toEqual([
      ['NOK', sum(1)],
      ['EUR', sum(0)],
    ])
  })

  test('are read on behind the page, each once, to the last', async () => {
    const { id, orders } = await withOrders(37)
    const [kind] = (await pageOf(id)).systems[0]?.documents ?? []
    const keys = kind?.items.map(({ key }) => key) ?? []
    for (let before = kind?.next ?? null; before !== null; ) {
      const more = await admin().call(integrationContract.documents, {
        params: { id },
        query: { object: orders, before, limit: 8 },
      })
      keys.push(...more.items.map(({ key }) => key))
      before = more.next
    }
    expect(keys).toHaveLength(37)
    expect(new Set(keys).size).toBe(37)
  })

  test('that are gone over there are left out; those that hang on other documents are there', async () => {
    const { id, system, orders } = await withOrders(3)
    const invoices = await joinedObject(app, {
      system,
      parent: { object: orders, fields: ['order_id'] },
      document: { kind: 'invoice', title: 'no', date: null, amount: null, currency: null, state: null },
    })
    await recordThere(app, { object: invoices, key: 'i1', parentKey: '2', values: { no: 'I-1' } })
    await recordThere(app, { object: orders, key: 'x', parentKey: 'k1', values: {}, goneAt: new Date() })
    const kinds = (await pageOf(id)).systems[0]?.documents ?? []
    const found = Object.fromEntries(
      kinds.map(({ kind, count, items }) => [kind, [count, items.at(-1)?.title]]),
    )
    expect(found).toEqual({ order: [3, 'O-1'], invoice: [1, 'I-1'] })
  })

  test('whose amount goes to a field that one may not see have none for him, not even in the sum', async () => {
    const { id, orders } = await withOrders(2)
    await app.database.pool.query('update integration.object set mapping = $2 where id = $1', [
      orders,
      JSON.stringify([fieldRule('total', 'birthDate')]),
    ])
    expect((await pageOf(id)).systems[0]?.documents[0]?.sums).not.toEqual([])
    const seen = await app.people.reader.call(integrationContract.records, { params: { id } })
    const [kind] = seen.systems[0]?.documents ?? []
    expect(kind?.sums).toEqual([])
    expect(kind?.items.map(({ amount }) => amount)).toEqual([null, null])
  })

  test('a cursor that is none is refused in words', async () => {
    const { id, orders } = await withOrders(1)
    const answer = await admin().send(integrationContract.documents, {
      params: { id },
      query: { object: orders, before: 'nonsense' },
    })
    expect(answer.status).toBe(422)
    expect(answer.problem.fields?.[0]?.code).toBe('platform.bad-cursor')
  })
})

describe('a family', () => {
  test('shows what all of its records hold there, under its root and under a part', async () => {
    const one = await withOrders(2)
    const other = await withOrders(3)
    await admin().call(customersContract.link, { params: { id: one.id }, body: { ids: [other.id] } })
    for (const id of [one.id, other.id]) {
      const page = await pageOf(id)
      expect(page.rootId).toBe(one.id)
      expect(
        page.systems.map(({ documents }) => documents[0]?.count).toSorted((a = 0, b = 0) => a - b),
      ).toEqual([2, 3])
    }
  })
})

describe('a stream of changes', () => {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000)
  const stateWith = async (stream: Record<string, unknown>) => {
    const { id, system, object } = await withOrders(0)
    await app.database.pool.query('update integration.mirror set seen_at = $2 where object_id = $1', [
      object,
      ago(9000),
    ])
    await putRow(app, 'stream', {
      system_id: system,
      covers: [object],
      position: { lsn: '0/1' },
      alive_at: ago(900),
      ...stream,
    })
    return (await pageOf(id)).systems[0]?.records[0]?.values[0]?.state
  }

  test('that is held says that nothing has changed since; one that nobody holds says no more than it did', async () => {
    expect(await stateWith({ held_until: ago(-12) })).toBe('live')
    expect(await stateWith({ held_until: ago(-12), position: { marks: {} } })).toBe('fresh')
    expect(await stateWith({ held_until: null })).toBe('stale')
    expect(await stateWith({ held_until: ago(-12), covers: [] })).toBe('stale')
  })

  test('that fails is as good as it was when it began to fail', async () => {
    expect(await stateWith({ held_until: ago(-12), failed_at: ago(20), failure: 'unreachable' })).toBe(
      'fresh',
    )
    expect(await stateWith({ held_until: ago(-12), failed_at: ago(300), failure: 'unreachable' })).toBe(
      'unavailable',
    )
  })
})

describe('changes made over there', () => {
  test('are told of the values that are news, the latest of each, without what one may not see', async () => {
    const { id, system, object } = await withOrders(0)
    const placed = { system, object, customer: id }
    await foreignChange(app, { ...placed, fields: ['city'], by: 'OLD', seen_at: new Date(Date.now() - 9e5) })
    await foreignChange(app, {
      ...placed,
      fields: ['city', 'birthDate'],
      by: 'OLEH',
      before: { city: 'Cork', birthDate: '1971-03-29' },
      after: { city: 'Bergen', birthDate: '1971-03-30' },
    })
    await foreignChange(app, { ...placed, fields: ['name'], seen_at: new Date(Date.now() - 40 * 864e5) })
    const { changes } = await admin().call(integrationContract.standings, { params: { id } })
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({
      by: 'OLEH',
      fields: [{ key: 'city', before: 'Cork', after: 'Bergen' }, {}],
    })
    const seen = await app.people.reader.send(integrationContract.standings, { params: { id } })
    expect(seen.text).toContain('Bergen')
    expect(seen.text).not.toContain('1971')
  })
})
