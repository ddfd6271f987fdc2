import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useT } from '../../../platform/i18n/react.ts'
import { useMay } from '../../../ui/shell/session.tsx'
import styles from './SystemsTabs.module.css'

const tabs = [
  { to: '/systems', label: 'integration.tabs.board', permission: 'integration.read' },
  { to: '/systems/operations', label: 'integration.tabs.operations', permission: 'integration.read' },
  { to: '/systems/bypass', label: 'integration.tabs.bypass', permission: 'integration.read' },
  { to: '/systems/crosswalk', label: 'integration.tabs.crosswalk', permission: 'integration.read' },
  { to: '/systems/differences', label: 'integration.tabs.differences', permission: 'integration.read' },
  { to: '/systems/accounts', label: 'integration.tabs.accounts', permission: 'integration.manage' },
]

/** The pages about joined systems, at the top of each of them. */
export function SystemsTabs() {
  const t = useT()
  const may = useMay()
  const bar = useRef<HTMLElement>(null)
  // On a phone the tabs are wider than the screen; the one that is open must not be out of sight.
  useEffect(() => {
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [])
  return (
    <nav ref={bar} className={styles.tabs} aria-label={t('integration.tabs.label')}>
      {tabs
        .filter(({ permission }) => may(permission))
        .map(({ to, label }) => (
          <Link key={to} to={to} className={styles.tab} activeOptions={{ exact: true }}>
            {t(label)}
          </Link>
        ))}
    </nav>
  )
}
