import { SettingsTab } from '../modules/staff/web/index.ts'
import { useT } from '../platform/i18n/react.ts'

/** The way from the settings to the own fields. */
export function FieldsTab() {
  const t = useT()
  return <SettingsTab to="/settings/fields" label={t('pages.fields.title')} />
}
