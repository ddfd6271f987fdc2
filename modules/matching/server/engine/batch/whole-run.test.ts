import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomFrom } from '../../../../../platform/random.ts'
import { findPairs } from '../block/pairs.ts'
import { rulesFor } from '../block/rules.ts'
import { matchAll, matchNew, type MatchRecord, type MatchResult } from '../index.ts'
import { customerSchema } from '../record.ts'
import { inChunks, onOneSide, someone } from '../testing.ts'
import { openDuck } from './duck.ts'
import { load } from './load.ts'
import { settle } from './settle.ts'

const long = 240_000
const syllables =
  'ba be bi bo da de di do fa fe ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te ti to'.split(
    ' ',
  )

/** People, every fifth of them entered a second time with an e-mail left out and a letter doubled. */
function people(count: number): MatchRecord[] {
  const random = randomFrom(3)
  const name = (parts: number) => Array.from({ length: parts }, () => random.pick(syllables)).join('')
  return Array.from({ length: count }, (_, at): MatchRecord[] => {
    const [givenName, familyName] = [name(2), name(3)]
    const one = someone(`p${at}`, {
      givenName,
      familyName,
      birthDate: `${random.between(1940, 2004)}-${random.between(10, 12)}-${random.between(10, 28)}`,
      emails: [`${givenName}.${familyName}@${name(2)}.example`],
      phones: [`+479${random.between(1_000_000, 9_999_999)}`],
      postcode: String(random.between(1000, 1400)),
      city: name(2),
    })
    const again = { ...one, id: `p${at} again`, emails: [], familyName: `${familyName}${familyName.at(-1)}` }
    return at % 5 === 0 ? [one, again] : [one]
  }).flat()
}

const inOrder = ({ clusters }: MatchResult) =>
  clusters.map(members => members.toSorted().join(' + ')).toSorted()

describe('a run over all', () => {
  const everybody = people(1500)
  let store = ''
  let all: MatchResult

  beforeAll(async () => {
    store = join(await mkdtemp(join(tmpdir(), 'tessera-store-')), 'kept')
    all = await matchAll(inChunks(everybody), { store })
  }, long)
  afterAll(() => rm(join(store, '..'), { recursive: true, force: true }))

  test('tells the heaviest of the pairs for review, where there are more than wanted, and counts the others', async () => {
    // Nothing may be one by itself, so all of it is asked.
    const asked = await matchAll(inChunks(everybody), { cap: 1 })
    expect(asked.review.length).toBeGreaterThan(100)
    expect(asked.lighter).toBe(0)
    const few = await matchAll(inChunks(everybody), { cap: 1, mostReview: 7 })
    expect(few.review).toEqual(asked.review.slice(0, 7))
    expect(few.lighter).toBe(asked.review.length - 7)
  })

  test('finds those who were entered twice, and nobody else', () => {
    const right = inOrder(all).filter(cluster => /^p(\d+) \+ p\1 again$/.test(cluster)).length
    expect(right).toBeGreaterThan(290)
    expect(all.clusters.length - right).toBeLessThan(3)
    expect(all.model).toMatchObject({ basis: 'learnt', records: everybody.length })
  })

  test('comes to the same in whatever order the records come', { timeout: long }, async () => {
    const turned = await matchAll(inChunks(randomFrom(9).some(everybody, everybody.length)))
    expect(inOrder(turned)).toEqual(inOrder(all))
    expect(turned.model.thresholds).toEqual(all.model.thresholds)
  })

  test('goes on with what is new: a newcomer meets all, one who changed is one record still', {
    timeout: long,
  }, async () => {
    const [first] = everybody as [MatchRecord]
    const late = { ...first, id: 'late', emails: [], city: null }
    const stranger = someone('stranger', {
      givenName: 'Wolfgang',
      familyName: 'Umbreit',
      birthDate: '1931-01-05',
    })
    const changed = { ...(everybody[2] as MatchRecord), phones: ['+4799999999'] }
    const fresh = await matchNew(inChunks([late, stranger, changed]), { store })
    expect(fresh.records).toBe(everybody.length + 2)
    expect(fresh.clusters.flat()).toContain('late')
    expect(fresh.clusters.flat()).not.toContain('stranger')
    const left = await matchNew(inChunks([{ ...late, id: 'later' }]), {
      store,
      removed: ['late', 'stranger'],
    })
    expect(left.records).toBe(everybody.length + 1)
    expect(left.clusters.flat()).not.toContain('late')
  })

  test('stops when it is told to', async () => {
    const stop = new AbortController()
    const running = matchAll(inChunks(everybody), { signal: stop.signal, onStep: () => stop.abort() })
    await expect(running).rejects.toThrow()
  })
})

describe('what is wrong with the records', () => {
  test('a value that everybody shares, or nobody has, makes no pairs', { timeout: long }, async () => {
    const shared = Array.from({ length: 100_000 }, (_, at) =>
      someone(String(at), { emails: ['info@firm.example'], phones: ['+47 22 33 44 55'], city: 'Oslo' }),
    )
    const duck = await openDuck({ memoryMiB: 400, threads: 2 })
    try {
      const loaded = await load(duck, onOneSide([...shared, someone('a'), someone('b')]), {
        schema: customerSchema,
      })
      await settle(duck, { loaded, comparisons: [] })
      const reports = await findPairs(duck, { loaded, rules: rulesFor(customerSchema), across: 'within' })
      expect(reports.find(({ rule }) => rule === 'phones')).toMatchObject({
        pairs: 0,
        leftOutBlocks: 1,
        largestBlock: 100_000,
      })
      expect(await duck.rows('select count(*)::int as n from pair')).toEqual([{ n: 0 }])
    } finally {
      await duck.close()
    }
  })

  test('no record at all, one, and two that are empty are no trouble', { timeout: long }, async () => {
    for (const records of [[], [someone('1')], [someone('1'), someone('2')]]) {
      const { clusters, review } = await matchAll(inChunks(records))
      expect({ clusters, review }).toEqual({ clusters: [], review: [] })
    }
  })

  test('ids with any characters come back as they were', { timeout: long }, async () => {
    const ids = ['a|b', 'a%7Cb', '“ü” \n x']
    const known = {
      givenName: 'Torbjørn',
      familyName: 'Askeland',
      birthDate: '1971-03-04',
      emails: ['t@askeland.example'],
    }
    const store = join(await mkdtemp(join(tmpdir(), 'tessera-store-')), 'kept')
    const { review, clusters } = await matchAll(inChunks(ids.map(id => someone(id, known))), { store })
    const seen = new Set([...clusters.flat(), ...review.flatMap(({ a, b }) => [a, b])])
    for (const id of seen) expect(ids).toContain(id)
    await rm(join(store, '..'), { recursive: true, force: true })
  })
})
