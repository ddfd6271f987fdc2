import { useT } from '../../../../platform/i18n/react.ts'
import type { ForecastAccuracy } from '../../contract.ts'
import { Amount } from './Amount.tsx'
import styles from './forecast.module.css'
import { usePeriodName } from '../periods/use-period-name.ts'

const foreseen = ['commit', 'expected'] as const

/** Period by period what was foreseen and what was won: a bar with marks, which is a table at the same time. */
export function Judged({ accuracy }: { accuracy: ForecastAccuracy }) {
  const t = useT()
  const nameOf = usePeriodName('short')
  const { periods, currency } = accuracy
  const most = Math.max(
    1,
    ...periods.flatMap(({ actual, commit, expected }) => [actual, commit, expected ?? 0]),
  )
  const at = (amount: number) => `${(Math.max(0, amount) / most) * 100}%`
  return (
    <table className={styles.judged}>
      <thead>
        <tr>
          <th scope="col">{t('sales.periods.title')}</th>
          <th scope="col" className={styles.picture}>
            <span className="visually-hidden">{t('sales.forecast.changes.picture')}</span>
          </th>
          {foreseen.map(figure => (
            <th key={figure} scope="col">
              <i className={styles.mark} data-of={figure} aria-hidden />
              {t(`sales.forecast.judged.${figure}`)}
            </th>
          ))}
          <th scope="col">
            <i className={styles.mark} data-of="actual" aria-hidden />
            {t('sales.forecast.figure.won')}
          </th>
        </tr>
      </thead>
      <tbody>
        {periods.map(one => (
          <tr key={one.period}>
            <th scope="row">{nameOf(one.period)}</th>
            <td className={styles.picture}>
              <span className={styles.track} aria-hidden>
                <i data-way="won" style={{ width: at(one.actual) }} />
                {foreseen.map(
                  figure =>
                    one[figure] !== null && (
                      <b key={figure} data-of={figure} style={{ insetInlineStart: at(one[figure]) }} />
                    ),
                )}
              </span>
            </td>
            {[...foreseen, 'actual' as const].map(figure => (
              <td key={figure}>
                {one[figure] === null ? '–' : <Amount minor={one[figure]} currency={currency} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
