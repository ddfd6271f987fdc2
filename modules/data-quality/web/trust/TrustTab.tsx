import { useT } from '../../../../platform/i18n/react.ts'
import { SettingsTab } from '../../../staff/web/index.ts'

/** The way from the settings to how values age and whom to believe. */
export function TrustTab() {
  const t = useT()
  return <SettingsTab to="/settings/trust" label={t('data-quality.trust.settings.tab')} />
}
