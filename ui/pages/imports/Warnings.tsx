import { TriangleAlert } from 'lucide-react'
import { useT } from '../../../platform/i18n/react.ts'
import { Card } from '../../theme/parts.tsx'
import styles from './Imports.module.css'
import type { Import } from './standing.ts'
import { reasonWords } from './words.ts'

type Warning = Pick<Import['warnings'][number], 'code' | 'message'> &
  Partial<Pick<Import['warnings'][number], 'column' | 'count'>>

/** What is worth knowing and refused nothing. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const t = useT()
  if (warnings.length === 0) return null
  return (
    <Card title={t('pages.imports.warnings')}>
      <ul className={styles.warnings}>
        {warnings.slice(0, 20).map((warning, at) => (
          <li key={at}>
            <TriangleAlert size={14} aria-hidden />
            <span>
              {warning.column
                ? t('pages.imports.aboutColumn', { column: warning.column, words: reasonWords(t, warning) })
                : reasonWords(t, warning)}
              {(warning.count ?? 1) > 1 && (
                <small> {t('pages.imports.times', { count: warning.count ?? 1 })}</small>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
