import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { StageFigures } from '../../contract.ts'
import styles from './pictures.module.css'
import { Meant } from './Rows.tsx'

/** How long deals stayed in each stage: the middle half as a bar, the middle as a mark in it. */
export function TimeInStage({ stages, ofOneIn }: { stages: readonly StageFigures[]; ofOneIn: number }) {
  const t = useT()
  const format = useFormat()
  const longest = Math.max(1, ...stages.map(({ days }) => days.q3 ?? 0))
  const shown = (value: number | null) =>
    value === null ? '–' : format.number(value, { maximumFractionDigits: 1 })
  const at = (value: number | null) => `${((value ?? 0) / longest) * 100}%`
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('sales.pictures.stage')}</th>
            <th scope="col" className={styles.wide}>
              <Meant means={t('sales.pictures.means.time')}>{t('sales.pictures.figure.middle')}</Meant>
            </th>
            <th scope="col">
              <Meant means={t('sales.pictures.means.time')}>{t('sales.pictures.figure.median')}</Meant>
            </th>
          </tr>
        </thead>
        <tbody>
          {stages.map(({ id, name, days }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className={styles.wide}>
                <span className={styles.span} aria-hidden>
                  <i style={{ insetInlineStart: at(days.q1), width: at((days.q3 ?? 0) - (days.q1 ?? 0)) }} />
                  {days.n > 0 && <b style={{ insetInlineStart: at(days.median) }} />}
                </span>
                <bdi className={styles.small}>{days.n > 0 ? `${shown(days.q1)}–${shown(days.q3)}` : '–'}</bdi>
              </td>
              <td>{days.median === null ? '–' : t('sales.pictures.days', { days: shown(days.median) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ofOneIn > 1 && <p className={styles.small}>{t('sales.pictures.sampled', { count: ofOneIn })}</p>}
    </>
  )
}
