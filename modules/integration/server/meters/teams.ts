/** An account over there, as far as counting by team needs it. */
export type AccountOfTeam = { system: string; team: string | null; program: boolean }
export type ShownTeam = { system: string; team: string }

/** A person here, with his team where he has one, and only one. */
export type PersonOfTeam = { team: string | null }

/** Fewer accounts than this are never counted by themselves: a count of them would be about persons. */
export const fewest = 3

/**
 * The teams that may be counted by name, system by system. All others are one group with the accounts of nobody; where even that group
 * would be too small, the smallest team joins it.
 */
export function shownTeams(accounts: readonly AccountOfTeam[]): ShownTeam[] {
  const people = accounts.filter(({ program }) => !program)
  return [...Map.groupBy(people, ({ system }) => system)].flatMap(([system, here]) => {
    const teams = [...Map.groupBy(here, ({ team }) => team)]
      .flatMap(([team, { length }]) => (team === null ? [] : [{ team, size: length }]))
      .filter(({ size }) => size >= fewest)
      .toSorted((a, b) => b.size - a.size || (a.team < b.team ? -1 : 1))
    let others = here.length - teams.reduce((all, { size }) => all + size, 0)
    while (others > 0 && others < fewest && teams.length > 0) others += teams.pop()?.size ?? 0
    return teams.map(({ team }) => ({ system, team }))
  })
}

/**
 * The teams whose changes through the CRM may be counted by name as well: of those that are shown for a system, by the same rule for the
 * people here, so that no difference between the two counts is about fewer.
 */
export function teamsHere(shown: readonly ShownTeam[], people: readonly PersonOfTeam[]): ShownTeam[] {
  return [...Map.groupBy(shown, ({ system }) => system)].flatMap(([system, teams]) => {
    const named = new Set(teams.map(({ team }) => team))
    return shownTeams(
      people.map(({ team }) => ({
        system,
        team: team !== null && named.has(team) ? team : null,
        program: false,
      })),
    )
  })
}
