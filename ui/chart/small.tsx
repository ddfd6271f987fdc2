import type { Tone } from '../../platform/entities/descriptor.ts'
import styles from './Chart.module.css'

type SmallProps = { values: readonly number[]; label: string; tone?: Tone; width?: number; height?: number }

/** A line without axes: how something went, above the lowest value or above `from`. Needs no library. */
export function Sparkline({
  values,
  label,
  tone = 'accent',
  width = 96,
  height = 28,
  from,
}: SmallProps & { from?: number }) {
  const low = from ?? Math.min(...values)
  const span = Math.max(...values) - low || 1
  const step = width / Math.max(1, values.length - 1)
  const points = values.map(
    (value, at) =>
      `${(at * step).toFixed(1)},${(height - 3 - ((value - low) / span) * (height - 6)).toFixed(1)}`,
  )
  return (
    <svg
      className={styles.spark}
      data-tone={tone}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <polyline points={points.join(' ')} />
    </svg>
  )
}

/** A line with its ground filled, as wide as its place. */
export function Area({ values, label, tone = 'accent', height = 64 }: SmallProps) {
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const step = 100 / Math.max(1, values.length - 1)
  const points = values.map(
    (value, at) =>
      `${(at * step).toFixed(2)},${(height - 3 - ((value - low) / span) * (height - 8)).toFixed(1)}`,
  )
  return (
    <svg
      className={styles.area}
      data-tone={tone}
      height={height}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <polygon points={`0,${height} ${points.join(' ')} 100,${height}`} />
      <polyline points={points.join(' ')} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}

type BarsProps = SmallProps & {
  /** Places that stand out. */
  marked?: readonly number[]
}

/** Bars side by side, as wide as their place. */
export function Bars({ values, label, tone = 'accent', height = 36, marked = [] }: BarsProps) {
  const high = Math.max(...values, 1)
  return (
    <div className={styles.bars} data-tone={tone} style={{ height }} role="img" aria-label={label}>
      {values.map((value, at) => (
        // A bar has no identity besides its place.
        // eslint-disable-next-line react/no-array-index-key
        <span
          key={at}
          data-marked={marked.includes(at) || undefined}
          style={{ height: `${Math.max(4, (Math.max(0, value) / high) * 100)}%` }}
        />
      ))}
    </div>
  )
}

type HeatProps = { rows: readonly { label: string; values: readonly number[] }[]; label: string }

/** How much of something by row and time; the darker, the more. */
export function Heat({ rows, label }: HeatProps) {
  const high = Math.max(...rows.flatMap(row => row.values), 1)
  return (
    <div className={styles.heat} role="img" aria-label={label}>
      {rows.map(row => (
        <div key={row.label}>
          <span>{row.label}</span>
          {row.values.map((value, at) => (
            // eslint-disable-next-line react/no-array-index-key
            <i key={at} style={{ opacity: 0.08 + 0.92 * (value / high) }} />
          ))}
        </div>
      ))}
    </div>
  )
}
