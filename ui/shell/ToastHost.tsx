import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { IconButton } from '../theme/IconButton.tsx'
import { useShortcut } from './shortcuts.ts'
import styles from './ToastHost.module.css'
import type { Toast } from './toasts.ts'
import { dismiss, notify, prolong, undoNewest, useToasts } from './toasts.ts'
import { onRemarks } from '../../platform/contract/client.ts'

/** A remark is read, not acted on at once: it stays as long as what can be undone. */
const readingSeconds = 10

onRemarks(remarks =>
  notify({ message: remarks.map(({ message }) => message).join(' '), seconds: readingSeconds }),
)

/** Shows the floating messages; Ctrl or ⌘ with Z undoes the newest while it is there. */
export function ToastHost() {
  const toasts = useToasts()
  const t = useT()
  const undoable = toasts.some(toast => toast.undo)
  useShortcut(undoable ? { keys: 'mod+z', label: t('ui.undo'), run: () => void undoNewest() } : null)
  return (
    <div className={styles.host} role="status" aria-live="polite">
      {toasts.map(toast => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const t = useT()
  const format = useFormat()
  const [held, setHeld] = useState(false)
  const left = useSecondsLeft(toast, held)
  const undo = () => {
    dismiss(toast.id)
    void toast.undo?.()
  }
  const release = () => {
    setHeld(false)
    prolong(toast.id, Math.max(left, 2))
  }
  return (
    <div
      className={styles.toast}
      data-tone={toast.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={release}
      onFocus={() => setHeld(true)}
      onBlur={release}
    >
      <span>{toast.message}</span>
      {toast.undo && (
        <>
          <button type="button" className={styles.undo} onClick={undo}>
            {t('ui.undo')}
          </button>
          <span className={styles.left} aria-hidden>
            {t('ui.secondsLeft', { seconds: format.number(left) })}
          </span>
        </>
      )}
      <IconButton aria-label={t('ui.dismiss')} onClick={() => dismiss(toast.id)}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  )
}

/** Counts down and takes the message away at the end; a held message stays. */
function useSecondsLeft(toast: Toast, held: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (held) return
    const timer = window.setInterval(() => {
      setNow(Date.now())
      if (Date.now() >= toast.until) dismiss(toast.id)
    }, 250)
    return () => window.clearInterval(timer)
  }, [toast.until, toast.id, held])
  return Math.max(0, Math.ceil((toast.until - now) / 1000))
}
