import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EvaluationResult } from '../../contract.ts'
import { evaluate } from '../engine/evaluate/index.ts'
import { summaryOf } from './summary.ts'
import { fileOfPeople, scripts } from './testing.ts'

let folder: string
let groups: EvaluationResult['groups']

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-groups-'))
  const path = join(folder, 'people.csv')
  // People who differ by chance and in the script of their names: what the groups differ in is what the matcher makes of it.
  await writeFile(path, fileOfPeople(...scripts.map((script, at) => ({ of: 250, seed: 11 + at, script }))))
  groups = summaryOf(await evaluate({ files: [path], truth: { column: 'customer' } })).groups
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('names are matched as well', () => {
  test.for(scripts)('in %s script as in any other', script => {
    const group = groups.find(({ by, value }) => by === 'script' && value === script)
    expect(group?.pairs).toBe(250)
    expect(group?.f1).toBeGreaterThan(0.95)
  })

  test('with no script far from the others', () => {
    const f1 = groups.filter(({ by }) => by === 'script').map(group => group.f1)
    expect(f1).toHaveLength(scripts.length)
    expect(Math.max(...f1) - Math.min(...f1)).toBeLessThan(0.04)
  })
})

test('where everybody has one of four given names, the same given name is not taken for the same person', async () => {
  const path = join(folder, 'few-names.csv')
  const given = 'Ada Bo Cleo Dag'.split(' ')
  await writeFile(path, fileOfPeople({ of: 1000, seed: 5, given }))
  const { quality, clusters } = await evaluate({ files: [path], truth: { column: 'customer' } })
  expect(quality.precision).toBeGreaterThan(0.95)
  expect(quality.recall).toBeGreaterThan(0.9)
  expect(clusters.precision).toBeGreaterThan(0.95)
}, 120_000)

test('errors are told by gender where a column says it, and the figures of both agree', () => {
  const genders = groups.filter(({ by }) => by === 'gender')
  expect(genders.map(({ value }) => value)).toEqual(['f', 'm'])
  expect(genders.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(scripts.length * 250)
  const [women, men] = genders.map(({ f1 }) => f1)
  expect(Math.abs((women ?? 0) - (men ?? 1))).toBeLessThan(0.04)
})
