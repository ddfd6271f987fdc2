import type { ReactNode } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import type { Figure } from '../../contract.ts'
import styles from './pictures.module.css'
import { Meant, Rows } from './Rows.tsx'

type BigFigureProps = { title: string; means: string; small?: string | null | undefined; children: ReactNode }

/** One number of a row of numbers: what it is, what that means, and a quiet word below. */
export function BigFigure({ title, means, small, children }: BigFigureProps) {
  return (
    <li className={styles.figure}>
      <h3>
        <Meant means={means}>{title}</Meant>
      </h3>
      <p className={styles.big}>{children}</p>
      {small && <p className={styles.small}>{small}</p>}
    </li>
  )
}

/** How many deals are in no sum because their amount has no rate; nothing where there are none. */
export function NotConverted({ figure, className }: { figure: Figure; className?: string | undefined }) {
  const t = useT()
  if (figure.n === 0) return null
  const words = t('sales.pictures.notConverted', { count: figure.n })
  return (
    <p className={className ?? styles.note}>
      <Rows figure={figure} label={words}>
        {words}
      </Rows>
    </p>
  )
}
