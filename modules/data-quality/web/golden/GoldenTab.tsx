import { useT } from '../../../../platform/i18n/react.ts'
import { SettingsTab } from '../../../staff/web/index.ts'

/** The way from the settings to whose values are shown. */
export function GoldenTab() {
  const t = useT()
  return <SettingsTab to="/settings/golden" label={t('data-quality.golden.settings.tab')} />
}
