import { useMemo } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Chart } from '../../../../ui/chart/Chart.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { Meter } from './use-bypass.ts'

/** Week by week what went past and what went through; the figures stand below the picture. */
export function Weeks({ meter: { weeks } }: { meter: Meter }) {
  const t = useT()
  const format = useFormat()
  const drawn = useMemo(() => {
    const labels = weeks.map(({ week }) =>
      format.dateParts(`${week}T00:00:00Z`, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
    )
    const series = (['through', 'past'] as const).map(key => ({
      name: t(`integration.bypass.${key}`),
      type: 'bar',
      stack: 'all',
      barMaxWidth: 22,
      data: weeks.map(week => week[key]),
    }))
    const option = {
      legend: { bottom: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10 },
      grid: { left: 8, right: 12, top: 12, bottom: 34, containLabel: true },
      xAxis: { type: 'category', data: labels },
      yAxis: { type: 'value', minInterval: 1 },
      series,
    }
    const head = ['week', 'past', 'through', 'doubles'].map(key => t(`integration.bypass.${key}`))
    const rows = weeks.map(({ past, through, doubles }, at) => [labels[at] ?? '', past, through, doubles])
    return { option, rows: [head, ...rows] }
  }, [weeks, t, format])
  return (
    <Card title={t('integration.bypass.byWeek')}>
      <Chart option={drawn.option} rows={drawn.rows} label={t('integration.bypass.chart')} height={230} />
    </Card>
  )
}
