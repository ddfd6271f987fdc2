import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultModel, explain, featuresOf, keysOf, type MatchRecord, weightOf } from './index.ts'
import { someone } from './testing.ts'

const weigh = (a: MatchRecord, b: MatchRecord) => explain(defaultModel, featuresOf(a), featuresOf(b))
const levels = (a: MatchRecord, b: MatchRecord) =>
  Object.fromEntries(
    weigh(a, b)
      .parts.filter(({ comparison }) => comparison !== 'home')
      .map(({ comparison, level }) => [comparison, level]),
  )

const anna: Partial<MatchRecord> = {
  givenName: 'Anna',
  familyName: 'Lindqvist',
  birthDate: '1984-02-11',
  emails: ['anna.lindqvist@post.example'],
  phones: ['+47 918 27 364'],
  street: 'Storgata 12',
  postcode: '0155',
  city: 'Oslo',
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const word = fc.constantFrom(
  'Anna',
  'Ana',
  'Hanna',
  'Lindqvist',
  'Lindquist',
  'Li',
  'A',
  'Øystein',
  'Иван',
  '李',
)
const anyone: fc.Arbitrary<Partial<MatchRecord>> = fc.record({
  givenName: maybe(word),
  familyName: maybe(word),
  birthDate: maybe(fc.constantFrom('1984-02-11', '1984-11-02', '1984-02-12', '1959-05-30')),
  emails: fc.subarray(['anna.l@post.example', 'anna.li@post.example', 'kontor@firm.example']),
  phones: fc.subarray(['+4791827364', '91827364', '+4722334455']),
  street: maybe(fc.constantFrom('Storgata 12', 'Storgt. 12', 'Kirkeveien 3')),
  postcode: maybe(fc.constantFrom('0155', '0156', '5003')),
  city: maybe(fc.constantFrom('Oslo', 'Bergen')),
})

describe('what two records say about each other', () => {
  test('is the same from either side, told or not, and the bars add up to the weight', () => {
    fc.assert(
      fc.property(anyone, anyone, (one, other) => {
        const there = weigh(someone('1', one), someone('2', other))
        const back = weigh(someone('2', other), someone('1', one))
        expect(back.weight).toBeCloseTo(there.weight, 9)
        expect(back.vetoes).toEqual(there.vetoes)
        const untold = weightOf(defaultModel, featuresOf(someone('1', one)), featuresOf(someone('2', other)))
        expect(untold).toBeCloseTo(there.weight, 9)
        const sum = there.parts.reduce((total, { weight }) => total + weight, there.start)
        expect(sum).toBeCloseTo(there.weight, 9)
      }),
    )
  })

  test('is nothing where one of them is silent: no comparison, no key, no veto', () => {
    const empty = someone('2')
    expect(weigh(someone('1', anna), empty)).toMatchObject({ parts: [], vetoes: [] })
    expect(weigh(empty, someone('3')).parts).toEqual([])
    expect(keysOf(featuresOf(empty))).toEqual([])
    expect(
      keysOf(featuresOf(someone('4', { emails: ['unknown@post.example'], phones: ['000000000'] }))),
    ).toEqual([])
  })

  test('is more the more they agree on, and a disagreement takes away', () => {
    const name = { givenName: 'Anna', familyName: 'Lindqvist' }
    const named = weigh(someone('1', name), someone('2', name)).weight
    const born = { ...name, birthDate: '1984-02-11' }
    expect(weigh(someone('1', born), someone('2', born)).weight).toBeGreaterThan(named)
    expect(weigh(someone('1', born), someone('2', { ...name, birthDate: '1959-07-30' })).weight).toBeLessThan(
      named,
    )
  })

  test('knows one person in two scripts', () => {
    const latin = someone('1', { givenName: 'Ivan', familyName: 'Petrov' })
    const cyrillic = someone('2', { givenName: 'Иван', familyName: 'Петров' })
    expect(levels(latin, cyrillic)).toEqual({ given: 'same', family: 'same' })
    expect(keysOf(featuresOf(latin))).toEqual(keysOf(featuresOf(cyrillic)))
  })

  test('knows umlauts with and without the keys for them, and names that changed places', () => {
    const right = someone('1', { givenName: 'Jürgen', familyName: 'Müller' })
    const turned = someone('2', { givenName: 'Mueller', familyName: 'Juergen' })
    expect(levels(right, turned)).toEqual({ given: 'crossed' })
    expect(levels(right, someone('3', { givenName: 'Juergen', familyName: 'Mueller' }))).toEqual({
      given: 'same',
      family: 'same',
    })
  })

  test('knows a company by its name without legal form', () => {
    const one: MatchRecord = { id: '1', kind: 'organisation', name: 'Berg & Söhne GmbH & Co. KG' }
    const other: MatchRecord = { id: '2', kind: 'organisation', name: 'BERG UND SOEHNE' }
    expect(levels(one, other)).toEqual({ company: 'same' })
  })
})

describe('nobody is linked without asking', () => {
  test('when twins live in one home', () => {
    const twin = { ...anna, givenName: 'Hilde', emails: [] }
    expect(weigh(someone('1', anna), someone('2', twin)).vetoes).toContain('given')
  })

  test('when father and son have one name, one home and one e-mail', () => {
    const father = { ...anna, birthDate: '1951-07-30' }
    expect(weigh(someone('1', anna), someone('2', father)).vetoes).toContain('birth')
  })

  test('when one is a company and the other its sole trader', () => {
    const trader = someone('1', { ...anna, name: 'Anna Lindqvist' })
    const company: MatchRecord = { ...anna, id: '2', kind: 'organisation', name: 'Anna Lindqvist' }
    expect(weigh(trader, company).vetoes).toContain('kind')
  })

  test('when two companies have two numbers', () => {
    const company = (id: string, orgNumber: string): MatchRecord => ({
      id,
      kind: 'organisation',
      name: 'Nordlys AS',
      orgNumber,
    })
    expect(weigh(company('1', '914 782 003'), company('2', '987 654 321')).vetoes).toContain('orgNumber')
    expect(weigh(company('1', '914 782 003'), company('2', '914782003')).vetoes).toEqual([])
  })

  test('but a slip of the pen is no veto', () => {
    const slips = {
      ...anna,
      birthDate: '1984-11-02',
      givenName: 'Ana',
      emails: ['anna.lindquist@post.example'],
    }
    expect(weigh(someone('1', anna), someone('2', slips)).vetoes).toEqual([])
  })
})
