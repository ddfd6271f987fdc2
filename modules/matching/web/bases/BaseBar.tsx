import { Link } from '@tanstack/react-router'
import type { Filter } from '../../../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { Base } from '../../contract.ts'
import styles from './bases.module.css'

/** A filter over the records of one base; sent to the page of records in its address. */
export function recordsOf(baseId: string, ...more: Filter[]): { filter: Filter } {
  const own: Filter = { field: 'base', op: 'eq', value: baseId }
  return { filter: more.length > 0 ? { and: [own, ...more] } : own }
}

const free: Filter = { field: 'taken', op: 'eq', value: false }
export const freeWith = (verdict: string): Filter[] => [{ field: 'verdict', op: 'eq', value: verdict }, free]

/** Where all records of a base stand: one bar whose parts add up to what was loaded, each opening its records. */
export function BaseBar({ base: { id, counts } }: { base: Base }) {
  const t = useT()
  const format = useFormat()
  const parts: { name: string; count: number; filter: Filter[] }[] = [
    { name: 'taken', count: counts.taken, filter: [{ field: 'taken', op: 'eq', value: true }] },
    { name: 'same', count: counts.same, filter: freeWith('same') },
    { name: 'unsure', count: counts.unsure, filter: freeWith('unsure') },
    { name: 'new', count: counts.new, filter: freeWith('new') },
    { name: 'unmatched', count: counts.unmatched, filter: [{ field: 'verdict', op: 'empty' }, free] },
  ]
  const words = parts.map(({ name, count }) => `${t(`matching.bases.count.${name}`)} ${format.number(count)}`)
  return (
    <div className={styles.counts}>
      <div className={styles.bar} role="img" aria-label={format.list(words)}>
        {parts
          .filter(({ count }) => count > 0)
          .map(({ name, count }) => (
            <span key={name} data-part={name} style={{ flexGrow: count }} />
          ))}
      </div>
      <ul className={styles.figures}>
        <li>
          <span>{t('matching.bases.count.loaded')}</span>
          <Link to="/base-records" search={recordsOf(id) as never}>
            {format.number(counts.loaded)}
          </Link>
        </li>
        {parts.map(({ name, count, filter }) => (
          <li key={name}>
            <span>
              <i className={styles.mark} data-part={name} aria-hidden />
              {t(`matching.bases.count.${name}`)}
            </span>
            {count > 0 ? (
              <Link to="/base-records" search={recordsOf(id, ...filter) as never}>
                {format.number(count)}
              </Link>
            ) : (
              <b>{format.number(0)}</b>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
