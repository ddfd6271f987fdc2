import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import styles from './PageTabs.module.css'
import { useMay } from './session.tsx'

/** A page that belongs together with others; `label` is a text key. */
export type PageTab = { to: string; label: string; permission?: string }

/** Pages about one thing, at the top of each of them; those that the reader may not open are left out. `filled`: in a page without margins; `more`: `TabLink`s of others. */
export function PageTabs({
  tabs,
  label,
  filled,
  more,
}: {
  tabs: readonly PageTab[]
  label: string
  filled?: boolean
  more?: ReactNode
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
          <TabLink key={tab.to} to={tab.to} label={t(tab.label)} />
        ))}
      {more}
    </nav>
  )
}

/** One of the tabs; `within`: also where a page below it is open. */
export function TabLink({ to, label, within = false }: { to: string; label: string; within?: boolean }) {
  return (
    <Link to={to} className={styles.tab} activeOptions={{ exact: !within, includeSearch: false }}>
      {label}
    </Link>
  )
}
