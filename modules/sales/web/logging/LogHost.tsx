import { useEffect } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { atHand } from '../../../../ui/shell/at-hand.tsx'
import { useMay, useSession } from '../../../../ui/shell/session.tsx'
import { TextLink } from '../../../../ui/theme/parts.tsx'
import { beginKeeping, openRefused, useLogs } from './log-store.ts'
import styles from './logging.module.css'
import { NotKept } from './NotKept.tsx'
import { useSending } from './use-sending.ts'

const LogDialog = atHand(async () => (await import('./LogDialog.tsx')).LogDialog)

/** On every page: the dialog, and what has not got through. Who may not write customers is told so by the server, in words. */
export function LogHost() {
  const may = useMay()
  const { user } = useSession()
  useEffect(() => beginKeeping(user.id), [user.id])
  return may('sales.write') ? <Logs /> : null
}

function Logs() {
  const t = useT()
  const { open, waiting } = useLogs()
  const send = useSending()
  const underWay = waiting.filter(({ refused }) => refused === null)
  return (
    <>
      {!open && <NotKept />}
      {underWay.length > 0 && (
        <p className={styles.waiting} role="status">
          {t('sales.log.waiting', { count: underWay.length })}
        </p>
      )}
      {waiting.map(
        entry =>
          entry.refused !== null && (
            <p key={entry.key} className={styles.waiting} data-refused>
              <span>{t('sales.log.refused', { why: entry.refused })}</span>
              <TextLink onClick={() => openRefused(entry)}>{t('sales.log.open')}</TextLink>
            </p>
          ),
      )}
      {open && <LogDialog draft={open} onSend={send} />}
    </>
  )
}
