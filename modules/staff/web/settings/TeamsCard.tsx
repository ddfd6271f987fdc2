import { MultiSelect, Select } from '@mantine/core'
import { Users } from 'lucide-react'
import { useState } from 'react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useTellDone } from '../../../../ui/shell/undo.ts'
import { organisationEndpoints } from '../../contract/organisation.ts'
import { peopleEndpoints } from '../../contract/people.ts'
import { PartForm } from './PartForm.tsx'
import { PartsCard } from './PartsCard.tsx'
import { useStaffChoices } from './role-choices.ts'

type Team = ReplyOf<typeof organisationEndpoints.listTeams>['items'][number]

/** The teams, and founding, changing and dissolving them. */
export function TeamsCard({ manages }: { manages: boolean }) {
  const t = useT()
  const format = useFormat()
  const teams = useCall(organisationEndpoints.listTeams)
  const about = ({ members }: Team) => {
    const names = format.list(members.slice(0, 6).map(member => member.name))
    const count = t('staff.teams.people', { count: members.length })
    return members.length === 0 ? count : `${count} · ${names}${members.length > 6 ? ' …' : ''}`
  }
  return (
    <PartsCard
      words={{
        title: t('staff.teams.teams'),
        add: t('staff.teams.newTeam'),
        none: t('staff.teams.noTeams'),
        noneHint: t('staff.teams.noTeamsHint'),
        edit: name => t('staff.teams.editTeam', { name }),
      }}
      icon={Users}
      asked={teams}
      lines={teams.data?.items.map(team => ({ part: team, about: about(team) }))}
      manages={manages}
      form={(team, onClose) => <TeamForm team={team} onClose={onClose} />}
    />
  )
}

function TeamForm({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const t = useT()
  const done = useTellDone()
  const { units } = useStaffChoices()
  const people = useCall(peopleEndpoints.listUsers, { query: { limit: 200 } }).data?.items ?? []
  const [name, setName] = useState(team?.name ?? '')
  const [unitId, setUnitId] = useState(team?.unitId ?? null)
  const [memberIds, setMemberIds] = useState(team?.members.map(member => member.id) ?? [])
  const settings = {
    invalidates: [organisationEndpoints.listTeams, peopleEndpoints.listUsers, peopleEndpoints.readUser],
    onDone: () => {
      done(t('staff.teams.saved', { name }), null)
      onClose()
    },
  }
  const create = useMutate(organisationEndpoints.createTeam, settings)
  const edit = useMutate(organisationEndpoints.editTeam, settings)
  const dissolve = useMutate(organisationEndpoints.dissolveTeam, {
    ...settings,
    onDone: () => {
      done(t('staff.teams.dissolved', { name: team?.name ?? '' }), null)
      onClose()
    },
  })
  const save = () =>
    team
      ? edit.mutate({ params: { id: team.id }, body: { name: name.trim(), unitId, memberIds } })
      : create.mutate({ body: { name: name.trim(), unitId } })
  const known = new Map([...(team?.members ?? []), ...people].map(person => [person.id, person.name]))
  return (
    <PartForm
      name={name}
      onName={setName}
      problem={create.error ?? edit.error ?? dissolve.error}
      onSave={save}
      saving={create.isPending || edit.isPending}
      removal={
        team && {
          words: t('staff.teams.dissolve'),
          run: () => dissolve.mutate({ params: { id: team.id } }),
          running: dissolve.isPending,
        }
      }
    >
      <Select
        label={t('staff.teams.unit')}
        data={units}
        value={unitId}
        onChange={setUnitId}
        clearable
        clearButtonProps={{ 'aria-label': t('ui.form.clear') }}
      />
      {team && (
        <MultiSelect
          label={t('staff.teams.members')}
          data={[...known].map(([value, label]) => ({ value, label }))}
          value={memberIds}
          onChange={setMemberIds}
          searchable
          limit={100}
          nothingFoundMessage={t('ui.form.noMatch')}
        />
      )}
    </PartForm>
  )
}
