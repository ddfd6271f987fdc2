import type { EChartsCoreOption } from 'echarts/core'
import { Suspense, lazy } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import { Bone } from '../theme/parts.tsx'
import styles from './Chart.module.css'

const Canvas = lazy(() => import('./EChart.tsx').then(file => ({ default: file.EChart })))

export type ChartProps = {
  /** What ECharts draws; colours, type and motion come from the theme. */
  option: EChartsCoreOption
  /** What is drawn, in a sentence, for people who hear the page. */
  label: string
  height?: number
  /** The figures behind the picture: header and rows. Shown on demand. */
  rows?: readonly (readonly (string | number)[])[]
  onPick?: (name: string) => void
}

/** A chart. The drawing library is loaded when the first chart is shown. */
export function Chart({ option, label, height = 240, rows, onPick }: ChartProps) {
  const t = useT()
  return (
    <figure className={styles.chart}>
      <div role="img" aria-label={label}>
        <Suspense fallback={<Bone height={height} />}>
          <Canvas option={option} height={height} onPick={onPick} />
        </Suspense>
      </div>
      {rows && (
        <details className={styles.figures}>
          <summary>{t('ui.chart.table')}</summary>
          <Figures rows={rows} />
        </details>
      )}
    </figure>
  )
}

function Figures({ rows: [head = [], ...body] }: { rows: readonly (readonly (string | number)[])[] }) {
  return (
    <table>
      <thead>
        <tr>
          {head.map(cell => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map(row => (
          <tr key={row.join('|')}>
            {row.map((cell, at) => (
              <td key={head[at] ?? cell}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
