import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import styles from '../logging/logging.module.css'
import { morningIn, nextDays } from './days.ts'

type DayChipsProps = { label: string; value: string | null; onChange: (at: string | null) => void }

/** The days one plans for, each a tap away; a second tap takes it back. */
export function DayChips({ label, value, onChange }: DayChipsProps) {
  const t = useT()
  const format = useFormat()
  const now = new Date()
  return (
    <div className={styles.chips} role="group" aria-label={label}>
      {nextDays.map(({ key, days }) => {
        const at = morningIn(days, format.timeZone, now)
        return (
          <button
            key={key}
            type="button"
            className={styles.chip}
            aria-pressed={value === at}
            onClick={() => onChange(value === at ? null : at)}
          >
            {t(`sales.day.in.${key}`)}
          </button>
        )
      })}
    </div>
  )
}
