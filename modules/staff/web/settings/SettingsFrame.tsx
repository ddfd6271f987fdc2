import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import styles from './Settings.module.css'
import { settingsTabs } from './tabs.ts'

const own = [
  { to: '/settings/account', label: 'staff.settings.account', permission: undefined },
  { to: '/settings/people', label: 'staff.settings.people', permission: 'staff.read' },
  { to: '/settings/teams', label: 'staff.settings.teams', permission: 'staff.read' },
  { to: '/settings/keys', label: 'staff.settings.keys', permission: 'keys.manage' },
]

/** A page of the settings: title, tabs, content. */
export function SettingsFrame({
  title,
  count,
  acts,
  children,
}: {
  title: string
  count?: number | undefined
  acts?: ReactNode
  children: ReactNode
}) {
  const t = useT()
  const may = useMay()
  return (
    <Page title={title} count={count} acts={acts}>
      <div className={styles.frame}>
        <nav className={styles.tabs} aria-label={t('staff.settings.tabs')}>
          {own
            .filter(tab => may(tab.permission))
            .map(tab => (
              <SettingsTab key={tab.to} to={tab.to} label={t(tab.label)} />
            ))}
          <SlotOutlet of={settingsTabs} props={{}} />
        </nav>
        {children}
      </div>
    </Page>
  )
}

/** One tab of the settings. */
export function SettingsTab({ to, label }: { to: string; label: string }) {
  return (
    <Link to={to} className={styles.tab}>
      {label}
    </Link>
  )
}
