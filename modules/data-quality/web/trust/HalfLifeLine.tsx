import { NumberInput } from '@mantine/core'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import styles from './trust.module.css'
import { useValueWords } from './value-words.ts'

type LineProps = { field: string; years: number | null; onYears: (years: number | null) => void }

/** The half-life of one field, with what it means: how many values are still right after five years. */
export function HalfLifeLine({ field, years, onYears }: LineProps) {
  const t = useT()
  const format = useFormat()
  const words = useValueWords()
  const name = words.labelOf(field)
  const after = years === null ? 1 : 0.5 ** (5 / years)
  const percent = format.number(after, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <li>
      <span>{name}</span>
      <svg
        className={styles.decay}
        viewBox="0 0 60 20"
        role="img"
        aria-label={t('data-quality.trust.settings.after', { percent })}
      >
        <path d={`${curve(years)} L60 20 L0 20 Z`} className={styles.area} />
        <path d={curve(years)} className={styles.curve} />
      </svg>
      <small aria-hidden>
        {years === null
          ? t('data-quality.trust.settings.never')
          : t('data-quality.trust.settings.after', { percent })}
      </small>
      <NumberInput
        aria-label={t('data-quality.trust.settings.halfLife', { field: name })}
        value={years ?? ''}
        placeholder="–"
        min={0.05}
        max={100}
        step={0.5}
        decimalScale={2}
        onChange={value => onYears(value === '' ? null : Number(value))}
      />
    </li>
  )
}

/** The share that is still right over ten years, in a box of 60 by 20. */
function curve(years: number | null): string {
  const points = Array.from({ length: 13 }, (_, at) => {
    const left = years === null ? 1 : 0.5 ** (((at / 12) * 10) / years)
    return `${at * 5} ${(19 - left * 18).toFixed(1)}`
  })
  return `M${points.join(' L')}`
}
