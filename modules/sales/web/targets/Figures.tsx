import type { ReactNode } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { MyNumbers } from '../../contract.ts'
import { BigFigure } from '../pictures/BigFigure.tsx'
import pictures from '../pictures/pictures.module.css'
import { Rows } from '../pictures/Rows.tsx'
import styles from './targets.module.css'

type Key = 'target' | 'won' | 'attainment' | 'left' | 'commission' | 'commit' | 'weighted'

/** The period in a few numbers, each with what it means and the rows behind it. */
export function Figures({ numbers }: { numbers: MyNumbers }) {
  const t = useT()
  const format = useFormat()
  const { target, won, attainment, left, commission, commit, weighted, currency, months, period } = numbers
  const money = (minor: number) => format.money(minor, currency)
  const percent = (value: number) => format.number(value, { style: 'percent', maximumFractionDigits: 0 })
  const latest = months.toSorted((a, b) => (a.setAt < b.setAt ? 1 : -1))[0]
  const counted = numbers.wonDeals.length
  return (
    <ul className={pictures.figures}>
      <Big
        of="target"
        small={
          latest &&
          (latest.setBy
            ? t('sales.targets.setBy', { name: latest.setBy, day: format.date(latest.setAt) })
            : t('sales.targets.setOn', { day: format.date(latest.setAt) }))
        }
      >
        {target === null ? '–' : money(target)}
      </Big>
      <Big of="won" small={t('sales.targets.deals', { count: counted })}>
        <a href="#won" className={pictures.rows}>
          {money(won)}
        </a>
      </Big>
      <Big of="attainment">
        {attainment === null ? '–' : percent(attainment)}
        {attainment !== null && (
          <span className={styles.bar} aria-hidden>
            <i style={{ inlineSize: `${Math.min(100, attainment * 100)}%` }} />
          </span>
        )}
      </Big>
      <Big
        of="left"
        small={
          period.daysLeft > 0
            ? t('sales.targets.daysLeft', { count: period.daysLeft })
            : t('sales.targets.over')
        }
      >
        {left === null ? '–' : money(left)}
      </Big>
      {period.daysLeft > 0 && (
        <>
          <Big of="commit" small={t('sales.targets.deals', { count: commit.n })}>
            <Rows figure={commit} label={t('sales.targets.figure.commit')}>
              {money(commit.amount)}
            </Rows>
          </Big>
          <Big of="weighted" small={t('sales.targets.deals', { count: weighted.n })}>
            <Rows figure={weighted} label={t('sales.targets.figure.weighted')}>
              {money(weighted.amount)}
            </Rows>
          </Big>
        </>
      )}
      <Big of="commission" small={t('sales.targets.onlyYou')}>
        {commission === null ? (
          '–'
        ) : (
          <a href="#won" className={pictures.rows}>
            {money(commission)}
          </a>
        )}
      </Big>
    </ul>
  )
}

function Big({ of, ...rest }: { of: Key; small?: string | undefined; children: ReactNode }) {
  const t = useT()
  return (
    <BigFigure title={t(`sales.targets.figure.${of}`)} means={t(`sales.targets.means.${of}`)} {...rest} />
  )
}
