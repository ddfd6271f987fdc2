import { useMemo } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { staffContract } from '../../../staff/contract.ts'

/** Who can be asked to mend: each customer’s owner, a team, a colleague. `value` is `''`, `team:<id>` or `user:<id>`. */
export type Menders = {
  groups: { group: string; items: { value: string; label: string }[] }[]
  nameOf: (value: string) => string
}

export function useMenders(): Menders {
  const t = useT()
  const may = useMay()
  const people = useCall(staffContract.listColleagues, { query: { limit: 100 } }, { staleTime: 60_000 })
  const teams = useCall(staffContract.listTeams, {}, { enabled: may('staff.read'), staleTime: 60_000 })
  return useMemo(() => {
    const everyone = { value: 'owner', label: t('data-quality.rules.customerOwner') }
    const ofTeams = (teams.data?.items ?? []).map(({ id, name }) => ({ value: `team:${id}`, label: name }))
    const ofPeople = (people.data?.items ?? []).map(({ id, name }) => ({ value: `user:${id}`, label: name }))
    const names = new Map([everyone, ...ofTeams, ...ofPeople].map(({ value, label }) => [value, label]))
    const groups = [
      { group: t('data-quality.rules.each'), items: [everyone] },
      { group: t('data-quality.rules.teams'), items: ofTeams },
      { group: t('data-quality.rules.people'), items: ofPeople },
    ]
    return {
      groups: groups.filter(({ items }) => items.length > 0),
      nameOf: value => names.get(value) ?? t('data-quality.rules.someone'),
    }
  }, [people.data, teams.data, t])
}

type Owners = { ownerUserId: string | null; ownerTeamId: string | null }

/** The mender of a rule as one value. */
export function menderOf({ ownerUserId, ownerTeamId }: Owners): string {
  if (ownerTeamId) return `team:${ownerTeamId}`
  return ownerUserId ? `user:${ownerUserId}` : 'owner'
}

/** The same value as what the API takes. */
export function ownersOf(value: string | null): Owners {
  const [kind, id = null] = (value ?? 'owner').split(':')
  return { ownerUserId: kind === 'user' ? id : null, ownerTeamId: kind === 'team' ? id : null }
}
