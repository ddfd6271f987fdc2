import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { type Covered, targetContract as api } from '../../contract.ts'
import pictures from '../pictures/pictures.module.css'
import { Meant, Rows } from '../pictures/Rows.tsx'
import { PeriodChoice } from '../periods/PeriodChoice.tsx'
import { periodNow } from '../periods/periods.ts'
import styles from './targets.module.css'

const reads = [api.coverage]

/** Whether what is open is enough for what is missing, of all and by team. */
export function CoverageCard() {
  const t = useT()
  const [period, setPeriod] = useState(() => periodNow('quarter', new Date()))
  const asked = useCall(api.coverage, { query: { period } }, { keepPrevious: true })
  useLive(['opportunity', 'sales-settings', 'batch'], { invalidates: reads })
  const title = t('sales.targets.figure.coverage')
  return (
    <Card title={title} aria-label={title} aside={<PeriodChoice period={period} onChange={setPeriod} />}>
      <Reading of={asked} lines={4} />
      {asked.data && <Table currency={asked.data.currency} rows={[...asked.data.teams, asked.data.total]} />}
      {asked.data && asked.data.total.target === null && (
        <p className={styles.quiet}>{t('sales.targets.noCoverage')}</p>
      )}
    </Card>
  )
}

function Table({ currency, rows }: { currency: string; rows: readonly Covered[] }) {
  const t = useT()
  const format = useFormat()
  const money = (minor: number) => format.money(minor, currency)
  const nameOf = ({ team }: Covered, at: number) => {
    if (at === rows.length - 1) return t('sales.targets.total')
    return team?.name ?? t('sales.targets.noTeam')
  }
  const label = t('sales.targets.figure.coverage')
  return (
    <div className={pictures.scroll} role="region" tabIndex={0} aria-label={label}>
      <table className={pictures.table}>
        <thead>
          <tr>
            <th scope="col">{t('sales.targets.team')}</th>
            <th scope="col">{t('sales.targets.figure.target')}</th>
            <th scope="col">{t('sales.targets.wonWhole')}</th>
            <th scope="col">{t('sales.targets.openWhole')}</th>
            <th scope="col">
              <Meant means={t('sales.targets.means.coverage')}>{label}</Meant>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.team?.id ?? at} className={at === rows.length - 1 ? styles.total : undefined}>
              <th scope="row">
                <bdi>{nameOf(row, at)}</bdi>
              </th>
              <td>{row.target === null ? '–' : money(row.target)}</td>
              <td>
                <Rows figure={row.won} label={t('sales.targets.wonWhole')}>
                  {money(row.won.amount)}
                </Rows>
              </td>
              <td>
                <Rows figure={row.open} label={t('sales.targets.openWhole')}>
                  {money(row.open.amount)}
                </Rows>
              </td>
              <td>
                {row.coverage === null
                  ? '–'
                  : `${format.number(row.coverage, { maximumFractionDigits: 1 })}×`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
