import { MessageSquarePlus } from 'lucide-react'
import { lazy, Suspense, useEffect } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay, useSession } from '../../../../ui/shell/session.tsx'
import { TextLink } from '../../../../ui/theme/parts.tsx'
import { beginKeeping, keep, openLog, useLogs } from './log-store.ts'
import styles from './logging.module.css'
import { useSending } from './use-sending.ts'

const LogDialog = lazy(async () => ({ default: (await import('./LogDialog.tsx')).LogDialog }))

/** On every page: the dialog, the button for the thumb, and what has not got through. */
export function LogHost() {
  const may = useMay()
  const { user } = useSession()
  useEffect(() => beginKeeping(user.id), [user.id])
  return may('customers.write') ? <Logs /> : null
}

function Logs() {
  const t = useT()
  const { open, waiting } = useLogs()
  const send = useSending()
  const underWay = waiting.filter(({ refused }) => refused === null)
  return (
    <>
      {underWay.length > 0 && (
        <p className={styles.waiting} role="status">
          {t('sales.log.waiting', { count: underWay.length })}
        </p>
      )}
      {waiting.map(
        ({ key, refused, draft }) =>
          refused !== null && (
            <p key={key} className={styles.waiting} data-refused>
              <span>{t('sales.log.refused', { why: refused })}</span>
              <TextLink
                onClick={() => {
                  keep(kept => ({ draft, waiting: kept.waiting.filter(one => one.key !== key) }))
                  openLog()
                }}
              >
                {t('sales.log.open')}
              </TextLink>
            </p>
          ),
      )}
      <button
        type="button"
        className={styles.thumb}
        aria-label={t('sales.log.open')}
        onClick={() => openLog()}
      >
        <MessageSquarePlus size={22} strokeWidth={1.75} aria-hidden />
      </button>
      <Suspense>{open && <LogDialog draft={open} onSend={send} />}</Suspense>
    </>
  )
}
