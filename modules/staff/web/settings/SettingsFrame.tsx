import type { ReactNode } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { type PageTab, PageTabs, TabLink } from '../../../../ui/shell/PageTabs.tsx'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import styles from './Settings.module.css'
import { settingsTabs } from './tabs.ts'

const own: readonly PageTab[] = [
  { to: '/settings/account', label: 'staff.settings.account' },
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
  return (
    <Page title={title} count={count} acts={acts}>
      <div className={styles.frame}>
        <PageTabs
          tabs={own}
          label={t('staff.settings.tabs')}
          more={<SlotOutlet of={settingsTabs} props={{}} />}
        />
        {children}
      </div>
    </Page>
  )
}

/** One tab of the settings, brought by another module. */
export function SettingsTab({ to, label }: { to: string; label: string }) {
  return <TabLink to={to} label={label} within />
}
