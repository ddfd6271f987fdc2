import type { ReactNode } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { PictureSummary } from '../../contract.ts'
import { BigFigure, NotConverted } from './BigFigure.tsx'
import styles from './pictures.module.css'
import { Rows } from './Rows.tsx'

type Key = 'open' | 'won' | 'lost' | 'winRate' | 'cycle' | 'average' | 'velocity'

/** How the pipeline goes in a few numbers. */
export function Summary({ summary }: { summary: PictureSummary }) {
  const t = useT()
  const format = useFormat()
  const money = (minor: number) => format.money(minor, summary.currency)
  const days = (value: number) =>
    t('sales.pictures.days', { days: format.number(value, { maximumFractionDigits: 1 }) })
  const { cycle, winRate, averageValue, velocity, notConverted } = summary
  const name = (key: Key) => t(`sales.pictures.figure.${key}`)
  return (
    <>
      <ul className={styles.figures}>
        <Big of="open" small={money(summary.openValue)}>
          <Rows figure={summary.open} label={name('open')} />
        </Big>
        <Big of="won" small={money(summary.wonValue)}>
          <Rows figure={summary.won} label={name('won')} />
        </Big>
        <Big of="lost">
          <Rows figure={summary.lost} label={name('lost')} />
        </Big>
        <Big of="winRate" small={winRate === null ? t('sales.pictures.undecided') : null}>
          {winRate === null ? '–' : format.number(winRate, { style: 'percent', maximumFractionDigits: 1 })}
        </Big>
        <Big
          of="cycle"
          small={
            cycle.mean === null
              ? t('sales.pictures.undecided')
              : t('sales.pictures.mean', { days: format.number(cycle.mean, { maximumFractionDigits: 1 }) })
          }
        >
          {cycle.median === null ? '–' : days(cycle.median)}
        </Big>
        <Big of="average">{averageValue === null ? '–' : money(averageValue)}</Big>
        <Big of="velocity" small={velocity === null ? null : t('sales.pictures.perDay')}>
          {velocity === null ? '–' : money(velocity)}
        </Big>
      </ul>
      <NotConverted figure={notConverted} />
    </>
  )
}

function Big({ of, ...rest }: { of: Key; small?: string | null; children: ReactNode }) {
  const t = useT()
  return (
    <BigFigure title={t(`sales.pictures.figure.${of}`)} means={t(`sales.pictures.means.${of}`)} {...rest} />
  )
}
