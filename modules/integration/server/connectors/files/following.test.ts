import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Connection, RemoteObject } from '../port.ts'
import { allOf, folderWith, objectOf, patience, portionsUntil } from './testing/folder.ts'

const withDeltas = { delta: 'customers-delta-*.csv', delete: { column: 'op', values: ['D'] } }

let place: Awaited<ReturnType<typeof folderWith>>
afterEach(() => place.remove())

const start = async (connection: Connection, object?: RemoteObject) => {
  const known = object ?? (await objectOf(connection))
  return { object: known, from: await connection.now([known], patience()) }
}
const told = (portions: Awaited<ReturnType<typeof portionsUntil>>) =>
  portions.flatMap(({ changes }) =>
    changes.map(({ key, before, after }) => [key, before?.name ?? null, after?.name ?? null]),
  )

describe('a new full file', () => {
  test('tells only what differs from the one before, and by its keys what is gone', async () => {
    place = await folderWith({})
    place.put('customers-1.csv', 'id,name\n1,Ada\n2,Bo\n3,Cy\n')
    const asked = await start(place.connection)
    place.put('customers-2.csv', 'id,name\n4,Di\n2,Bob\n1,Ada\n')
    const portions = await portionsUntil(place.connection, asked, () => true)
    expect(told(portions)).toEqual([
      ['2', 'Bo', 'Bob'],
      ['3', 'Cy', null],
      ['4', null, 'Di'],
    ])
  })

  test('is compared after a restart too, as long as the file before lies there', async () => {
    place = await folderWith({})
    place.put('customers-9.csv', 'id,name\n1,Ada\n2,Bo\n')
    const asked = await start(place.connection)
    place.put('customers-10.csv', 'id,name\n1,Ada\n')
    const portions = await portionsUntil(await place.restart(), asked, () => true)
    expect(told(portions)).toEqual([['2', 'Bo', null]])
  })

  test('that takes the place of the one before is compared with what the connection has kept of that', async () => {
    place = await folderWith({ full: 'customers.csv' })
    place.put('customers.csv', 'id,name\n1,Ada\n2,Bo\n')
    const asked = await start(place.connection)
    place.put('customers.csv', 'id,name\n1,Ada\n')
    expect(told(await portionsUntil(place.connection, asked, () => true))).toEqual([['2', 'Bo', null]])
  })

  test('without anything to compare it with loses the position, since nobody knows what is gone', async () => {
    place = await folderWith({ full: 'customers.csv' })
    place.put('customers.csv', 'id,name\n1,Ada\n2,Bo\n')
    const asked = await start(place.connection)
    place.put('customers.csv', 'id,name\n1,Ada\n')
    const again = portionsUntil(await place.restart(), asked, () => true)
    await expect(again).rejects.toMatchObject({ kind: 'position-lost' })
  })

  test('of many changes makes several portions, and whoever has stored one of them goes on behind it', async () => {
    const rows = (name: string) =>
      Array.from({ length: 1200 }, (_, at) => `${10_000 + at},${name}\n`).join('')
    place = await folderWith({})
    place.put('customers-1.csv', `id,name\n${rows('old')}`)
    const asked = await start(place.connection)
    place.put('customers-2.csv', `id,name\n${rows('new')}`)
    const [first] = await portionsUntil(place.connection, asked, () => true)
    const stored = JSON.parse(JSON.stringify(first?.position)) as typeof asked.from
    // A later file does not keep it from going the way to its end.
    place.put('customers-3.csv', `id,name\n${rows('new')}20000,last\n`)
    const rest = await portionsUntil(await place.restart(), { ...asked, from: stored }, ({ changes }) =>
      changes.some(({ key }) => key === '20000'),
    )
    const keys = [...(first?.changes ?? []), ...rest.flatMap(({ changes }) => changes)].map(({ key }) => key)
    expect(keys).toHaveLength(1201)
    expect(new Set(keys).size).toBe(1201)
  })

  test('that lacks most of the records is not believed until somebody says that it may', async () => {
    const many = Array.from({ length: 30 }, (_, at) => `${at},x\n`).join('')
    place = await folderWith({})
    place.put('customers-1.csv', `id,name\n${many}`)
    const asked = await start(place.connection)
    place.put('customers-2.csv', 'id,name\n1,x\n')
    const following = portionsUntil(place.connection, asked, () => true)
    await expect(following).rejects.toMatchObject({
      kind: 'broken-answer',
      message: expect.stringContaining('customers-2.csv'),
    })
  })
})

