import { Drawer, MultiSelect, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useTellDone } from '../../../../ui/shell/undo.ts'
import { Badge } from '../../../../ui/theme/parts.tsx'
import { organisationEndpoints } from '../../contract/organisation.ts'
import { peopleEndpoints } from '../../contract/people.ts'
import { Refusal } from '../entrance/Entrance.tsx'
import { fieldWords } from '../entrance/InvitationPage.tsx'
import type { User } from './PeopleTable.tsx'
import { PersonActs } from './PersonActs.tsx'
import { useStaffChoices } from './role-choices.ts'
import styles from './Settings.module.css'

/** One person: name, roles, teams, unit, and what can be done about their way in. */
export function PersonDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const t = useT()
  const person = useCall(
    peopleEndpoints.readUser,
    { params: { id: id ?? '' } },
    { enabled: id !== undefined },
  )
  const user = person.data?.id === id ? person.data : undefined
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size={420}
      title={user?.name ?? ''}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <Reading of={person} lines={6} />
      {user && (
        <div className={styles.form}>
          <Facts user={user} />
          <PersonForm key={user.id} user={user} />
          <PersonActs user={user} />
        </div>
      )}
    </Drawer>
  )
}

function Facts({ user }: { user: User }) {
  const t = useT()
  const format = useFormat()
  return (
    <div>
      <p>
        <bdi>{user.email}</bdi>
      </p>
      <p className={styles.hint}>
        {t('staff.people.lastSignIn')}:{' '}
        {user.lastSignInAt ? format.relative(user.lastSignInAt) : t('staff.people.never')}
      </p>
      {user.deactivated && (
        <p>
          <Badge tone="red">
            {t('staff.people.sinceBy', {
              when: format.relative(user.deactivated.at),
              name: user.deactivated.byName ?? '–',
            })}
          </Badge>
        </p>
      )}
    </div>
  )
}

function PersonForm({ user }: { user: User }) {
  const t = useT()
  const done = useTellDone()
  const choices = useStaffChoices()
  const [name, setName] = useState(user.name)
  const [roles, setRoles] = useState(user.roles)
  const [teamIds, setTeamIds] = useState(user.teams.map(team => team.id))
  const [unitId, setUnitId] = useState(user.unitId)
  const edit = useMutate(peopleEndpoints.editUser, {
    invalidates: [
      peopleEndpoints.listUsers,
      peopleEndpoints.readUser,
      organisationEndpoints.listTeams,
      organisationEndpoints.listUnits,
    ],
    onDone: ({ data }) => done(t('staff.people.saved', { name: data.name }), null),
  })
  const clear = { 'aria-label': t('ui.form.clear') }
  return (
    <FormFrame
      onSend={() =>
        edit.mutate({ params: { id: user.id }, body: { name: name.trim(), roles, teamIds, unitId } })
      }
      ready={name.trim() !== ''}
      sending={edit.isPending}
      act={t('staff.people.save')}
    >
      {edit.error && <Refusal>{fieldWords(edit.error, t)}</Refusal>}
      <TextInput
        label={t('staff.people.name')}
        dir="auto"
        maxLength={200}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      <MultiSelect
        label={t('staff.people.roles')}
        data={choices.roles}
        value={roles}
        onChange={setRoles}
        clearButtonProps={clear}
      />
      <MultiSelect
        label={t('staff.people.team')}
        data={choices.teams}
        value={teamIds}
        onChange={setTeamIds}
        searchable
        nothingFoundMessage={t('ui.form.noMatch')}
        clearButtonProps={clear}
      />
      <Select
        label={t('staff.people.unit')}
        data={choices.units}
        value={unitId}
        onChange={setUnitId}
        clearable
        clearButtonProps={clear}
      />
    </FormFrame>
  )
}
