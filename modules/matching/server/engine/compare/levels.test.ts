import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openDuck } from '../batch/duck.ts'
import { load } from '../batch/load.ts'
import { settle } from '../batch/settle.ts'
import { featuresOf } from '../features.ts'
import type { MatchRecord, Schema } from '../record.ts'
import { onOneSide } from '../testing.ts'
import { comparisonsFor } from '../weigh/comparisons.ts'
import { modelBefore } from '../weigh/default-model.ts'
import { explain, levelIndex } from '../weigh/explain.ts'
import { patternsSql } from '../weigh/score-sql.ts'
import { vetoesFor, vetoesOf } from '../weigh/vetoes.ts'
import { pairsFrom, weigh } from '../batch/weigh.ts'
import { observe } from '../weigh/observe.ts'
import { vetoNames } from '../weigh/vetoes.ts'
import { jaroWinkler, levenshtein } from './similarity.ts'
import { answerable, digitsOf } from './levels-sql.ts'

const schema: Schema = { others: { serial: 'identifier', sort: 'category', price: 'number', title: 'label' } }
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 })
const name = fc.constantFrom(
  'Anna',
  'Ana',
  'Annna',
  'A',
  'Lind',
  'Lindt',
  'Anna Maria',
  'Søren',
  'Soren',
  'Ли',
)
const record: fc.Arbitrary<Omit<MatchRecord, 'id'>> = fc.record({
  kind: fc.constantFrom('person', 'organisation', null),
  name: maybe(fc.constantFrom('Lind Bau GmbH', 'Bau Lind', 'Lind', 'Lindt & Bau', 'Lind Bau Holding')),
  givenName: maybe(name),
  familyName: maybe(name),
  birthDate: maybe(fc.constantFrom('1984-02-11', '1984-11-02', '1984-02-12', '1983-02-12', '30.05.1959')),
  emails: fc.subarray([
    'anna.lind@a.example',
    'anna.lindt@a.example',
    'anna.lind@b.example',
    'info@a.example',
  ]),
  phones: fc.subarray(['+4791827364', '91827364', '91827365', '22334455']),
  street: maybe(fc.constantFrom('Storgata 12', 'Storgate 12', 'Storgata', 'Kirkeveien 3')),
  houseNumber: maybe(fc.constantFrom('12', '3')),
  postcode: maybe(fc.constantFrom('0155', '0156', '5003')),
  city: maybe(fc.constantFrom('Oslo', 'Osloo', 'Bergen')),
  country: maybe(fc.constantFrom('NO', 'SE')),
  orgNumber: maybe(fc.constantFrom('914782003', '914782004', '987654321')),
  website: maybe(fc.constantFrom('https://www.lind.example/x', 'lind.example', 'bau.example')),
  other: fc.record({
    serial: maybe(fc.constantFrom('A-1', 'A1', 'A2')),
    sort: maybe(fc.constantFrom('x', 'y')),
    price: maybe(fc.constantFrom('10', '10.2', '12', '99', '0')),
    title: maybe(fc.constantFrom('red chair with arms', 'red chair', 'chair with red arms', 'lamp')),
  }),
})

test('Jaro-Winkler and Levenshtein are the numbers of DuckDB', async () => {
  const duck = await openDuck({ memoryMiB: 100, threads: 1 })
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'n', ' '), minLength: 1, maxLength: 12 })
  const pairs = fc.sample(fc.tuple(text, text), { numRuns: 400, seed: 11 })
  const values = pairs.map(([a, b], at) => `(${at}, '${a}', '${b}')`).join(', ')
  const rows = await duck.rows(
    `select jaro_winkler_similarity(a, b) as jw, levenshtein(a, b)::double as lev from (values ${values}) t(place, a, b) order by place`,
  )
  await duck.close()
  for (const [at, [a, b]] of pairs.entries()) {
    expect(jaroWinkler(a, b)).toBeCloseTo(Number(rows[at]?.['jw']), 9)
    expect(levenshtein(a, b)).toBe(rows[at]?.['lev'])
  }
})

test('the live check and the batch give every pair the same levels, weight and vetoes', async () => {
  const records = fc
    .sample(record, { numRuns: 70, seed: 5 })
    .map((one, at): MatchRecord => ({ ...one, id: String(100 + at) }))
  const features = records.map(one => featuresOf(one, schema))
  const duck = await openDuck({ memoryMiB: 200, threads: 1 })
  try {
    const loaded = await load(duck, onOneSide(records), { schema })
    const comparisons = answerable(comparisonsFor(schema), loaded.types)
    expect(comparisons.length).toBeGreaterThan(15)
    const frequencies = await settle(duck, { loaded, comparisons })
    await duck.run(
      'create table pair as select a.rid as l, b.rid as r from record a join record b on a.rid < b.rid',
    )
    await duck.run(`create table scored as ${patternsSql('pair', { comparisons, loaded })}`)
    const before = modelBefore(schema)
    const model = { ...before, comparisons, frequencies }
    await weigh(duck, model, await observe(duck, 'select * from scored'))
    const pairs = await pairsFrom(duck, { least: -1000, loaded, schema })
    const patterns = new Map<string, number>()
    for await (const [l = [], r = [], pattern = []] of duck.stream(
      'select l, r, pattern::double from scored',
    )) {
      l.forEach((left, at) => patterns.set(`${String(left)},${String(r[at])}`, Number(pattern[at])))
    }
    for (let at = 0; at < pairs.weight.length; at++) {
      const [l, r] = [pairs.left[at] as number, pairs.right[at] as number]
      const [a, b] = [features[l], features[r]]
      if (!a || !b) throw new Error('rids are the order of ids')
      const live = comparisons.map(comparison => (levelIndex(comparison, a, b) ?? -1) + 1)
      const digits = digitsOf(patterns.get(`${l},${r}`) ?? -1, comparisons.length)
      expect({ a, b, digits: live }).toEqual({ a, b, digits })
      expect(pairs.weight[at]).toBeCloseTo(explain(model, a, b).weight, 2)
      const vetoed = vetoNames.filter((_, bit) => (pairs.vetoed[at] as number) & (2 ** bit))
      expect(vetoed).toEqual(vetoesOf(a, b, vetoesFor(schema)))
    }
    expect(pairs.weight.length).toBe((70 * 69) / 2)
  } finally {
    await duck.close()
  }
})
