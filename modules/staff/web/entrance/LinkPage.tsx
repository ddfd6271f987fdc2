import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { usePreferences } from '../../../../ui/shell/preferences.ts'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { enter, leaveFor, useSecretParameter } from '../enter.ts'
import { Entrance, Refusal } from './Entrance.tsx'
import styles from './Entrance.module.css'

/**
 * Signing in by a one-time link. It takes a press of the button: mail programs open links to look at them, and would
 * use this one up.
 */
export default function LinkPage() {
  const t = useT()
  const token = useSecretParameter('token')
  const { locale, timeZone } = usePreferences()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const signIn = async () => {
    setBusy(true)
    try {
      await enter('sign-in/link', { token, locale, timeZone })
      leaveFor('/settings/account')
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  const message = token ? problem !== null && wordsOf(problem, t) : t('staff.signIn.link.missing')
  return (
    <Entrance
      title={t('staff.signIn.link.title')}
      intro={t('staff.signIn.link.text')}
      foot={<Link to="/sign-in">{t('staff.signIn.link.other')}</Link>}
    >
      <div className={styles.form}>
        {message && <Refusal>{message}</Refusal>}
        {token && problem === null && (
          <Button size="md" variant="filled" loading={busy} onClick={() => void signIn()} autoFocus>
            {t('staff.signIn.link.submit')}
          </Button>
        )}
      </div>
    </Entrance>
  )
}
