import { expect, test } from 'vitest'
import type { Portion, Position, RemoteChange, RemoteObject } from './port.ts'
import { followStamps, type StampedSource, stampedNow } from './stamped.ts'

const object: RemoteObject = {
  name: 'thing',
  space: '',
  fields: [],
  key: ['id'],
  about: null,
  references: [],
}

/** Records that stamp themselves by numbers of four digits, as many milliseconds. */
function drawer() {
  const records = new Map<string, string>()
  const asked: { since: string; found: number }[] = []
  const source: StampedSource = {
    earlier: (stamp, milliseconds) => String(Math.max(0, Number(stamp) - milliseconds)).padStart(4, '0'),
    async *stamped(_object, since) {
      const found = [...records]
        .filter(([, stamp]) => since === '' || stamp > since)
        .map(([key, stamp]) => ({ key, stamp }))
      asked.push({ since, found: found.length })
      yield found
    },
    changes: (_object, keys) =>
      Promise.resolve(
        keys.filter(key => records.has(key)).map(key => changeOf(key, { stamp: records.get(key) ?? '' })),
      ),
  }
  return { records, asked, source }
}

function changeOf(key: string, after: RemoteChange['after']): RemoteChange {
  return { object: object.name, key, after, before: null, version: null, at: null, by: null, operation: null }
}

const fast = { every: 1, compare: 0, overlap: 100 }

/** What comes, told as it comes; ends when `enough` says so. */
async function follow(
  { source, from, pace = fast }: { source: StampedSource; from: Position; pace?: typeof fast },
  enough: (told: string[]) => boolean,
): Promise<{ told: string[]; last: Portion }> {
  const told: string[] = []
  const over = AbortSignal.timeout(10_000)
  for await (const portion of followStamps({ source, pace }, { objects: [object], from }, over)) {
    told.push(
      ...portion.changes.map(({ key, after }) => (after ? `${key} ${String(after.stamp)}` : `${key} gone`)),
    )
    if (enough(told)) return { told, last: portion }
  }
  throw new Error(`It did not come; what came: ${told.join(', ')}`)
}

const now = (source: StampedSource, pace = fast) =>
  stampedNow({ source, pace }, [object], AbortSignal.timeout(10_000))

test('a change that is seen late, since its transaction took long, is told all the same', async () => {
  const { records, source } = drawer()
  records.set('a', '1000')
  const from = await now(source)
  records.set('b', '1500')
  const slow = { ...fast, compare: 1_000_000, overlap: 8000 }
  const { told } = await follow({ source, from, pace: slow }, all => {
    // It began before `b` was written, and ends some looks after that was seen.
    if (all.includes('b 1500')) setTimeout(() => records.set('late', '1450'), 30)
    return all.includes('late 1450')
  })
  expect(told).toContain('late 1450')
})

test('what was told is not told again while it stands', async () => {
  const { records, source } = drawer()
  records.set('a', '1000')
  const from = await now(source)
  records.set('b', '1001')
  const { told } = await follow({ source, from }, all => {
    // Portions come only with changes, so something has to change for the test to end.
    if (all.length >= 2) setTimeout(() => records.set('end', '1002'), 20)
    return all.some(each => each.startsWith('end'))
  })
  expect(told.filter(each => each.startsWith('b'))).toEqual(['b 1001'])
})

test('where nothing happens for an overlap nothing is asked for any more', async () => {
  const { records, asked, source } = drawer()
  for (let count = 0; count < 50; count++) records.set(`k${count}`, '1000')
  const from = await now(source)
  const pace = { ...fast, compare: 1_000_000, overlap: 20 }
  setTimeout(() => records.set('end', '2000'), 200)
  await follow({ source, from, pace }, all => all.includes('end 2000'))
  // The first looks meet the 50 of the last moment again and again, the last one only what is new.
  expect(asked.at(-1)).toEqual({ since: '1000', found: 1 })
})

test('what went while nobody followed is told when somebody does', async () => {
  const { records, source } = drawer()
  records.set('a', '1000').set('b', '1000')
  const from = await now(source)
  records.delete('a')
  const { told } = await follow({ source, from }, all => all.includes('a gone'))
  expect(told.filter(each => each.endsWith('gone'))).toEqual(['a gone'])
})

test('what came without a stamp is told by the comparison', async () => {
  const { records, source } = drawer()
  records.set('a', '1000')
  const from = await now(source)
  records.set('b', '')
  expect((await follow({ source, from }, all => all.includes('b '))).told).toContain('b ')
})

test('that all of many are gone at once is not believed', async () => {
  const { records, source } = drawer()
  for (let count = 0; count < 11; count++) records.set(`k${count}`, '1000')
  const from = await now(source)
  records.clear()
  await expect(follow({ source, from }, () => false)).rejects.toMatchObject({ kind: 'denied' })
})

test('all of a few may be gone', async () => {
  const { records, source } = drawer()
  records.set('a', '1000')
  const from = await now(source)
  records.clear()
  expect((await follow({ source, from }, all => all.includes('a gone'))).told).toContain('a gone')
})

test('an object that was not followed before has no place to go on from', async () => {
  const { source } = drawer()
  await expect(follow({ source, from: { since: {}, keys: {} } }, () => false)).rejects.toMatchObject({
    kind: 'position-lost',
  })
})
