import { useT } from '../../../../platform/i18n/react.ts'
import { SettingsTab } from '../../../staff/web/index.ts'

/** The way from the settings to the rules that values must keep. */
export function RulesTab() {
  const t = useT()
  return <SettingsTab to="/quality/rules" label={t('data-quality.rules.tab')} />
}
