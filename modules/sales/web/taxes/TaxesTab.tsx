import { useT } from '../../../../platform/i18n/react.ts'
import { SettingsTab } from '../../../staff/web/index.ts'

/** The way from the settings to the taxes. */
export function TaxesTab() {
  const t = useT()
  return <SettingsTab to="/settings/taxes" label={t('sales.pricing.taxes')} />
}
