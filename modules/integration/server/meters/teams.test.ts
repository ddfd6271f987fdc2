import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AccountOfTeam, fewest, shownTeams } from './teams.ts'

const accounts = fc.array(
  fc.record({
    system: fc.constantFrom('erp', 'billing'),
    team: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: null }),
    program: fc.boolean(),
  }),
  { maxLength: 30 },
)

const sizeOf = (all: readonly AccountOfTeam[], system: string, teams: readonly (string | null)[]) =>
  all.filter(each => each.system === system && !each.program && teams.includes(each.team)).length

test('a team that is counted by name has at least three accounts of people in that system', () => {
  fc.assert(
    fc.property(accounts, all => {
      for (const { system, team } of shownTeams(all))
        expect(sizeOf(all, system, [team])).toBeGreaterThanOrEqual(fewest)
    }),
  )
})

test('what is left beside the named teams is nobody, or at least three accounts, so that subtracting tells of no person', () => {
  fc.assert(
    fc.property(accounts, all => {
      for (const system of ['erp', 'billing']) {
        const named = shownTeams(all).filter(each => each.system === system)
        const people = all.filter(each => each.system === system && !each.program).length
        const rest =
          people -
          sizeOf(
            all,
            system,
            named.map(({ team }) => team),
          )
        if (named.length > 0) expect(rest === 0 || rest >= fewest).toBe(true)
      }
    }),
  )
})

test('teams that are large enough are named', () => {
  const three = (team: string | null) => [1, 2, 3].map(() => ({ system: 'erp', team, program: false }))
  expect(shownTeams([...three('a'), ...three('b'), ...three(null)])).toHaveLength(2)
  expect(shownTeams([...three('a'), ...three('b')])).toHaveLength(2)
  const two = three('c').slice(1)
  expect(shownTeams([...three('a'), ...three('b'), ...two]).map(({ team }) => team)).toEqual(['a'])
})
