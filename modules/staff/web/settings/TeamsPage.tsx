import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMutate } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { sessionRead } from '../../../../ui/shell/endpoints.ts'
import { useMay, useSession } from '../../../../ui/shell/session.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { organisationEndpoints } from '../../contract/organisation.ts'
import styles from './Settings.module.css'
import { SettingsFrame } from './SettingsFrame.tsx'
import { TeamsCard } from './TeamsCard.tsx'
import { UnitsCard } from './UnitsCard.tsx'

/** How the organisation is built: its name, teams and business units. */
export default function TeamsPage() {
  const t = useT()
  const manages = useMay()('staff.manage')
  return (
    <SettingsFrame title={t('staff.settings.teams')}>
      {manages && <OrganisationCard />}
      <TeamsCard manages={manages} />
      <UnitsCard manages={manages} />
    </SettingsFrame>
  )
}

function OrganisationCard() {
  const t = useT()
  const { organisation } = useSession()
  const [name, setName] = useState(organisation.name)
  const done = useTellDone()
  const tell = useTellProblem()
  const rename = useMutate(organisationEndpoints.renameOrganisation, {
    invalidates: [sessionRead],
    onDone: () => done(t('staff.teams.saved', { name }), null),
  })
  const changed = name.trim() !== organisation.name && name.trim() !== ''
  return (
    <Card title={t('staff.teams.organisation')}>
      <form
        className={styles.inline}
        onSubmit={event => {
          event.preventDefault()
          if (changed) rename.mutate({ body: { name: name.trim() } }, { onError: tell })
        }}
      >
        <TextInput
          className={styles.grow ?? ''}
          maw={340}
          dir="auto"
          aria-label={t('staff.teams.organisationName')}
          maxLength={200}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        {changed && (
          <Button type="submit" variant="filled" loading={rename.isPending}>
            {t('ui.save')}
          </Button>
        )}
      </form>
    </Card>
  )
}
