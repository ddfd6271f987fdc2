import { Button, PasswordInput, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type SubmitEvent, useEffect, useState } from 'react'
import { call, Problem } from '../../../../platform/contract/client.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { type Translate, useT } from '../../../../platform/i18n/react.ts'
import { usePreferences } from '../../../../ui/shell/preferences.ts'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { Bones } from '../../../../ui/theme/parts.tsx'
import { peopleEndpoints } from '../../contract/people.ts'
import { enter, leaveFor, useSecretParameter } from '../enter.ts'
import { Entrance, Refusal } from './Entrance.tsx'
import styles from './Entrance.module.css'
import { Strength } from './Strength.tsx'

type Invitation = ReplyOf<typeof peopleEndpoints.lookAtInvitation>

/** Accepting an invitation: a name, a password, and in. */
export default function InvitationPage() {
  const t = useT()
  const token = useSecretParameter('token')
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  useEffect(() => {
    if (token) call(peopleEndpoints.lookAtInvitation, { body: { token } }).then(setInvitation, setProblem)
  }, [token])
  if (!token || problem !== null) {
    return (
      <Entrance
        title={t('staff.invitation.title', { organisation: 'Tessera' })}
        foot={<Link to="/sign-in">{t('staff.signIn.link.other')}</Link>}
      >
        <div className={styles.form}>
          <Refusal>{token ? wordsOf(problem, t) : t('staff.invitation.missing')}</Refusal>
        </div>
      </Entrance>
    )
  }
  if (!invitation) {
    return (
      <Entrance title={t('ui.loading')}>
        <Bones lines={4} />
      </Entrance>
    )
  }
  return (
    <Entrance
      title={t('staff.invitation.title', { organisation: invitation.organisation })}
      intro={t('staff.invitation.text', { role: roleName(invitation.role, t) })}
    >
      <Acceptance token={token} email={invitation.email} />
    </Entrance>
  )
}

function Acceptance({ token, email }: { token: string; email: string }) {
  const t = useT()
  const { locale, timeZone } = usePreferences()
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = new FormData(event.currentTarget).get('name')
    setBusy(true)
    try {
      await enter('sign-in/invitation', { token, name, password, locale, timeZone })
      leaveFor('/')
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      {problem !== null && <Refusal>{fieldWords(problem, t)}</Refusal>}
      <TextInput
        size="md"
        name="email"
        value={email}
        readOnly
        dir="ltr"
        label={t('staff.signIn.email')}
        autoComplete="username"
      />
      <TextInput
        size="md"
        name="name"
        label={t('staff.invitation.name')}
        autoComplete="name"
        maxLength={200}
        required
        withAsterisk={false}
        autoFocus
      />
      <PasswordInput
        size="md"
        label={t('staff.invitation.password')}
        description={t('staff.invitation.hint')}
        autoComplete="new-password"
        dir="ltr"
        value={password}
        onChange={event => setPassword(event.currentTarget.value)}
        maxLength={128}
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': t('staff.signIn.showPassword') }}
      />
      <Strength password={password} />
      <Button type="submit" size="md" variant="filled" loading={busy}>
        {t('staff.invitation.submit')}
      </Button>
    </form>
  )
}

function roleName(role: string, t: Translate): string {
  return hasText(`roles.${role}`) ? t(`roles.${role}`) : role
}

/** The words of the first field that was refused, or of the refusal as a whole. */
export function fieldWords(problem: unknown, t: Translate): string {
  const field = problem instanceof Problem ? problem.fields[0] : undefined
  if (!field) return wordsOf(problem, t)
  const key = `errors.${field.code}`
  return hasText(key) ? t(key, field.params as Record<string, string | number>) : field.message
}
