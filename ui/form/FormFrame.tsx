import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import styles from './FormFrame.module.css'

type FormFrameProps = {
  onSend: () => unknown
  /** Whether what was entered is enough to be sent. */
  ready: boolean
  sending: boolean
  /** What sending does, in words; “Save” where nothing is said. */
  act?: string
  onCancel?: () => void
  /** A rarer act, such as removing what is edited. */
  aside?: ReactNode
  children: ReactNode
}

/** The frame of a form whose fields are written by hand: the fields, and at the end what can be done with them. */
export function FormFrame({ onSend, ready, sending, act, onCancel, aside, children }: FormFrameProps) {
  const t = useT()
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        if (ready) onSend()
      }}
    >
      {children}
      <div className={styles.end}>
        {aside}
        {onCancel && <Button onClick={onCancel}>{t('ui.cancel')}</Button>}
        <Button type="submit" variant="filled" disabled={!ready} loading={sending}>
          {act ?? t('ui.save')}
        </Button>
      </div>
    </form>
  )
}
