import { Link } from '@tanstack/react-router'
import { useT } from '../../../platform/i18n/react.ts'
import styles from './Fields.module.css'

/** The way from the settings to the own fields. */
export function FieldsTab() {
  const t = useT()
  return (
    <Link to="/settings/fields" className={styles.tab}>
      {t('pages.fields.title')}
    </Link>
  )
}
