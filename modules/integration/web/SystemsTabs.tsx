import { useT } from '../../../platform/i18n/react.ts'
import { type PageTab, PageTabs } from '../../../ui/shell/PageTabs.tsx'

const tabs: readonly PageTab[] = [
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
  return <PageTabs tabs={tabs} label={t('integration.tabs.label')} />
}
