import { Link } from '@tanstack/react-router'
import { Maximize2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import styles from './SidePanel.module.css'

type SidePanelProps = {
  title: string
  onClose: () => void
  /** The record's own page. */
  to?: string
  children: ReactNode
}

/** A record beside its list. The list stays usable; Escape closes the panel. */
export function SidePanel({ title, onClose, to, children }: SidePanelProps) {
  const t = useT()
  const panel = useRef<HTMLElement>(null)
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('[role="dialog"]'))
        latest.current()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
  return (
    <aside ref={panel} className={styles.panel} aria-label={title}>
      <header className={styles.head}>
        <h2>
          <bdi>{title}</bdi>
        </h2>
        {to && (
          <Link to={to} className={styles.button} aria-label={t('ui.keys.open')} title={t('ui.keys.open')}>
            <Maximize2 size={15} aria-hidden />
          </Link>
        )}
        <button type="button" className={styles.button} aria-label={t('ui.close')} onClick={onClose}>
          <X size={16} aria-hidden />
        </button>
      </header>
      <div className={styles.body}>{children}</div>
    </aside>
  )
}
