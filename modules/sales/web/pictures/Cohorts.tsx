import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Chart } from '../../../../ui/chart/Chart.tsx'
import type { Cohort } from '../../contract.ts'

const fates = ['won', 'lost', 'open'] as const

/** What became of the deals opened in each month; a month opens its deals. */
export function Cohorts({ months }: { months: readonly Cohort[] }) {
  const t = useT()
  const format = useFormat()
  const navigate = useNavigate()
  const option = useMemo(
    () => ({
      xAxis: { type: 'category', data: months.map(({ month }) => month) },
      yAxis: { type: 'value' },
      legend: { bottom: 0 },
      grid: { left: 8, right: 12, top: 16, bottom: 36, containLabel: true },
      series: fates.map(fate => ({
        type: 'bar',
        stack: 'deals',
        barMaxWidth: 36,
        name: t(`sales.pictures.figure.${fate}`),
        data: months.map(month => month[fate].n),
      })),
    }),
    [months, t],
  )
  const open = (name: string) => {
    const found = months.find(({ month }) => month === name)
    if (!found) return
    const search = { filter: JSON.parse(found.opened.filter) as unknown }
    void navigate({ to: '/opportunities', search: search as never })
  }
  const head = [
    t('sales.pictures.month'),
    t('sales.pictures.figure.entered'),
    ...fates.map(fate => t(`sales.pictures.figure.${fate}`)),
    t('sales.pictures.figure.winRate'),
  ]
  const rows = months.map(month => [
    month.month,
    format.number(month.opened.n),
    ...fates.map(fate => format.number(month[fate].n)),
    month.winRate === null
      ? '–'
      : format.number(month.winRate, { style: 'percent', maximumFractionDigits: 1 }),
  ])
  return (
    <Chart option={option} label={t('sales.pictures.cohortsLabel')} rows={[head, ...rows]} onPick={open} />
  )
}
