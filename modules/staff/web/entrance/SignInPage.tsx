import { Button, PasswordInput, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { addressParameter, enter, leaveFor, localPath } from '../enter.ts'
import { Entrance, Refusal } from './Entrance.tsx'
import styles from './Entrance.module.css'

/** Signing in with e-mail address and password. */
export default function SignInPage() {
  const t = useT()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(null)
    try {
      await enter('sign-in/password', { email: form.get('email'), password: form.get('password') })
      leaveFor(localPath(addressParameter('next')))
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  return (
    <Entrance title={t('staff.signIn.title')} foot={<Ways />}>
      <form className={styles.form} onSubmit={event => void submit(event)}>
        {problem !== null && <Refusal>{wordsOf(problem, t)}</Refusal>}
        <TextInput
          size="md"
          name="email"
          type="email"
          label={t('staff.signIn.email')}
          autoComplete="username"
          dir="ltr"
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordInput
          size="md"
          name="password"
          label={t('staff.signIn.password')}
          autoComplete="current-password"
          dir="ltr"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('staff.signIn.showPassword') }}
        />
        <Button type="submit" size="md" variant="filled" loading={busy}>
          {t('staff.signIn.submit')}
        </Button>
      </form>
    </Entrance>
  )
}

/** What is left to whoever has no password at hand. */
function Ways() {
  const t = useT()
  return (
    <>
      <Link to="/sign-in/forgotten">{t('staff.signIn.forgotten.ask')}</Link>
      <br />
      {t('staff.signIn.help')}
    </>
  )
}
