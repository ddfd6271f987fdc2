import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import styles from './PageTabs.module.css'
import { useMay } from './session.tsx'

/** A page that belongs together with others; `label` is a text key. */
export type PageTab = { to: string; label: string; permission: string }

/** Pages about one thing, at the top of each of them; those that the reader may not open are left out. `filled`: in a page without margins. */
export function PageTabs({
  tabs,
  label,
  filled,
}: {
  tabs: readonly PageTab[]
  label: string
  filled?: boolean
}) {
  const t = useT()
  const may = useMay()
  const bar = useRef<HTMLElement>(null)
  // On a phone the tabs are wider than the screen; the one that is open must not be out of sight.
  useEffect(() => {
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [])
  return (
    <nav ref={bar} className={styles.tabs} data-filled={filled || undefined} aria-label={label}>
      {tabs
        .filter(({ permission }) => may(permission))
        .map(tab => (
          <Link
            key={tab.to}
            to={tab.to}
            className={styles.tab}
            activeOptions={{ exact: true, includeSearch: false }}
          >
            {t(tab.label)}
          </Link>
        ))}
    </nav>
  )
}
