import type { ReactNode } from 'react'
import styles from './PlainTable.module.css'

type PlainTableProps = {
  /** What stands above the columns; the key says which column. */
  heads: readonly { key: string; head: ReactNode }[]
  /** Named where the table may be wider than its card and holds nothing to step to: then it can be scrolled by keys. */
  label?: string
  /** Long values end in dots instead of breaking. */
  cut?: boolean
  /** `tbody` elements. */
  children: ReactNode
}

/** A table that is read and not worked in: few rows, no sorting, no selection. It stands in a card, edge to edge. */
export function PlainTable({ heads, label, cut, children }: PlainTableProps) {
  const region = label === undefined ? {} : { tabIndex: 0, role: 'region', 'aria-label': label }
  return (
    <div className={styles.scroll} {...region}>
      <table className={styles.table} data-cut={cut}>
        <thead>
          <tr>
            {heads.map(({ key, head }) => (
              <th key={key} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  )
}
