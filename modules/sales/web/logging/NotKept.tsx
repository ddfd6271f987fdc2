import { useT } from '../../../../platform/i18n/react.ts'
import { useLogs } from './log-store.ts'
import styles from './logging.module.css'

/** Warns whoever would lose what is typed or waits, because the browser keeps nothing. */
export function NotKept() {
  const t = useT()
  const { drafts, waiting, keeps } = useLogs()
  if (keeps || (waiting.length === 0 && Object.keys(drafts).length === 0)) return null
  return (
    <p className={styles.waiting} role="alert" data-refused>
      {t('sales.log.notKept')}
    </p>
  )
}
