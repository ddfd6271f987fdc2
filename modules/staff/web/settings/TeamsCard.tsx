import { Button, Modal, MultiSelect, Select, TextInput } from '@mantine/core'
import { Plus, Users } from 'lucide-react'
import { useState } from 'react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useTellDone } from '../../../../ui/shell/undo.ts'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { organisationEndpoints } from '../../contract/organisation.ts'
import { peopleEndpoints } from '../../contract/people.ts'
import { Refusal } from '../entrance/Entrance.tsx'
import { fieldWords } from '../entrance/InvitationPage.tsx'
import { useStaffChoices } from './role-choices.ts'
import styles from './Settings.module.css'

type Team = ReplyOf<typeof organisationEndpoints.listTeams>['items'][number]

/** The teams, and founding, changing and dissolving them. */
export function TeamsCard({ manages }: { manages: boolean }) {
  const t = useT()
  const format = useFormat()
  const teams = useCall(organisationEndpoints.listTeams)
  const [open, setOpen] = useState<Team | 'new' | null>(null)
  const items = teams.data?.items ?? []
  return (
    <Card
      title={t('staff.teams.teams')}
      aside={
        manages && (
          <Button
            size="compact-xs"
            leftSection={<Plus size={13} aria-hidden />}
            onClick={() => setOpen('new')}
          >
            {t('staff.teams.newTeam')}
          </Button>
        )
      }
    >
      <Reading of={teams} lines={3} />
      {teams.data && items.length === 0 && (
        <EmptyState title={t('staff.teams.noTeams')}>{t('staff.teams.noTeamsHint')}</EmptyState>
      )}
      <ul className={styles.rows}>
        {items.map(team => (
          <li key={team.id} className={styles.item}>
            <span className={styles.mark}>
              <Users size={16} strokeWidth={1.75} aria-hidden />
            </span>
            <div>
              <strong>
                <bdi>{team.name}</bdi>
              </strong>
              <small>
                {t('staff.teams.people', { count: team.members.length })}
                {team.members.length > 0 &&
                  ` · ${format.list(team.members.slice(0, 6).map(member => member.name))}`}
                {team.members.length > 6 && ' …'}
              </small>
            </div>
            {manages && (
              <Button
                onClick={() => setOpen(team)}
                aria-label={t('staff.teams.editTeam', { name: team.name })}
              >
                {t('ui.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={open === 'new' || open === null ? t('staff.teams.newTeam') : open.name}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        {open !== null && <TeamForm team={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      </Modal>
    </Card>
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
  const problem = create.error ?? edit.error ?? dissolve.error
  const save = () =>
    team
      ? edit.mutate({ params: { id: team.id }, body: { name: name.trim(), unitId, memberIds } })
      : create.mutate({ body: { name: name.trim(), unitId } })
  const known = new Map([...(team?.members ?? []), ...people].map(person => [person.id, person.name]))
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      {problem && <Refusal>{fieldWords(problem, t)}</Refusal>}
      <TextInput
        label={t('staff.teams.name')}
        dir="auto"
        maxLength={120}
        data-autofocus
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
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
      <div className={styles.end}>
        {team && (
          <Button
            color="red"
            variant="outline"
            loading={dissolve.isPending}
            onClick={() => dissolve.mutate({ params: { id: team.id } })}
          >
            {t('staff.teams.dissolve')}
          </Button>
        )}
        <Button
          type="submit"
          variant="filled"
          disabled={name.trim() === ''}
          loading={create.isPending || edit.isPending}
        >
          {t('ui.save')}
        </Button>
      </div>
    </form>
  )
}
