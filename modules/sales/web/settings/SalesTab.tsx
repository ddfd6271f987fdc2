import { useT } from '../../../../platform/i18n/react.ts'
import { SettingsTab } from '../../../staff/web/index.ts'

/** The way from the settings to those of sales. */
export function SalesTab() {
  const t = useT()
  return <SettingsTab to="/settings/sales" label={t('sales.settings.tab')} />
}
