import { Check } from 'lucide-react'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import styles from './import.module.css'

/** Where one is in a task of several steps. `at` counts from 0; steps before it can be gone back to. */
export function StepBar({
  steps,
  at,
  onStep,
}: {
  steps: readonly string[]
  at: number
  onStep?: (at: number) => void
}) {
  const t = useT()
  const format = useFormat()
  return (
    <ol className={styles.steps}>
      {steps.map((name, place) => {
        const done = place < at
        const label = t('ui.import.step', {
          at: format.number(place + 1),
          total: format.number(steps.length),
          name,
        })
        return (
          <li key={name} data-done={done || undefined} aria-current={place === at ? 'step' : undefined}>
            <button
              type="button"
              disabled={!done || !onStep}
              aria-label={done ? `${label}, ${t('ui.import.done')}` : label}
              onClick={() => onStep?.(place)}
            >
              <span className={styles.number}>
                {done ? <Check size={13} aria-hidden /> : format.number(place + 1)}
              </span>
              {name}
            </button>
          </li>
        )
      })}
    </ol>
  )
}
