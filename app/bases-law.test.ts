import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { matchingContract } from '../modules/matching/contract.ts'
import type { Filter } from '../platform/entities/descriptor.ts'
import { baseHarness, type BaseHarness } from './testing/bases.ts'
import { testApp, type TestApp } from './testing.ts'

let app: TestApp
let bases: BaseHarness
beforeAll(async () => {
  app = await testApp({ worker: true })
  bases = baseHarness(app, app.people.steward)
})
afterAll(() => app.close())

const families = ['Lovelace', 'Turing', 'Hopper', 'Noether', 'Gödel', 'Péter', 'Ng', 'Ωmega']
const givens = ['Ada', 'Alan', 'Grace', 'Emmy', 'Kurt', 'Rózsa']
const firms = ['', '', 'Kreis GmbH', 'Bletchley Ltd']
const countries = ['GB', 'DE', 'Österreich', '']

type Somebody = { who: number; known: number; country: number; firm: number; organisation: boolean }

/** Somebody of a small world, so that the same people come up on both sides and twice on one. */
const somebody: fc.Arbitrary<Somebody> = fc.record({
  who: fc.nat(givens.length * families.length - 1),
  known: fc.nat(7),
  country: fc.nat(countries.length - 1),
  firm: fc.nat(firms.length - 1),
  organisation: fc.integer({ min: 0, max: 7 }).map(n => n === 0),
})

const head = 'First name,Last name,Company name,E-mail,Telephone,Birthday,Country,Employer,Class'

function line({ who, known, country, firm, organisation }: Somebody): string {
  const [given, family] = [givens[who % givens.length], families[Math.floor(who / givens.length)]]
  const firmName = firms[firm] ?? ''
  if (organisation && firmName) return ['', '', firmName, '', '', '', countries[country], '', 'A'].join(',')
  const mail = known & 1 ? `${given}.${family}@example.com`.normalize('NFD').replaceAll(/[^\w.@]/g, '') : ''
  const phone = known & 2 ? `+4420794${String(60000 + who)}` : ''
  const born = known & 4 ? `19${50 + who}-0${1 + (who % 9)}-11` : ''
  return [given, family, '', mail, phone, born, countries[country], firmName, 'ABC'[who % 3]].join(',')
}

const file = (people: readonly Somebody[]) => [head, ...people.map(line)].join('\n')

const filters: fc.Arbitrary<Filter | undefined> = fc.constantFrom<(Filter | undefined)[]>(
  undefined,
  { field: 'verdict', op: 'eq', value: 'new' },
  { field: 'verdict', op: 'eq', value: 'same' },
  { field: 'country', op: 'eq', value: 'GB' },
  { field: 'country', op: 'empty' },
  { field: 'kind', op: 'eq', value: 'organisation' },
  { field: 'kind', op: 'eq', value: 'person' },
  { field: 'level', op: 'eq', value: 'A' },
)

/** Stages of the base by a filter; what finds nothing is none. */
async function takeAll(
  id: string,
  wanted: readonly (Filter | undefined)[],
  again: boolean,
): Promise<string[]> {
  const stages: string[] = []
  for (const filter of wanted) {
    const body = filter ? { filter } : {}
    const params = { id }
    const trial = await app.people.steward.call(matchingContract.tryStage, { params, body })
    if (trial.total === 0) continue
    const stage = await bases.take(id, body)
    expect(stage).toMatchObject({ state: 'done', error: null, total: trial.total, left: 0 })
    expect(stage.created + stage.linked + stage.refused).toBe(stage.total)
    expect(stage.created + stage.linked).toBe(trial.created + trial.linked)
    if (stage.standing > 0) stages.push(stage.id)
    const { loaded, taken, refused, left } = await bases.counts(id)
    expect(taken + refused + left).toBe(loaded)
    if (again && left + refused > 0) await bases.compare(id)
  }
  return stages
}

/** Takes stages back in the given order; one that others are built upon waits for them. */
async function takeBack(stages: readonly string[]): Promise<void> {
  let open = [...stages]
  while (open.length > 0) {
    const waiting: string[] = []
    for (const id of open) {
      const answer = await app.people.steward.send(matchingContract.undoStage, { params: { id } })
      if (answer.status === 422) {
        expect(answer.problem.code).toBe('matching.stage-built-upon')
        waiting.push(id)
      } else expect(await bases.ended(id)).toMatchObject({ state: 'undone', standing: 0, undo: { kept: 0 } })
    }
    expect(waiting.length).toBeLessThan(open.length)
    open = waiting
  }
}

describe('loading, comparing and taking over any stages in any order, and taking all back', () => {
  test('leaves every row of the customers as it was', { timeout: 240_000 }, async () => {
    let round = 0
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          ours: fc.array(somebody, { minLength: 3, maxLength: 12 }),
          theirs: fc.array(somebody, { minLength: 3, maxLength: 14 }),
          wanted: fc.array(filters, { minLength: 1, maxLength: 4 }),
          again: fc.boolean(),
          atOnce: fc.boolean(),
          order: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
        }),
        async ({ ours, theirs, wanted, again, atOnce, order }) => {
          await bases.load(file(ours), { entity: 'customer' })
          const before = await bases.print()
          const id = await bases.open(`Law ${++round}`)
          const loaded = await bases.loadInto(id, file(theirs))
          expect(loaded).toMatchObject({ state: 'done', error: null })
          expect((await bases.counts(id)).loaded).toBe(loaded.created)
          await bases.compare(id)
          expect(await bases.print()).toEqual(before)
          const stages = await takeAll(id, wanted, again)
          if (atOnce) {
            await app.people.steward.call(matchingContract.undoBase, { params: { id } })
            for (const stage of stages)
              expect(await bases.ended(stage)).toMatchObject({ state: 'undone', standing: 0 })
          } else
            await takeBack(
              stages.toSorted((a, b) => (order[stages.indexOf(a)] ?? 0) - (order[stages.indexOf(b)] ?? 0)),
            )
          expect(await bases.print()).toEqual(before)
          const { taken, refused, left } = await bases.counts(id)
          expect([taken, refused + left]).toEqual([0, loaded.created])
        },
      ),
      { numRuns: 6, seed: 20_261_122, endOnFailure: true },
    )
  })
})
