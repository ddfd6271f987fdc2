import { onlineManager } from '@tanstack/react-query'
import { WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import { useLineState } from './live.ts'
import styles from './Shell.module.css'

/** Says when the server cannot be reached; nothing is shown while all is well. */
export function Offline() {
  const t = useT()
  const line = useLineState()
  const online = useSyncExternalStore(
    listener => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  )
  if (online && line !== 'broken') return null
  return (
    <p className={styles.offline} role="status">
      <WifiOff size={14} aria-hidden />
      {online ? t('ui.offline.reconnecting') : t('ui.offline.noNetwork')}
    </p>
  )
}
