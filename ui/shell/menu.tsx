import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { useMay } from './session.tsx'
import styles from './Shell.module.css'
import type { MenuEntry } from './web-module.ts'

/** The entries that the person may use, in order. */
export function useMenu(entries: readonly MenuEntry[]): readonly MenuEntry[] {
  const may = useMay()
  return entries.filter(entry => may(entry.permission)).toSorted((a, b) => a.order - b.order)
}

/** The entries as links, with group titles between. */
export function MenuList({ entries, onGo }: { entries: readonly MenuEntry[]; onGo?: () => void }) {
  const t = useT()
  return entries.map((entry, at) => (
    <Fragment key={entry.to}>
      {entry.group && entry.group !== entries[at - 1]?.group && (
        <p className={styles.group}>{t(entry.group)}</p>
      )}
      <MenuLink entry={entry} onGo={onGo} />
    </Fragment>
  ))
}

function MenuLink({ entry, onGo }: { entry: MenuEntry; onGo?: (() => void) | undefined }) {
  const t = useT()
  const Icon = entry.icon
  return (
    <Link to={entry.to} className={styles.item} title={t(entry.label)} {...(onGo ? { onClick: onGo } : {})}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <span className={styles.name}>{t(entry.label)}</span>
      {entry.useCount && <MenuCount useCount={entry.useCount} />}
    </Link>
  )
}

function MenuCount({ useCount }: { useCount: () => number | undefined }) {
  const count = useCount()
  const format = useFormat()
  return count ? <span className={styles.number}>{format.number(count)}</span> : null
}

/** The first entries as the phone's bottom bar. */
export function BottomLinks({ entries }: { entries: readonly MenuEntry[] }) {
  const t = useT()
  return entries.map(({ to, label, icon: Icon }) => (
    <Link key={to} to={to} className={styles.bottomItem}>
      <Icon size={20} strokeWidth={1.75} aria-hidden />
      {t(label)}
    </Link>
  ))
}
