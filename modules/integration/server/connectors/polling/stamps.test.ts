import { expect, test } from 'vitest'
import type { Follow, Portion, Position, RemoteObject } from '../port.ts'
import { changeOf } from './changes.ts'
import { followStamps, highestOf, type StampedSource, stampedNow } from './stamps.ts'

const object: RemoteObject = {
  name: 'thing',
  space: '',
  fields: [],
  key: ['id'],
  about: null,
  references: [],
}

/** Records that stamp themselves by numbers of four digits, as many milliseconds; and what the reader holds of them. */
function drawer() {
  const records = new Map<string, string>()
  const asked: { since: string; found: number }[] = []
  const source: StampedSource = {
    earlier: (stamp, milliseconds) => String(Math.max(0, Number(stamp) - milliseconds)).padStart(4, '0'),
    newest: (_object, signal) => highestOf(source.stamped(object, '', signal)),
    async *stamped(_object, since) {
      const found = [...records].filter(([, stamp]) => stamp > since).map(([key, stamp]) => ({ key, stamp }))
      asked.push({ since, found: found.length })
      yield found
    },
    async *keys() {
      yield [...records.keys()]
    },
    changes: (_object, keys) =>
      Promise.resolve(
        keys
          .filter(key => records.has(key))
          .map(key =>
            changeOf(object, { key, values: { stamp: records.get(key) ?? '' }, version: null }, { at: null }),
          ),
      ),
  }
  return { records, asked, source }
}

const fast = { every: 1, compare: 0, overlap: 100 }

/** What a reader holds who has read everything that is there now. */
function mirrorOf(records: ReadonlyMap<string, string>) {
  const held = new Set(records.keys())
  const known: NonNullable<Follow['known']> = async function* () {
    yield [...held]
  }
  return { held, known }
}

/** What comes, told as it comes; ends when `enough` says so. */
async function follow(
  {
    source,
    from,
    pace = fast,
    mirror,
  }: { source: StampedSource; from: Position; pace?: typeof fast; mirror?: ReturnType<typeof mirrorOf> },
  enough: (told: string[]) => boolean,
): Promise<{ told: string[]; last: Portion }> {
  const told: string[] = []
  const over = AbortSignal.timeout(10_000)
  const asked = { objects: [object], from, ...(mirror ? { known: mirror.known } : {}) }
  for await (const portion of followStamps({ source, overlap: pace.overlap, pace }, asked, over)) {
    for (const { key, after } of portion.changes)
      if (after) mirror?.held.add(key)
      else mirror?.held.delete(key)
    told.push(
      ...portion.changes.map(({ key, after }) => (after ? `${key} ${String(after.stamp)}` : `${key} gone`)),
    )
    if (enough(told)) return { told, last: portion }
  }
  throw new Error(`It did not come; what came: ${told.join(', ')}`)
}

const now = (source: StampedSource, pace = fast) =>
  stampedNow({ source, overlap: pace.overlap }, [object], AbortSignal.timeout(10_000))

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
  const ending: StampedSource = {
    ...source,
    async *stamped(...asking) {
      yield* source.stamped(...asking)
      // The overlap is over; however long that took, only now something happens.
      if (asked.at(-1)?.since === '1000') records.set('end', '2000')
    },
  }
  await follow({ source: ending, from, pace }, all => all.includes('end 2000'))
  // The first looks meet the 50 of the last moment again and again, the last one only what is new.
  expect(asked.at(-1)).toEqual({ since: '1000', found: 1 })
})

test('what went while nobody followed is told when somebody does', async () => {
  const { records, source } = drawer()
  records.set('a', '1000').set('b', '1000')
  const from = await now(source)
  const mirror = mirrorOf(records)
  records.delete('a')
  const { told } = await follow({ source, from, mirror }, all => all.includes('a gone'))
  expect(told.filter(each => each.endsWith('gone'))).toEqual(['a gone'])
})

test('what came without a stamp is told by the comparison', async () => {
  const { records, source } = drawer()
  records.set('a', '1000')
  const from = await now(source)
  const mirror = mirrorOf(records)
  records.set('b', '')
  expect((await follow({ source, from, mirror }, all => all.includes('b '))).told).toContain('b ')
})

test('no keys are compared for a reader who does not say which he holds', async () => {
  const { records, source } = drawer()
  records.set('a', '1000').set('b', '1000')
  const from = await now(source)
  records.delete('a')
  records.set('c', '')
  setTimeout(() => records.set('end', '2000'), 50)
  const listing = () => {
    throw new Error('The keys are asked for.')
  }
  const { told } = await follow({ source: { ...source, keys: listing }, from }, all =>
    all.includes('end 2000'),
  )
  expect(told).toEqual(['b 1000', 'end 2000'])
})

test('that all of many are gone at once is not believed', async () => {
  const { records, source } = drawer()
  for (let count = 0; count < 11; count++) records.set(`k${count}`, '1000')
  const from = await now(source)
  const mirror = mirrorOf(records)
  records.clear()
  await expect(follow({ source, from, mirror }, () => false)).rejects.toMatchObject({ kind: 'denied' })
})

test('all of a few may be gone', async () => {
  const { records, source } = drawer()
  records.set('a', '1000')
  const from = await now(source)
  const mirror = mirrorOf(records)
  records.clear()
  expect((await follow({ source, from, mirror }, all => all.includes('a gone'))).told).toContain('a gone')
})

test('a record that went is told again when it comes back with the same stamp', async () => {
  const { records, source } = drawer()
  records.set('a', '1000')
  const from = await now(source)
  const mirror = mirrorOf(records)
  const { told } = await follow({ source, from, mirror }, all => {
    if (all.at(-1) === 'a 1000') records.delete('a')
    if (all.at(-1) === 'a gone') records.set('a', '1000')
    return all.length === 3
  })
  expect(told).toEqual(['a 1000', 'a gone', 'a 1000'])
})

test('the place holds no keys and moves on, also where a stamp lies far ahead', async () => {
  const { records, source } = drawer()
  for (let count = 0; count < 2000; count++) records.set(`k${count}`, '1000')
  const from = await now(source)
  expect(from).toEqual({ marks: { thing: '0900' } })
  records.set('typo', '9999')
  const isAhead = (stamp: string) => stamp > '5000'
  const pace = { ...fast, compare: 1_000_000, overlap: 30 }
  const sizes: number[] = []
  const over = AbortSignal.timeout(10_000)
  const stamping = { source: { ...source, isAhead }, overlap: pace.overlap, pace }
  for await (const { changes, position } of followStamps(stamping, { objects: [object], from }, over)) {
    sizes.push(changes.length)
    if ((position.marks as { thing: string }).thing === '1000') break
  }
  expect(sizes).toEqual([500, 500, 500, 500, 1, 0])
})

test.each([
  ['that was not followed before', { marks: {} }],
  ['that was compared as a whole before', { marks: { thing: null } }],
])('an object %s has no place to go on from', async (_what, from) => {
  const { source } = drawer()
  await expect(follow({ source, from }, () => false)).rejects.toMatchObject({ kind: 'position-lost' })
})
