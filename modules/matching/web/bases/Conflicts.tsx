import { Link } from '@tanstack/react-router'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { BasePreview } from '../../contract.ts'
import styles from './bases.module.css'

/** Of the records that are certainly a customer: which fields say the same on both sides, with some that do not. */
export function Conflicts({ conflicts }: { conflicts: BasePreview['conflicts'] }) {
  const t = useT()
  const format = useFormat()
  const figures = ['agree', 'differ', 'onlyTheirs', 'onlyOurs'] as const
  return (
    <Card title={t('matching.bases.preview.conflicts')}>
      <p className={styles.hint}>{t('matching.bases.preview.conflictsHint')}</p>
      <div
        className={styles.scroll}
        tabIndex={0}
        role="region"
        aria-label={t('matching.bases.preview.conflicts')}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('matching.bases.preview.field')}</th>
              {figures.map(name => (
                <th key={name} scope="col" className={styles.amount}>
                  {t(`matching.bases.preview.${name}`)}
                </th>
              ))}
              <th scope="col">{t('matching.bases.preview.samples')}</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map(({ field, samples, ...counts }) => (
              <tr key={field}>
                <th scope="row">{t(`entity.customer.${field}`)}</th>
                {figures.map(name => (
                  <td key={name} className={styles.amount} data-part={name}>
                    {format.number(counts[name])}
                  </td>
                ))}
                <td className={styles.samples}>
                  {samples.slice(0, 2).map(({ recordId, name, theirs, ours }) => (
                    <Link
                      key={recordId}
                      to="/base-records/$id"
                      params={{ id: recordId } as never}
                      title={name}
                    >
                      <bdi>{t('matching.bases.preview.sample', { theirs, ours })}</bdi>
                    </Link>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