describe('deltas', () => {
  test('are told in the order of their names and stand over the full file', async () => {
    place = await folderWith(withDeltas)
    place.put('customers-1.csv', 'id,name\n1,Ada\n2,Bo\n')
    const asked = await start(place.connection)
    place.put('customers-delta-11.csv', 'id,name,op\n1,second,U\n2,,D\n')
    place.put('customers-delta-2.csv', 'id,name,op\n1,first,U\n3,Cy,U\n')
    const portions = await portionsUntil(place.connection, asked, ({ changes }) =>
      changes.some(({ key }) => key === '2'),
    )
    expect(told(portions)).toEqual([
      ['1', null, 'first'],
      ['3', null, 'Cy'],
      ['1', null, 'second'],
      ['2', null, null],
    ])
    const names = (await allOf(place.connection, asked.object)).map(({ values }) => values.name)
    expect(names).toEqual(['second', 'Cy'])
  })

  test('from before the full file count no more', async () => {
    place = await folderWith(withDeltas)
    place.put('customers-1.csv', 'id,name\n1,Ada\n')
    place.put('customers-delta-2.csv', 'id,name,op\n1,old,U\n')
    place.put('customers-3.csv', 'id,name\n1,new\n')
    const object = await objectOf(place.connection)
    expect((await allOf(place.connection, object)).map(({ values }) => values.name)).toEqual(['new'])
  })

  test('that come late are put in their place, and what stands after them all is told', async () => {
    place = await folderWith(withDeltas)
    place.put('customers-1.csv', 'id,name\n1,Ada\n2,Bo\n')
    place.put('customers-delta-3.csv', 'id,name,op\n1,third,U\n')
    const asked = await start(place.connection)
    place.put('customers-delta-2.csv', 'id,name,op\n1,second,U\n2,second,U\n')
    const portions = await portionsUntil(place.connection, asked, () => true)
    expect(told(portions)).toEqual([['2', 'Bo', 'second']])
  })

  test('may be a journal, whose last line about a record counts', async () => {
    place = await folderWith({ ...withDeltas, journal: true })
    place.put('customers-1.csv', 'id,name\n1,Ada\n')
    const asked = await start(place.connection)
    place.put('customers-delta-2.csv', 'id,name,op\n1,first,U\n1,last,U\n')
    expect(told(await portionsUntil(place.connection, asked, () => true))).toEqual([['1', null, 'last']])
  })

  test('that were read may be taken away; what comes after them is told', async () => {
    place = await folderWith(withDeltas)
    place.put('customers-1.csv', 'id,name\n1,Ada\n')
    place.put('customers-delta-2.csv', 'id,name,op\n1,Eve,U\n')
    const asked = await start(place.connection)
    place.take('customers-delta-2.csv')
    place.put('customers-delta-3.csv', 'id,name,op\n2,Bo,U\n')
    const portions = await portionsUntil(await place.restart(), asked, () => true)
    expect(told(portions)).toEqual([['2', null, 'Bo']])
  })

  test('are not told again by a new full file that has them in it', async () => {
    place = await folderWith(withDeltas)
    place.put('customers-1.csv', 'id,name\n1,Ada\n2,Bo\n')
    place.put('customers-delta-2.csv', 'id,name,op\n1,Eve,U\n')
    const asked = await start(place.connection)
    place.put('customers-3.csv', 'id,name\n1,Eve\n2,Bo\n3,Cy\n')
    const portions = await portionsUntil(await place.restart(), asked, () => true)
    expect(told(portions)).toEqual([['3', null, 'Cy']])
  })
})

describe('a file that is still being written', () => {
  const half = 'id,name\n1,Ada\n2,Half\n'

  test('does not count until its size and time stand still', async () => {
    place = await folderWith({}, { arrival: 'settled', interval: 1 })
    place.put('customers-1.csv', 'id,name\n1,Ada\n')
    const asked = await start(place.connection)
    const growing = setInterval(
      () => writeFileSync(join(place.folder, 'customers-2.csv'), half, { flag: 'a' }),
      5,
    )
    try {
      for (let look = 0; look < 3; look++) expect(await allOf(place.connection, asked.object)).toHaveLength(1)
    } finally {
      clearInterval(growing)
    }
    place.put('customers-2.csv', 'id,name\n1,Ada\n2,Whole\n')
    expect(told(await portionsUntil(place.connection, asked, () => true))).toEqual([['2', null, 'Whole']])
  })

  test('does not count until its marker lies beside it', async () => {
    place = await folderWith({}, { arrival: 'marker' })
    place.put('customers-1.csv', 'id,name\n1,Ada\n')
    place.put('customers-1.csv.ready', '')
    place.put('customers-2.csv', half)
    const object = await objectOf(place.connection)
    expect(await allOf(place.connection, object)).toHaveLength(1)
    place.put('customers-2.csv.ready', '')
    expect(await allOf(place.connection, object)).toHaveLength(2)
  })

  test('is not taken for a file under the name it has until it is whole', async () => {
    place = await folderWith({ full: 'customers-*' })
    place.put('customers-1', 'id,name\n1,Ada\n')
    place.put('customers-2.part', half)
    expect(await allOf(place.connection, await objectOf(place.connection))).toHaveLength(1)
  })
})
