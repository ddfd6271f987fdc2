import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { hasText } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { BaseRecord } from '../../contract.ts'
import styles from './bases.module.css'

type Line = BaseRecord['lines'][number]

/** Each field as the base says it, as it becomes here, and as the customer has it. */
export function RecordLines({ record }: { record: BaseRecord }) {
  const t = useT()
  const { match } = record
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ${styles.lines}`}>
        <thead>
          <tr>
            <th scope="col">{t('matching.bases.preview.field')}</th>
            <th scope="col">{t('matching.bases.record.theirs', { base: record.base.title })}</th>
            <th scope="col">
              {match ? (
                <Link to={`/customers/${match.id}`}>
                  <bdi>{match.title}</bdi>
                </Link>
              ) : (
                t('matching.bases.record.nobody')
              )}
            </th>
          </tr>
        </thead>
        <tbody>
          {record.lines.map(line => (
            <LineRow key={line.field} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function LineRow({ line }: { line: Line }) {
  const t = useT()
  const format = useFormat()
  const { field, label, theirs, becomes, ours } = line
  const name = label ?? (hasText(`entity.customer.${field}`) ? t(`entity.customer.${field}`) : field)
  const shown = (value: string | null) => {
    if (value === null) return null
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return format.date(value)
    const text = `entity.customer.${field}.${value}`
    return hasText(text) ? t(text) : value
  }
  const agree = becomes !== null && ours !== null && becomes.toLowerCase() === ours.toLowerCase()
  return (
    <tr data-agree={agree || undefined}>
      <th scope="row">{name}</th>
      <td>
        <bdi>{shown(theirs) ?? '—'}</bdi>
        {theirs !== null && becomes !== theirs && (
          <span className={styles.becomes}>
            <ArrowRight size={12} aria-hidden className="flip" />{' '}
            <bdi>{becomes === null ? t('matching.bases.vocabulary.nothing') : shown(becomes)}</bdi>
          </span>
        )}
      </td>
      <td>
        <bdi>{shown(ours) ?? '—'}</bdi>
      </td>
    </tr>
  )
}
