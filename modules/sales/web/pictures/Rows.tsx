import { Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat } from '../../../../platform/i18n/react.ts'
import type { Figure } from '../../contract.ts'
import styles from './pictures.module.css'

/** A number that opens the deals behind it; plain where there are none. */
export function Rows({ figure, label, children }: { figure: Figure; label: string; children?: ReactNode }) {
  const format = useFormat()
  const shown = children ?? format.number(figure.n)
  if (figure.n === 0) return <span className={styles.none}>{shown}</span>
  const search = { filter: JSON.parse(figure.filter) as unknown }
  return (
    <Link
      to="/sales/opportunities"
      search={search as never}
      className={styles.rows}
      aria-label={`${label}: ${format.number(figure.n)}`}
    >
      {shown}
    </Link>
  )
}

/** A word of the page that says what it means when one points at it or comes to it by keyboard. */
export function Meant({ children, means }: { children: ReactNode; means: string }) {
  return (
    <Tooltip label={means} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={styles.meant}>
        {children}
      </button>
    </Tooltip>
  )
}
