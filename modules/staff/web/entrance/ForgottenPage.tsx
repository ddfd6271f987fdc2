import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { enter } from '../enter.ts'
import { Entrance, Refusal } from './Entrance.tsx'
import styles from './Entrance.module.css'
import { fieldWords } from './InvitationPage.tsx'

/** Whoever forgot the password asks for a one-time link. The page never says whether somebody has the address. */
export default function ForgottenPage() {
  const t = useT()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const email = String(new FormData(event.currentTarget).get('email')).trim()
    setBusy(true)
    setProblem(null)
    try {
      await enter('sign-in/forgotten', { email })
      setSentTo(email)
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const back = <Link to="/sign-in">{t('staff.signIn.link.other')}</Link>
  if (sentTo) {
    return (
      <Entrance
        title={t('staff.signIn.forgotten.sent')}
        intro={t('staff.signIn.forgotten.sentText', { email: sentTo })}
        foot={back}
      >
        {null}
      </Entrance>
    )
  }
  return (
    <Entrance title={t('staff.signIn.forgotten.title')} intro={t('staff.signIn.forgotten.text')} foot={back}>
      <form className={styles.form} onSubmit={event => void submit(event)}>
        {problem !== null && <Refusal>{fieldWords(problem, t)}</Refusal>}
        <TextInput
          size="md"
          name="email"
          type="email"
          label={t('staff.signIn.email')}
          autoComplete="username"
          dir="ltr"
          maxLength={254}
          required
          withAsterisk={false}
          autoFocus
        />
        <Button type="submit" size="md" variant="filled" loading={busy}>
          {t('staff.signIn.forgotten.submit')}
        </Button>
      </form>
    </Entrance>
  )
}
