import type { ReactNode } from 'react'
import type { EntityDescriptor } from '../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { countOf } from '../field/record.ts'
import styles from './RecordTable.module.css'
import type { RecordList } from './use-record-list.ts'

/** One total under the table: “Profit € 1,482,300”. */
export type FootSum = { label: string; value: ReactNode }

/** The line under a list: how many, what they add up to, how long it took. */
export function TableFoot({
  entity,
  list,
  sums = [],
}: {
  entity: EntityDescriptor
  list: RecordList
  sums?: readonly FootSum[]
}) {
  const t = useT()
  const format = useFormat()
  const { total, totalIsExact, milliseconds } = list
  return (
    <footer className={styles.foot}>
      {total !== null && (
        <span>
          {totalIsExact
            ? countOf(entity, total, t)
            : t('ui.table.about', { count: countOf(entity, total, t) })}
        </span>
      )}
      {sums.map(sum => (
        <span key={sum.label}>
          {sum.label} <b>{sum.value}</b>
        </span>
      ))}
      <span>
        {milliseconds !== null && t('ui.table.milliseconds', { count: format.number(milliseconds) })}
      </span>
    </footer>
  )
}
