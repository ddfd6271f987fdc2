import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import styles from './board.module.css'

/** A number that opens the customers behind it; plain where there are none. */
export function Drill({ filter, children, label }: { filter: unknown; children: ReactNode; label?: string }) {
  if (!filter) return <span>{children}</span>
  return (
    <Link to="/customers" search={{ filter } as never} className={styles.drill} aria-label={label}>
      {children}
    </Link>
  )
}
