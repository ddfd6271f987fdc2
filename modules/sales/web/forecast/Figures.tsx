import type { ReactNode } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Facts } from '../../../../ui/theme/Facts.tsx'
import type { Figure, Forecast, ForecastLock } from '../../contract.ts'
import { NotConverted } from '../pictures/BigFigure.tsx'
import { Meant, Rows } from '../pictures/Rows.tsx'
import { Amount } from './Amount.tsx'
import styles from './forecast.module.css'

const parts = ['won', 'commit', 'bestCase', 'open'] as const

type FiguresProps = { forecast: Forecast; lock: ForecastLock | undefined }

/** What is won, promised and possible in the period; each figure opens its deals and says what it was when the period was locked. */
export function Figures({ forecast, lock }: FiguresProps) {
  const { currency, weighted, notConverted } = forecast
  const then = lock?.lock?.currency === currency ? lock.lock : null
  const day = then?.at ?? null
  return (
    <>
      <ul className={styles.figures}>
        {parts.map(name => (
          <One
            key={name}
            name={name}
            rows={forecast[name]}
            then={then && { day, shown: <Amount minor={then[name].amount} currency={currency} /> }}
          >
            <Amount minor={forecast[name].amount} currency={currency} />
          </One>
        ))}
        <One
          name="weighted"
          rows={allOpen(forecast)}
          then={then && { day, shown: <Amount minor={then.weighted} currency={currency} /> }}
        >
          <Amount minor={weighted} currency={currency} />
        </One>
      </ul>
      <NotConverted figure={notConverted} className={styles.note} />
    </>
  )
}

type OneProps = {
  name: (typeof parts)[number] | 'weighted'
  rows: Figure
  then: { day: string | null; shown: ReactNode } | null
  children: ReactNode
}

function One({ name, rows, then, children }: OneProps) {
  const t = useT()
  const format = useFormat()
  const title = t(`sales.forecast.figure.${name}`)
  return (
    <li className={styles.figure} data-part={name}>
      <h3>
        <Meant means={t(`sales.forecast.means.${name}`)}>{title}</Meant>
      </h3>
      <p className={styles.big}>
        <Rows figure={rows} label={title}>
          {children}
        </Rows>
      </p>
      <Facts>
        <span>{t('sales.pictures.deals', { count: rows.n })}</span>
        {then?.day && (
          <span>
            {t('sales.forecast.on', { day: format.dateParts(then.day, { day: 'numeric', month: 'short' }) })}{' '}
            {then.shown}
          </span>
        )}
      </Facts>
    </li>
  )
}

/** All open deals of the period, whatever their word: what is weighted is the sum of the three. */
function allOpen({ commit, bestCase, open }: Forecast): Figure {
  const { and } = JSON.parse(commit.filter) as { and: { field: string }[] }
  return {
    n: commit.n + bestCase.n + open.n,
    filter: JSON.stringify({ and: and.filter(({ field }) => field !== '@forecast') }),
  }
}
