import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import { readableKeys } from '../shell/shortcuts.ts'
import { Kbd } from '../theme/parts.tsx'
import styles from './FormFrame.module.css'

type FormFrameProps = {
  onSend: () => unknown
  /** Whether what was entered is enough to be sent. */
  ready: boolean
  sending: boolean
  /** What sending does, in words; “Save” where nothing is said. */
  act?: string
  /** Whether Ctrl+Enter sends from every field; the button says so. */
  byKey?: boolean
  onCancel?: () => void
  /** A rarer act, such as removing what is edited. */
  aside?: ReactNode
  children: ReactNode
}

/** The frame of a form whose fields are written by hand: the fields, and at the end what can be done with them. */
export function FormFrame(props: FormFrameProps) {
  const { onSend, ready, sending, act, byKey, onCancel, aside, children } = props
  const t = useT()
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        if (ready) onSend()
      }}
      onKeyDown={event => {
        if (!byKey || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        // The same key presses the button it stands on, which would send twice.
        event.preventDefault()
        event.currentTarget.requestSubmit()
      }}
    >
      {children}
      <div className={styles.end}>
        {aside}
        {onCancel && <Button onClick={onCancel}>{t('ui.cancel')}</Button>}
        <Button
          type="submit"
          variant="filled"
          disabled={!ready}
          loading={sending}
          rightSection={
            byKey && ready && <Kbd on="accent">{readableKeys('mod+Enter').replace('Enter', '⏎')}</Kbd>
          }
        >
          {act ?? t('ui.save')}
        </Button>
      </div>
    </form>
  )
}
