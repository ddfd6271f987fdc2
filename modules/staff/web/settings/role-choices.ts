import { useCall } from '../../../../platform/contract/hooks.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { type Translate, useT } from '../../../../platform/i18n/react.ts'
import { organisationEndpoints } from '../../contract/organisation.ts'
import { peopleEndpoints } from '../../contract/people.ts'

export type Choice = { value: string; label: string }

/** A role's name: translated for built-in roles, the organisation's own word for its own. */
export function roleName(key: string, t: Translate, name = key): string {
  return hasText(`roles.${key}`) ? t(`roles.${key}`) : name
}

/** Roles, teams and units to choose from; empty until they are read. */
export function useStaffChoices(): { roles: Choice[]; teams: Choice[]; units: Choice[] } {
  const t = useT()
  const roles = useCall(peopleEndpoints.listRoles, {}, { staleTime: 60_000 }).data?.items ?? []
  const teams = useCall(organisationEndpoints.listTeams).data?.items ?? []
  const units = useCall(organisationEndpoints.listUnits).data?.items ?? []
  return {
    roles: roles.map(role => ({ value: role.key, label: roleName(role.key, t, role.name) })),
    teams: teams.map(team => ({ value: team.id, label: team.name })),
    units: units.map(unit => ({ value: unit.id, label: unit.name })),
  }
}
