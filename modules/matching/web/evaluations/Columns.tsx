import { Select } from '@mantine/core'
import { useT } from '../../../../platform/i18n/react.ts'
import type { EvaluationColumn } from '../../contract.ts'
import { columnRoles } from '../../contract/column-roles.ts'
import styles from './evaluations.module.css'

type Role = EvaluationColumn['role']
type ColumnsProps = {
  columns: readonly EvaluationColumn[]
  /** The column with the answers, which the matcher does not see. */
  truth: string | null
  roles: Readonly<Record<string, Role>>
  onRole: (column: string, role: Role) => void
}

/** What each column is to the matcher: suggested, and said otherwise where the suggestion is wrong. */
export function Columns({ columns, truth, roles, onRole }: ColumnsProps) {
  const t = useT()
  const data = columnRoles.map(value => ({ value, label: t(`matching.evaluation.role.${value}`) }))
  return (
    <div>
      <p>{t('matching.evaluation.columns')}</p>
      <p className={styles.quiet}>{t('matching.evaluation.columnsHint')}</p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('matching.evaluation.column')}</th>
              <th scope="col" className={styles.hideNarrow}>
                {t('matching.evaluation.examples')}
              </th>
              <th scope="col">{t('matching.evaluation.is')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name, role, examples }) => (
              <tr key={name}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td className={`${styles.examples} ${styles.hideNarrow}`}>
                  <bdi>{examples.join(' · ')}</bdi>
                </td>
                <td>
                  {name === truth ? (
                    t('matching.evaluation.holdsAnswers')
                  ) : (
                    <Select
                      aria-label={name}
                      size="xs"
                      data={data}
                      value={roles[name] ?? role}
                      allowDeselect={false}
                      searchable
                      onChange={value => value && onRole(name, value as Role)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
