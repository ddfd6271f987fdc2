import {
  BarChart,
  FunnelChart,
  HeatmapChart,
  LineChart,
  PieChart,
  SankeyChart,
  ScatterChart,
} from 'echarts/charts'
import {
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components'
import type { EChartsCoreOption } from 'echarts/core'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { schemeOf, usePreferences } from '../shell/preferences.ts'

use([BarChart, LineChart, PieChart, ScatterChart, HeatmapChart, FunnelChart, SankeyChart])
use([
  GridComponent,
  TooltipComponent,
  LegendComponent,
  DatasetComponent,
  VisualMapComponent,
  MarkLineComponent,
  CanvasRenderer,
])

type EChartProps = { option: EChartsCoreOption; height: number; onPick: ((name: string) => void) | undefined }

/** ECharts in the colours of the theme. Its own chunk. */
export function EChart({ option, height, onPick }: EChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const scheme = schemeOf(usePreferences().theme)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  })
  useEffect(() => {
    if (!box.current) return
    const chart = init(box.current)
    // One after the other, so that an axis of its own keeps the looks of the theme.
    chart.setOption(themed('legend' in option))
    chart.setOption(option)
    chart.on('click', event => pick.current?.(String(event.name)))
    const watcher = new ResizeObserver(() => chart.resize())
    watcher.observe(box.current)
    return () => {
      watcher.disconnect()
      chart.dispose()
    }
  }, [option, scheme])
  return <div ref={box} style={{ height, width: '100%' }} />
}

/** The canvas cannot read CSS variables, so their values are handed over. */
function themed(legend: boolean): EChartsCoreOption {
  const style = getComputedStyle(document.documentElement)
  const role = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const axis = {
    axisLine: { lineStyle: { color: role('line-strong') } },
    axisTick: { show: false },
    axisLabel: { color: role('muted'), fontSize: 12 },
    splitLine: { lineStyle: { color: role('line') } },
  }
  return {
    color: ['accent-mid', 'amber-mid', 'blue', 'violet', 'red', 'accent-light'].map(role),
    textStyle: { fontFamily: role('sans'), color: role('soft'), fontSize: 12 },
    grid: { left: 8, right: 12, top: 16, bottom: 8, containLabel: true },
    ...(legend ? { legend: { textStyle: { color: role('soft') } } } : {}),
    animation: !still,
    animationDuration: 140,
    // Rich text is drawn on the canvas; HTML tooltips would need inline styles.
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: role('inverse'),
      borderWidth: 0,
      textStyle: { color: role('inverse-text'), fontSize: 12 },
    },
    xAxis: axis,
    yAxis: axis,
  }
}
