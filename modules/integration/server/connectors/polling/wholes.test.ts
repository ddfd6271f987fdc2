import { expect, test } from 'vitest'
import type { Follow, RemoteObject, RemoteRecord } from '../port.ts'
import { poll } from './polling.ts'
import { asWhole, type WholeSource } from './wholes.ts'

const object: RemoteObject = {
  name: 'thing',
  space: '',
  fields: [],
  key: ['id'],
  about: null,
  references: [],
}
const from = { marks: { thing: null } }

/** Records by their keys that say nothing of when they were changed. */
function drawer(names: Record<string, string>) {
  const records = new Map(Object.entries(names))
  const recordOf = ([key, name]: [string, string]): RemoteRecord => ({ key, values: { name }, version: null })
  const source: WholeSource = {
    async *all() {
      yield [...records].map(recordOf)
    },
    read: ({ keys }) => Promise.resolve([...records].filter(([key]) => keys.includes(key)).map(recordOf)),
  }
  return { records, source }
}

/** What is told until `enough` says so. */
async function told(
  source: WholeSource,
  known: Follow['known'] | null,
  enough: (told: string[]) => boolean,
): Promise<string[]> {
  const seen: string[] = []
  const asked = [asWhole(source, object, { from, ...(known ? { known } : {}) })]
  for await (const { changes, position } of poll(
    { asked, pace: { every: 1, compare: 0 } },
    AbortSignal.timeout(10_000),
  )) {
    expect(position).toEqual(from)
    seen.push(...changes.map(({ key, after }) => `${key} ${after ? String(after.name) : 'gone'}`))
    if (enough(seen)) return seen
  }
  throw new Error(`It did not come; what came: ${seen.join(', ')}`)
}

test('whoever begins is given everything once, and then what differs and what is gone since', async () => {
  const { records, source } = drawer({ a: 'one', b: 'two', c: 'three' })
  const seen = await told(source, null, all => {
    if (all.length === 3) {
      records.set('b', 'zwei')
      records.delete('c')
    }
    return all.includes('c gone')
  })
  expect(seen).toEqual(['a one', 'b two', 'c three', 'b zwei', 'c gone'])
})

test('what went while nobody followed is told to a reader who says what he holds', async () => {
  const { source } = drawer({ a: 'one' })
  const held = async function* () {
    yield ['a', 'before']
  }
  expect(await told(source, held, all => all.length === 2)).toEqual(['a one', 'before gone'])
})

test('more than fit into a portion come in several', async () => {
  const { source } = drawer(Object.fromEntries(Array.from({ length: 1200 }, (_, at) => [`k${at}`, 'x'])))
  const sizes: number[] = []
  await told(source, null, all => {
    sizes.push(all.length)
    return all.length === 1200
  })
  expect(sizes).toEqual([500, 1000, 1200])
})
