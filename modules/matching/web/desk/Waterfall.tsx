import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { Part } from '../../contract.ts'
import styles from './why.module.css'

type Bar = Part & { from: number; to: number }

/** The weight taken apart: each bar begins where the former ended. */
export function Waterfall({ parts }: { parts: readonly Part[] }) {
  const t = useT()
  const format = useFormat()
  const bars = barsOf(parts)
  const low = Math.min(0, ...bars.map(({ from, to }) => Math.min(from, to)))
  const high = Math.max(0, ...bars.map(({ from, to }) => Math.max(from, to)))
  const place = (bits: number) => (100 * (bits - low)) / (high - low || 1)
  return (
    <ol className={styles.waterfall}>
      {bars.map((bar, at) => (
        <li key={`${bar.field} ${bar.level} ${at}`}>
          <span className={styles.name}>{nameOf(bar, t)}</span>
          <span className={styles.track} aria-hidden>
            <span
              className={styles.bar}
              data-tone={bar.field === 'start' ? 'start' : bar.weight < 0 ? 'against' : 'for'}
              style={{
                insetInlineStart: `${place(Math.min(bar.from, bar.to)).toFixed(2)}%`,
                inlineSize: `${Math.max(1, place(Math.max(bar.from, bar.to)) - place(Math.min(bar.from, bar.to))).toFixed(2)}%`,
              }}
            />
          </span>
          <span className={styles.bits}>
            {format.number(bar.weight, {
              minimumFractionDigits: 1,
              maximumFractionDigits: 1,
              signDisplay: 'exceptZero',
            })}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** The start first, then what says most; what makes a value rare stands behind its field. */
function barsOf(parts: readonly Part[]): Bar[] {
  const fields = [...new Set(parts.map(({ field }) => field))]
  const sum = (field: string) =>
    parts.reduce((total, part) => (part.field === field ? total + Math.abs(part.weight) : total), 0)
  const sorted = fields
    .toSorted((a, b) => Number(b === 'start') - Number(a === 'start') || sum(b) - sum(a))
    .flatMap(field => parts.filter(part => part.field === field))
  let at = 0
  return sorted.map(part => {
    const from = at
    at += part.weight
    return { ...part, from, to: at }
  })
}

/** Agreement and difference show in the bar; other levels are named, and a value's rarity stands for itself. */
function nameOf({ field, level }: Part, t: ReturnType<typeof useT>): string {
  const name = t(`matching.field.${field}`)
  if (level === 'same' || level === 'start' || level === 'shared') return name
  const word = t(`matching.level.${level}`)
  return level === 'rare' || level === 'frequent' ? `… ${word}` : `${name}, ${word}`
}
