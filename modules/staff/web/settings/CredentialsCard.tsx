import { PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMutate } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { sessionRead } from '../../../../ui/shell/endpoints.ts'
import { useTellDone } from '../../../../ui/shell/undo.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { sessionEndpoints } from '../../contract/session.ts'
import { Refusal } from '../entrance/Entrance.tsx'
import { fieldWords } from '../entrance/InvitationPage.tsx'
import { Strength } from '../entrance/Strength.tsx'
import styles from './Settings.module.css'

/** E-mail address and password. Who has a password must give it to change either. */
export function CredentialsCard({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const t = useT()
  const [address, setAddress] = useState(email)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const done = useTellDone()
  const change = useMutate(sessionEndpoints.changeCredentials, {
    invalidates: [sessionRead, sessionEndpoints.listSessions],
    onDone: () => {
      setCurrent('')
      setNext('')
      done(t('staff.account.credentialsSaved'), null)
    },
  })
  const changed = next !== '' || address.trim() !== email
  const ready = changed && address.trim() !== '' && (hasPassword ? current !== '' : next !== '')
  const save = () =>
    change.mutate({
      body: {
        ...(address.trim() !== email && { email: address.trim() }),
        ...(next !== '' && { newPassword: next }),
        ...(hasPassword && { currentPassword: current }),
      },
    })
  const visibility = { 'aria-label': t('staff.signIn.showPassword') }
  return (
    <Card title={t('staff.account.credentials')}>
      <FormFrame onSend={save} ready={ready} sending={change.isPending}>
        {change.error && <Refusal>{fieldWords(change.error, t)}</Refusal>}
        <TextInput
          type="email"
          label={t('staff.account.email')}
          autoComplete="username"
          dir="ltr"
          maxLength={254}
          value={address}
          onChange={event => setAddress(event.currentTarget.value)}
        />
        <div className={styles.columns}>
          {hasPassword && (
            <PasswordInput
              label={t('staff.account.currentPassword')}
              autoComplete="current-password"
              dir="ltr"
              value={current}
              onChange={event => setCurrent(event.currentTarget.value)}
              visibilityToggleButtonProps={visibility}
            />
          )}
          <PasswordInput
            label={t('staff.account.newPassword')}
            placeholder={hasPassword ? t('staff.account.keepPassword') : ''}
            autoComplete="new-password"
            dir="auto"
            maxLength={128}
            value={next}
            onChange={event => setNext(event.currentTarget.value)}
            visibilityToggleButtonProps={visibility}
          />
        </div>
        {next !== '' && <Strength password={next} />}
      </FormFrame>
    </Card>
  )
}
